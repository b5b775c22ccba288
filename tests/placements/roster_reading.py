"""The rules of a roster read in plain Python: which rows, in which order, under which headings.

Slow and simple, from the words of the rules and not from the queries: the page, and whatever else
lists a roster, must agree with it exactly.
"""

import datetime as dt
from dataclasses import dataclass

from officials.models.geography import Kind, Level
from officials.models.vocabulary import Tier
from placements.models import Placement

HIGHEST_FIRST = [*reversed(Tier.values), ""]


@dataclass(frozen=True)
class Reading:
    """What a roster should list."""

    placements: list  # in order
    headings: list  # (place, tier, rows) of each group; tier is None where the group is of no tier

    @property
    def numbers(self):
        return [placement.number for placement in self.placements]

    @property
    def people(self):
        return len({placement.official_id for placement in self.placements})


def everything():
    """Every placement there is, in any state, with all that a rule may ask of it."""
    return list(
        Placement.objects.select_related(
            "cycle", "official__rank", "official__home_post", "home_post__organisation__jurisdiction__parent"
        )
        .select_related("host_post__organisation__jurisdiction__parent")
        .prefetch_related("official__expertise")
    )


def read(placements, asked, *, jurisdiction, today, chinese=False):
    """The roster of the jurisdiction as the address asks for it; `asked` maps parameters to what is written there."""
    on = today if asked.get("on", "any") == "any" else dt.date.fromisoformat(asked["on"])
    found = [
        placement
        for placement in placements
        if placement.state == "confirmed"
        and is_in(place_of(placement.host_post), jurisdiction)
        and is_of_phase(placement, asked, on)
        and fits(placement, asked, jurisdiction, on)
    ]
    grouping = asked.get("group") or ("place" if jurisdiction.level == Level.PROVINCE else "none")
    found.sort(key=lambda placement: (placement.official.pinyin_order, placement.pk))
    order = asked.get("sort", "end")
    found.sort(key=lambda placement: rank(placement, order.lstrip("-"), on, chinese), reverse=False)
    if order.startswith("-"):  # backwards by the column alone: what is equal stays as it was
        found = backwards(found, lambda placement: rank(placement, order[1:], on, chinese))
    found.sort(key=lambda placement: group_of(placement, grouping, jurisdiction))
    headings = {}
    for placement in found if grouping != "none" else ():
        place, level = group_of(placement, grouping, jurisdiction)
        tier = None if level < 0 else HIGHEST_FIRST[level]
        headings[place, tier] = headings.get((place, tier), 0) + 1
    return Reading(found, [(place, tier, n) for (place, tier), n in headings.items()])


# Where -----------------------------------------------------------------------------------------


def place_of(post):
    return post.organisation.jurisdiction


def is_in(place, jurisdiction):
    """Whether the place is the jurisdiction or, over any number of steps, part of it."""
    while place is not None:
        if place.code == jurisdiction.code:
            return True
        place = place.parent
    return False


def is_at(place, wanted_code, wanted_level):
    """What a filter by city or district finds: a city with its counties, a region's own bodies alone."""
    if place.code == wanted_code:
        return True
    return wanted_level == Level.PREFECTURE and place.parent is not None and place.parent.code == wanted_code


def level_of(code):
    """The level of a division, which its code tells."""
    if code.endswith("0000"):
        return Level.PROVINCE
    return Level.PREFECTURE if code.endswith("00") else Level.COUNTY


# When ------------------------------------------------------------------------------------------


def is_of_phase(placement, asked, on):
    serves = placement.starts_on <= on <= placement.ends_on
    phase = asked.get("phase") or ("any" if asked.get("on") == "any" else "current")
    return {
        "any": True,
        "current": placement.ends_on >= on and placement.starts_on <= on + dt.timedelta(days=90),
        "upcoming": placement.starts_on > on,
        "serving": serves,
        "ending": serves and (placement.ends_on - on).days <= placement.cycle.ending_soon_days,
        "extended": serves and placement.ends_on > placement.original_ends_on,
        "ended": placement.ends_on < on and placement.ends_on >= placement.original_ends_on,
        "early": placement.ends_on < on and placement.ends_on < placement.original_ends_on,
    }[phase]


# Whom ------------------------------------------------------------------------------------------


def fits(placement, asked, jurisdiction, on):
    official, home, host = placement.official, place_of(placement.home_post), place_of(placement.host_post)
    rules = {
        "cycle": lambda year: placement.cycle.year == int(year),
        "home": lambda code: is_in(home, home) and home.code[:2] == code[:2],
        "city": lambda code: is_at(home, code, level_of(code)),
        "part": lambda code: host.code == code if code == jurisdiction.code else is_at(host, code, level_of(code)),
        "bodies": lambda _provincial: host.code == jurisdiction.code,
        "expertise": lambda code: code in {field.code for field in official.expertise.all()},
        "tier": lambda tier: official.tier == ("" if tier == "none" else tier),
        "within": lambda days: (
            placement.starts_on <= on <= placement.ends_on and (placement.ends_on - on).days <= int(days)
        ),
        "created": lambda _yes: placement.host_post.is_created_for_programme,
        "q": lambda text: text in official.name_zh or text.lower() in official.name_latin.lower().replace(" ", ""),
    }
    return all(rules[name](value) for name, value in asked.items() if name in rules)


# In which order --------------------------------------------------------------------------------


def group_of(placement, grouping, jurisdiction):
    """(code of the place, place of the tier or -1): where the row stands."""
    level = HIGHEST_FIRST.index(placement.official.tier)
    if grouping == "none":
        return ("", -1)
    if grouping == "level":
        return ("", level)
    host = place_of(placement.host_post)
    code = host.code
    if jurisdiction.kind == Kind.PROVINCE and host.level == Level.COUNTY:
        code = host.parent.code
    own_body_of_a_region = jurisdiction.level == Level.PROVINCE and host.code == jurisdiction.code
    return (code, level if own_body_of_a_region else -1)


def rank(placement, order, on, chinese):
    """By what the order compares two rows, before the pinyin of the surname decides."""
    official, host = placement.official, placement.host_post.organisation
    language = "name_zh" if chinese else "name_en"
    level = HIGHEST_FIRST.index(official.tier)
    standing = (host.jurisdiction.code, host.standing_order, host.pk)
    phase = 2 if placement.ends_on < on else 1 if placement.starts_on > on else 0
    fields = sorted(official.expertise.all(), key=lambda field: (field.order, field.code))
    return {
        "name": (official.pinyin_order,),
        "home": (placement.home_post.region_id, getattr(placement.home_post.organisation, language)),
        "host": (getattr(host, language),),
        # Who has no field stands after all who have one.
        "expertise": (0, getattr(fields[0], language)) if fields else (1, ""),
        "phase": (phase, placement.ends_on),
        "end": (placement.ends_on,),
        "extension": (placement.ends_on - placement.original_ends_on,),
        "signing-strokes": (level, *standing, official.stroke_order),
        "signing-pinyin": (level, *standing, official.pinyin_order),
        "standing": (*standing, level, official.stroke_order),
    }[order]


def backwards(found, key):
    """The other way round by the key, those of the same key in the order they have."""
    return sorted(found, key=key, reverse=True)  # a stable sort keeps equals as they stand
