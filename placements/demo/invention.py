"""Invents believable people and posts: the same ones every time, from a seeded chance that is passed in."""

from dataclasses import dataclass

from officials import names
from officials.models import Contact, Expertise, Jurisdiction, Official, Organisation, Post, Provenance
from officials.models.vocabulary import ProfessionalTitle, Rank, Tier
from officials.reference_data import organisation_from_template

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文单解翟"
)
DOUBLE_SURNAMES = ["欧阳", "司马", "上官", "诸葛"]
GIVEN = (
    "明远志强文静晓东建国海燕春梅立新永刚雪莲俊杰思源慧敏子涵若川闻笛时雨景行知微砚清予安兰舟沐阳如晦启明望舒怀瑾嘉禾"
    "云帆宁远书航清扬佳音泽民振华亦凡舒婷奕辰承志素心锦程晴岚修齐一诺"
)
SINGLE_GIVEN = "伟敏静磊洋勇军杰娟涛超明霞平刚岩蕾宁峰颖"

# expertise, the stem of its organisations' codes (BJ-WATER, MDIST-WATER, PREF-WATER …), divisions
FIELDS = [
    ("ECON-PLAN", "DRC", [("Planning", "规划"), ("Investment", "投资"), ("Coordinated Development", "协同发展")]),
    ("EDU", "EDU", [("Basic Education", "基础教育"), ("Vocational Education", "职业教育")]),
    ("SCI-INNO", "SCI", [("Technology Transfer", "成果转化"), ("High and New Technology", "高新技术")]),
    ("FISC-TAX", "FIN", [("Budget", "预算"), ("Economic Construction", "经济建设")]),
    ("HR", "HRSS", [("Employment", "就业促进"), ("Talent Development", "人才开发")]),
    ("HOUSING", "HOUS", [("Construction Market", "建筑市场"), ("Housing Security", "住房保障")]),
    ("WATER", "WATER", [("Water Resources", "水资源"), ("River and Lake Management", "河湖管理")]),
    ("AGRI", "AGRI", [("Crop Production", "种植业"), ("Rural Reform", "农村改革")]),
    ("COMMERCE", "COM", [("Trade", "贸易"), ("Market Operation", "市场运行")]),
    ("TOURISM", "CULT", [("Tourism Development", "旅游发展"), ("Public Culture", "公共文化")]),
    ("HEALTH", "HEALTH", [("Medical Administration", "医政"), ("Primary Health Care", "基层卫生")]),
    ("EMERG", "EMER", [("Work Safety", "安全生产"), ("Rescue Coordination", "救援协调")]),
    ("AUDIT", "AUDIT", [("Fiscal Audit", "财政审计"), ("Investment Audit", "投资审计")]),
    ("STATS", "STAT", [("National Accounts", "国民经济核算"), ("Industry Statistics", "工业统计")]),
]
TOP = {"110000": "BJ", "120000": "TJ", "130000": "HE"}
PHONE = {"110000": "010-555", "120000": "022-555", "130000": "0311-555"}

# Of a hundred: 12 at bureau level, 62 at division level, the rest lower ranks and specialists.
TIERS = [
    (Tier.BUREAU_DEP, 12),
    (Tier.DIVISION, 20),
    (Tier.DIVISION_DEP, 42),
    (Tier.SECTION, 14),
    ("", 12),  # specialists without a civil-service rank
]
HEADS = {"局": "局长", "厅": "厅长", "部": "部长", "院": "院长"}
AGES = {Tier.BUREAU_DEP: (45, 54), Tier.DIVISION: (39, 50), Tier.DIVISION_DEP: (34, 46), Tier.SECTION: (29, 40)}


@dataclass(frozen=True)
class Opening:
    """A post to be made: where, what it is called, at which tier."""

    organisation: Organisation
    title_en: str
    title_zh: str
    tier: str
    expertise: str
    needs_congress_decision: bool = False


class Inventor:
    """Makes people and posts. What it draws depends on its chance alone, never on the clock or the machine."""

    def __init__(self, chance):
        self.chance = chance
        self.districts = {
            region: list(Jurisdiction.objects.filter(region=region, level="county").order_by("code")) for region in TOP
        }
        self.cities = list(Jurisdiction.objects.filter(level="prefecture").order_by("code"))
        self.fields = {row.pk: row for row in Expertise.objects.all()}
        self.ranks = {row.tier: row for row in Rank.objects.filter(track="post")}
        self.titles = list(ProfessionalTitle.objects.order_by("order"))
        self.organisations = {}
        self.contacts = {}
        self.taken_names = set(Official.objects.exclude(name_zh="").values_list("name_zh", flat=True))
        self.serial = Official.objects.filter(provenance=Provenance.INVENTED).count()

    def tier(self):
        return self.chance.choices([tier for tier, _share in TIERS], [share for _tier, share in TIERS])[0]

    def field(self):
        return self.chance.choice(FIELDS)

    # Posts

    def opening(self, region, tier, field, *, host):
        """A post that fits the tier in an organisation of the field in the region."""
        if tier == Tier.BUREAU_DEP and host and self.chance.random() < 0.6:
            return self._in_government(region, tier, field)
        if region == "130000" and tier == Tier.DIVISION_DEP and host and self.chance.random() < 0.3:
            return self._in_government(region, tier, field)
        organisation = self._organisation(region, tier, field)
        return Opening(organisation, *self._title(organisation, tier, field), tier, field[0])

    def _in_government(self, region, tier, field):
        """A deputy head of a city, district or county: appointed by the people's congress."""
        if region != "130000":
            place, template, (en, zh) = self._district(region), "MDIST-GOV", ("Deputy district head", "副区长")
        elif tier == Tier.BUREAU_DEP:
            place, template, (en, zh) = self.chance.choice(self.cities), "PREF-GOV", ("Vice mayor", "副市长")
        else:
            place, template = self._county(), "CNTY-GOV"
            en, zh = {
                "district": ("Deputy district head", "副区长"),
                "county-level city": ("Vice mayor", "副市长"),
            }.get(place.kind, ("Deputy county head", "副县长"))
        return Opening(self._from_template(template, place), en, zh, tier, field[0], needs_congress_decision=True)

    def _organisation(self, region, tier, field):
        stem = field[1]
        if tier in {Tier.BUREAU_DEP, Tier.DIVISION}:
            return self._named(f"{TOP[region]}-{stem}")
        if region == "130000":
            if tier == Tier.SECTION and self.chance.random() < 0.5:
                return self._from_template(f"CNTY-{stem}", self._county())
            return self._from_template(f"PREF-{stem}", self.chance.choice(self.cities))
        if tier == Tier.DIVISION_DEP and self.chance.random() < 0.5:
            return self._named(f"{TOP[region]}-{stem}")
        return self._from_template(f"MDIST-{stem}", self._district(region))

    def _title(self, organisation, tier, field):
        en, zh = self.chance.choice(field[2])
        head = HEADS.get(organisation.name_zh[-1], "主任")
        own_tier = organisation.tier
        if tier == "":
            return f"Senior specialist, {en}", f"{zh}专业技术骨干"
        if (own_tier, tier) in {("BUREAU", Tier.BUREAU_DEP), ("DIVISION", Tier.DIVISION_DEP)}:
            return "Deputy director", f"副{head}"
        if own_tier == "SECTION" and tier == Tier.SECTION:
            return "Director", head
        unit_en, unit_zh = ("Division", "处") if own_tier == "BUREAU" else ("Section", "科")
        if tier == Tier.DIVISION_DEP:
            return f"Deputy head, {en} {unit_en}", f"{zh}{unit_zh}副{unit_zh}长"
        return f"Head, {en} {unit_en}", f"{zh}{unit_zh}{unit_zh}长"

    def _named(self, code):
        if code not in self.organisations:
            self.organisations[code] = Organisation.objects.get(code=code)
        return self.organisations[code]

    def _from_template(self, code, place):
        key = f"{code}-{place.code}"
        if key not in self.organisations:
            self.organisations[key] = organisation_from_template(code, place)
        return self.organisations[key]

    def _district(self, region):
        return self.chance.choice(self.districts[region])

    def _county(self):
        return self.chance.choice(self.districts["130000"])

    def post(self, opening, *, serial=None):
        """The post of the opening; a further one of the same title is told apart by its code."""
        post = Post.objects.create(
            organisation=opening.organisation,
            title_en=opening.title_en,
            title_zh=opening.title_zh,
            tier=opening.tier,
            rank=self.ranks.get(opening.tier),
            needs_congress_decision=opening.needs_congress_decision,
        )
        post.expertise.set([self.fields[opening.expertise]])
        return post

    # People

    def name(self):
        """Characters that nobody has yet."""
        while True:
            surname = (
                self.chance.choice(DOUBLE_SURNAMES) if self.chance.random() < 0.01 else self.chance.choice(SURNAMES)
            )
            if self.chance.random() < 0.15:
                given = self.chance.choice(SINGLE_GIVEN)
            else:
                start = self.chance.randrange(0, len(GIVEN) - 1, 2)
                given = GIVEN[start : start + 2]
                if self.chance.random() < 0.5:
                    given = given[0] + self.chance.choice(GIVEN)
            if surname + given not in self.taken_names and len(set(given)) == len(given):
                self.taken_names.add(surname + given)
                return surname + given

    def official(self, region, tier, field, *, year):
        """An official of that tier and field who works in the region, of an age that fits."""
        self.serial += 1
        name_zh = self.name()
        family, given = names.propose(name_zh)
        youngest, oldest = AGES.get(tier, (30, 50))
        home = self.post(self.opening(region, tier, field, host=False))
        official = Official.objects.create(
            personnel_number=f"DEMO-{self.serial:04d}",
            family_name=family,
            given_name=given,
            name_zh=name_zh,
            birth_year=year - self.chance.randint(youngest, oldest),
            birth_month=self.chance.randint(1, 12),
            rank=self.ranks.get(tier),
            professional_title=None if tier else self.chance.choice(self.titles[1:]),
            home_post=home,
            work_phone=f"{PHONE[region]}{self.chance.randint(10000, 99999)}",
            mobile=f"1380000{self.chance.randint(1000, 9999)}",
            email=f"demo-{self.serial:04d}@example.com",
            provenance=Provenance.INVENTED,
        )
        chosen = {field[0]}
        if self.chance.random() < 0.4:
            chosen.add(self.chance.choice(FIELDS)[0])
        official.expertise.set([self.fields[code] for code in sorted(chosen)])
        return official

    def contact(self, organisation):
        """Whom to turn to at the organisation; the same person each time."""
        if organisation.pk not in self.contacts:
            found = organisation.contacts.first()
            if found is None:
                name_zh = self.name()
                family, given = names.propose(name_zh)
                found = Contact.objects.create(
                    organisation=organisation,
                    family_name=family,
                    given_name=given,
                    name_zh=name_zh,
                    position="Personnel division",
                    phone=f"{PHONE[organisation.region_id]}{self.chance.randint(10000, 99999)}",
                    email=f"contact-{organisation.pk}@example.com",
                )
            self.contacts[organisation.pk] = found
        return self.contacts[organisation.pk]
