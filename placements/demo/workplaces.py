"""Where the invented crowd works: posts that fit a field, a tier and a region, in believable organisations."""

from collections import Counter
from dataclasses import dataclass

from officials.models import Expertise, Jurisdiction, Organisation, Post, PostExpertise, Rank
from officials.models.geography import Kind, Level
from officials.models.vocabulary import Tier
from officials.reference_data import as_template_means
from placements.demo.article import BEIJING, HEBEI, TIANJIN
from placements.demo.fields import FIELDS
from placements.demo.places import CAPITAL, CITIES, DEPARTMENT, INNER_CITY, NOT_HERE, RURAL, SPECIAL

# Chinese title of the head by the end of the organisation's name; 办公厅 and 办公室 before 厅.
HEADS = {"办公厅": "主任", "研究室": "主任", "局": "局长", "厅": "厅长", "部": "部长"}

# Of these an organisation has more than one.
SEVERAL = ("Deputy", "Vice", "Senior", "First-Grade", "Second-Grade", "Third-Grade")
MOST_DEPUTIES = 4
ATTEMPTS = 20

SPECIALIST = ""  # the tier of those without a civil-service rank
LADDER = [Tier.SECTION_DEP, Tier.SECTION, Tier.DIVISION_DEP, Tier.DIVISION, Tier.BUREAU_DEP]


@dataclass(frozen=True)
class Opening:
    """A post to be made: where, what it is called, at which tier."""

    organisation: Organisation
    title_en: str
    title_zh: str
    tier: str
    field: str
    rank: str = ""
    needs_congress_decision: bool = False


class Workplaces:
    """Finds openings and makes the posts. What it draws depends on its chance alone."""

    def __init__(self, chance):
        self.chance = chance
        self.divisions = Jurisdiction.objects.select_related("parent").in_bulk()
        self.organisations = {row.code: row for row in Organisation.objects.select_related("jurisdiction")}
        self.fields = Expertise.objects.in_bulk()
        self.ranks = Rank.objects.in_bulk()
        self.titles = Counter(Post.objects.values_list("organisation__code", "title_en"))
        self.serials = Counter(Post.objects.values_list("organisation__code", flat=True))
        self.by_name = {(row.jurisdiction_id, row.name_zh): row for row in self.organisations.values()}
        self.by_template = {}
        self.drawn_from = {
            BEIJING: self._counties(BEIJING),
            TIANJIN: self._counties(TIANJIN),
            HEBEI: self._counties(HEBEI),
        }
        self.made = []

    def _counties(self, region):
        return [row for code, row in sorted(self.divisions.items()) if row.region_id == region and row.is_county]

    # Drawing an opening

    def opening(self, region, tier, field, *, host):
        """An opening that fits, or None where the region has no such organisation. Guests are deputies, not heads."""
        kinds = (HOSTS if host else HOMES)[region == HEBEI][tier]
        for attempt in range(ATTEMPTS):
            kind = self.chance.choices([kind for kind, _ in kinds], [weight for _, weight in kinds])[0]
            found = kind(self, region, tier, field)
            if found and self._is_free(found, first_tries=attempt < ATTEMPTS // 2):
                self.titles[found.organisation.code, found.title_en] += 1
                return found
        return None

    def _is_free(self, opening, *, first_tries):
        """Whether there is no such post yet; where many were tried, an organisation has more than one deputy."""
        most = MOST_DEPUTIES if opening.title_en.startswith(SEVERAL) and not first_tries else 1
        return self.titles[opening.organisation.code, opening.title_en] < most

    def capital(self, region, tier, field):
        """In a department of the municipality or the province."""
        organisation = self.named(self._code(CAPITAL[region], field))
        if organisation is None:
            return None
        if tier == Tier.BUREAU_DEP:
            return self.deputy(organisation, tier, field)
        return self.in_division(organisation, tier, field, self.chance.choice(FIELDS[field].divisions))

    def consultant(self, region, tier, field):
        """At the level of a division's head, without leading one (调研员)."""
        organisation = self.named(self._code(CAPITAL[region], field))
        if organisation is None:
            return None
        return self._in_grade("GRADE-04", organisation, tier, field, self.chance.choice(FIELDS[field].divisions))

    def city(self, _region, tier, field):
        """In a department of a prefecture-level city of Hebei."""
        return self.department(self._code("PREF", field), self._city(), tier, field)

    def district(self, region, tier, field):
        """In a department of a district of Beijing or Tianjin."""
        places = self.drawn_from[region]
        if field in RURAL:
            places = [place for place in places if place.code not in INNER_CITY]
        return self.department(self._code("MDIST", field), self.chance.choice(places), tier, field)

    def county(self, _region, tier, field):
        """In a department of a county, district or county-level city of Hebei."""
        return self.department(self._code("CNTY", field), self._county(), tier, field)

    def department(self, template, place, tier, field):
        """In the department that the template means in that place, as its tier allows."""
        organisation = self.from_template(template, place)
        if organisation is None:
            return None
        own, asked = organisation.tier, tier
        if asked == own:
            return self.head(organisation, tier, field)
        if asked in LADDER and LADDER.index(asked) == LADDER.index(own) - 1:
            return self.deputy(organisation, tier, field)
        return self.in_division(organisation, tier, field, self.chance.choice(FIELDS[field].divisions))

    def vice_mayor(self, _region, tier, field):
        return self.in_government(self._city(), tier, field)

    def secretary(self, _region, tier, field):
        """Deputy secretary-general of a city's government."""
        organisation = self.from_template("PREF-GOV", self._city())
        return Opening(organisation, "Deputy secretary-general", "副秘书长", tier, field, "POST-DIVISION")

    def district_head(self, region, tier, field):
        return self.in_government(self.chance.choice(self.drawn_from[region]), tier, field)

    def county_head(self, _region, tier, field):
        return self.in_government(self._county(), tier, field)

    # Openings in a given place

    def seat(self, seat, tier, field):
        """The opening that the cast's seat means."""
        organisation = self.named(seat.organisation)
        if organisation is None:
            template, _dash, place = seat.organisation.rpartition("-")
            organisation = self.from_template(template, self.divisions[place])
        if seat.what == "deputy":
            found = self.deputy(organisation, tier, field)
        elif seat.what == "government":
            found = self.in_government(organisation.jurisdiction, tier, field)
        elif isinstance(seat.what, int):
            found = self.in_division(organisation, tier, field, FIELDS[field].divisions[seat.what])
        else:
            found = Opening(organisation, *seat.what, tier, field, f"POST-{tier}")
        self.titles[organisation.code, found.title_en] += 1
        return found

    def in_government(self, place, tier, field):
        """A deputy head of a city, district or county: decided on by the people's congress."""
        template = {True: "PREF-GOV", False: "CNTY-GOV"}[place.level == Level.PREFECTURE]
        if place.region_id != HEBEI:
            template = "MDIST-GOV"
        title = {Kind.DISTRICT: ("Deputy district head", "副区长")}.get(place.kind, ("Deputy county head", "副县长"))
        if place.kind in (Kind.PREFECTURE_CITY, Kind.COUNTY_CITY):
            title = ("Vice mayor", "副市长")
        organisation = self.from_template(template, place)
        return Opening(organisation, *title, tier, field, f"POST-{tier}", needs_congress_decision=True)

    def head(self, organisation, tier, field):
        return Opening(organisation, "Director", head_of(organisation), tier, field, f"POST-{tier}")

    def deputy(self, organisation, tier, field):
        return Opening(organisation, "Deputy director", f"副{head_of(organisation)}", tier, field, f"POST-{tier}")

    def in_division(self, organisation, tier, field, division):
        """A post in a division (处) of a department at bureau level, or in a section (科) of a lower one."""
        en, zh = division
        unit_en, unit_zh = ("Division", "处") if organisation.tier == Tier.BUREAU else ("Section", "科")
        leads, deputises = (Tier.DIVISION, Tier.DIVISION_DEP) if unit_zh == "处" else (Tier.SECTION, Tier.SECTION_DEP)
        if tier == SPECIALIST:
            title_en, title_zh = FIELDS[field].specialist
            return Opening(organisation, f"{title_en}, {en} {unit_en}", f"{zh}{unit_zh}{title_zh}", tier, field)
        if tier == leads:
            title = (f"Head, {en} {unit_en}", f"{zh}{unit_zh}{unit_zh}长")
        elif tier == deputises:
            title = (f"Deputy head, {en} {unit_en}", f"{zh}{unit_zh}副{unit_zh}长")
        else:
            return self._in_grade(
                "GRADE-07" if tier == Tier.SECTION else "GRADE-09", organisation, tier, field, division
            )
        return Opening(organisation, *title, tier, field, f"POST-{tier}")

    def _in_grade(self, grade, organisation, tier, field, division):
        """A post named after its grade, in a division."""
        (en, zh), word = division, self.ranks[grade]
        title_en, title_zh = f"{word.name_en}, {en} Division", f"{zh}处{word.name_zh}"
        return Opening(organisation, title_en, title_zh, tier, field, grade)

    # Organisations

    def named(self, code):
        return self.organisations.get(code)

    def from_template(self, template, place):
        """The organisation, to be made where it is not there; None where the place has none of the kind."""
        key = f"{template}-{place.code}"
        if not template or key in NOT_HERE:
            return None
        if key not in self.by_template:
            try:
                meant = as_template_means(template, place)
            except ValueError:
                self.by_template[key] = None
            else:
                self.by_template[key] = self.by_name.setdefault((place.code, meant.name_zh), meant)
        return self.by_template[key]

    def _code(self, prefix, field):
        special = SPECIAL.get((prefix, field))
        return f"{prefix}-{DEPARTMENT.get(field, '')}" if special is None else special

    def _city(self):
        return self.divisions[self.chance.choices(list(CITIES), list(CITIES.values()))[0]]

    def _county(self):
        city = self._city()
        return self.chance.choice([row for row in self.drawn_from[HEBEI] if row.city_id == city.code])

    # Making posts

    def post(self, opening, **facts):
        """A post for the opening, kept to be saved with all the others."""
        organisation = opening.organisation
        self.serials[organisation.code] += 1
        post = Post(
            code=f"{organisation.code}-{self.serials[organisation.code]:02d}",
            title_en=opening.title_en,
            title_zh=opening.title_zh,
            organisation=organisation,
            region_id=organisation.region_id,
            rank=self.ranks.get(opening.rank),
            tier=opening.tier,
            needs_congress_decision=opening.needs_congress_decision,
            **facts,
        )
        self.made.append((post, opening.field))
        return post

    def save(self):
        """Save the posts that were made since, all at once, and the organisations that are new with them."""
        used = {post.organisation.code: post.organisation for post, _field in self.made}
        Organisation.objects.bulk_create(row for row in used.values() if row.pk is None)
        Post.objects.bulk_create(post for post, _field in self.made)
        PostExpertise.objects.bulk_create(
            PostExpertise(post=post, expertise=self.fields[field]) for post, field in self.made
        )
        self.made = []


def head_of(organisation):
    """What the head of the organisation is called in Chinese."""
    return next((head for end, head in HEADS.items() if organisation.name_zh.endswith(end)), "主任")


# For each tier where a host post, or a home post, is drawn from, and how often: in Beijing and
# Tianjin (False) and in Hebei (True).
W = Workplaces
HOSTS = {
    False: {
        Tier.BUREAU_DEP: [(W.capital, 6), (W.district_head, 4)],
        Tier.DIVISION: [(W.capital, 8), (W.consultant, 2)],
        Tier.DIVISION_DEP: [(W.capital, 5), (W.district, 5)],
        Tier.SECTION: [(W.capital, 4), (W.district, 6)],
        Tier.SECTION_DEP: [(W.district, 1)],
        SPECIALIST: [(W.capital, 5), (W.district, 5)],
    },
    True: {
        Tier.BUREAU_DEP: [(W.capital, 4), (W.vice_mayor, 6)],
        Tier.DIVISION: [(W.capital, 6), (W.secretary, 3), (W.consultant, 1)],
        Tier.DIVISION_DEP: [(W.capital, 2), (W.city, 6), (W.county_head, 3)],
        Tier.SECTION: [(W.capital, 3), (W.city, 7)],
        Tier.SECTION_DEP: [(W.county, 1)],
        SPECIALIST: [(W.city, 8), (W.county, 2)],
    },
}
HOMES = {
    False: {
        **HOSTS[False],
        Tier.BUREAU_DEP: [(W.capital, 9), (W.district_head, 1)],
        Tier.DIVISION: [(W.capital, 6), (W.district, 4)],
    },
    True: {
        **HOSTS[True],
        Tier.BUREAU_DEP: [(W.capital, 8), (W.vice_mayor, 2)],
        Tier.DIVISION: [(W.capital, 5), (W.city, 5)],
        Tier.SECTION: [(W.capital, 2), (W.city, 5), (W.county, 3)],
    },
}
