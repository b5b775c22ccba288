"""The people of the invented crowd: names, ages, ranks and numbers that nobody has."""

from collections import Counter

from officials import name_order, names
from officials.models import Contact, Expertise, Official, OfficialExpertise, ProfessionalTitle, Rank
from officials.models.officials import Provenance
from officials.models.vocabulary import Tier
from placements.demo.fields import FIELDS

# Surnames, the commonest first: that is how often they are drawn.
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟"
    "汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙段钱汤尹黎易常武乔贺赖龚文曾单解翟仇温庞樊殷葛齐欧"
)
DOUBLE_SURNAMES = ("欧阳", "上官", "司徒")
GIVEN_NAMES = """
志远 志强 志刚 志鹏 志宏 建华 建军 建平 建新 建民 国栋 国平 国斌 国华 海涛 海燕 海波 海英 文博 文静 文斌 文涛 文杰 文娟
晓东 晓峰 晓燕 晓雯 晓光 晓辉 晓红 晓宁 晓敏 晓明 立新 立群 立军 立平 永刚 永红 永健 永胜 永平 春梅 春燕 春雷 春生 秋实
雪松 雪梅 雪峰 雪飞 俊杰 俊峰 俊英 思源 思远 思敏 慧敏 慧玲 慧芳 慧娟 振华 振宇 振国 振东 嘉禾 嘉怡 云霞 云峰 云龙
书琴 书华 清源 佳宁 佳慧 承志 承宇 素芬 素梅 锦程 锦华 明辉 明远 明杰 明霞 知行 启明 启航 怀志 国强 爱民 爱华 爱军
卫东 卫国 卫平 卫红 红梅 红军 红霞 红波 玉兰 玉梅 玉林 玉华 桂芳 桂兰 桂林 秀兰 秀梅 淑华 淑敏 淑芳 丽华 丽娟 丽萍 丽敏
艳红 艳玲 艳华 燕飞 燕平 宏伟 宏涛 宏亮 宏斌 洪涛 洪波 洪亮 鹏飞 鹏程 少华 少峰 少杰 少波 绍辉 世杰 世平 树森 树林 树华
庆丰 庆华 庆林 瑞芳 瑞雪 瑞华 瑞峰 广林 广平 福林 福生 成林 成功 大伟 大勇 大鹏 天宇 天明 子健 子明 浩然 浩宇 博文 博远
正阳 正清 正华 正伟 光明 光辉 光华 新华 新民 新宇 新平 东升 东海 东辉 连生 连成 德明 德胜 德林 学军 学文 学锋 学东 维国
维民 维平 继东 继红 继民 征宇 凤霞 凤英 凤兰 金生 金凤 金海 金平 彩云 彩霞 静怡 静宜 静波 欣然 欣怡 雨晴 雨桐 若兰 若琳
依琳 梦琪 诗涵 兴旺 兴华 兴林 荣华 荣生 保国 保华 保平 利民 利华 利军 利平 双喜 双林 喜军 喜梅 家明 家骏 家伟 胜利 胜男
伟 磊 静 娟 斌 超 鹏 杰 涛 敏 艳 丽 军 波 辉 刚 健 宁 琳 颖 婷 雪 洁 瑞 凯 浩 博 昊 岩 松 枫 楠 昕 越 川 帆 航 彬 芳
蕾 莉 倩
""".split()  # noqa: SIM905 - as a list it fills a page
# Given to every eighth of the crowd until they are used up: surnames that are read in a way of their
# own or have two characters, a name with a dot, and two names that two people share.
SEEDED = "仇建国 解晓东 欧阳雪 王静 员志远 盖丽华 刘敏 覃红 令狐川 热依汗·库尔班 秘永刚 乐正华 王静 刘敏".split()  # noqa: SIM905
EVERY = 8
# Nobody here shall be taken for somebody in high office.
TAKEN = {"胡春华", "何卫东", "周强", "李强", "王勇", "张军", "张工", "李伟", "陈平", "王宁", "袁家军", "许宁", "郭金海"}

# Of a hundred: twelve at bureau level, sixty-two at division level, the rest lower ranks and
# specialists without a rank. About as in the first cycle.
TIERS = {
    Tier.BUREAU_DEP: 12,
    Tier.DIVISION: 20,
    Tier.DIVISION_DEP: 42,
    Tier.SECTION: 12,
    Tier.SECTION_DEP: 5,
    "": 9,
}
AGES = {
    Tier.BUREAU_DEP: (45, 52),
    Tier.DIVISION: (40, 48),
    Tier.DIVISION_DEP: (34, 45),
    Tier.SECTION: (30, 40),
    Tier.SECTION_DEP: (27, 35),
    "": (32, 48),
}
GUIDE_AGES = {tier: oldest for tier, (_youngest, oldest) in AGES.items() if tier}
# Grades that stand beside a leading post of the tier (职级); some hold one.
GRADES = {
    Tier.BUREAU_DEP: ["GRADE-02"],
    Tier.DIVISION: ["GRADE-03", "GRADE-04"],
    Tier.DIVISION_DEP: ["GRADE-05", "GRADE-06"],
}

# Area codes, and how many digits follow. No subscriber's number begins with 1, and no mobile's with 100.
AREA = {
    "110000": ("010", 8),
    "120000": ("022", 8),
    "130000": ("0311", 8),
    "130100": ("0311", 8),
    "130200": ("0315", 7),
    "130300": ("0335", 7),
    "130400": ("0310", 7),
    "130500": ("0319", 7),
    "130600": ("0312", 7),
    "130700": ("0313", 7),
    "130800": ("0314", 7),
    "130900": ("0317", 7),
    "131000": ("0316", 7),
    "131100": ("0318", 7),
}
DOMAIN = {"110000": "beijing", "120000": "tianjin", "130000": "hebei"}
PERSONNEL = {
    "BUREAU": "人事处",
    "DIVISION": "人事科",
}


class People:
    """Invents officials and contacts, and saves them all at once."""

    def __init__(self, chance):
        self.chance = chance
        self.ranks = Rank.objects.in_bulk()
        self.titles = ProfessionalTitle.objects.in_bulk()
        self.fields = Expertise.objects.in_bulk()
        self.taken = {*TAKEN, *SEEDED, *Official.objects.values_list("name_zh", flat=True)}
        self.serial = self.unnamed = 0
        self.emails = Counter()
        self.phones = Counter()
        self.contacts = {}
        self.made = []

    def reserve(self, name_zh):
        """Keep a name for somebody who comes later."""
        self.taken.add(name_zh)

    def name(self):
        """A name that nobody has yet."""
        while True:
            surname = self.chance.choices(SURNAMES, range(len(SURNAMES) + 12, 12, -1))[0]
            if self.chance.random() < 0.015:
                surname = self.chance.choice(DOUBLE_SURNAMES)
            name_zh = surname + self.chance.choice(GIVEN_NAMES)
            if name_zh not in self.taken:
                self.taken.add(name_zh)
                return name_zh

    def name_of_an_official(self):
        """Such a name, or the next of the seeded ones where it is time for one."""
        self.unnamed += 1
        turn, passed = divmod(self.unnamed, EVERY)
        return SEEDED[turn - 1] if not passed and turn <= len(SEEDED) else self.name()

    def tier(self):
        return self.chance.choices(list(TIERS), list(TIERS.values()))[0]

    def official(self, opening, home_post, *, starts_on, name_zh=None, age=None, alone=False):
        """An official who holds that post, of an age that fits on the day the term starts.

        `alone` gives one field of expertise and no other.
        """
        self.serial += 1
        name_zh = name_zh or self.name_of_an_official()
        family, given = names.propose(name_zh)
        age = age or self.chance.randint(*AGES[opening.tier])
        month = self.chance.randint(1, 12)
        official = Official(
            personnel_number=f"DEMO-{self.serial:04d}",
            family_name=family,
            given_name=given,
            name_zh=name_zh,
            birth_year=starts_on.year - age - (month > starts_on.month),
            birth_month=month,
            home_post=home_post,
            work_phone=self.phone(opening.organisation.jurisdiction),
            mobile=f"1005550{self.serial:04d}",
            email=self._email(family, given, home_post.region_id),
            provenance=Provenance.INVENTED,
            pinyin_key=names.pinyin_key(family, given),
            initials=names.initials(family, given, name_zh),
            **name_order.order_keys(family, given, name_zh),
            search_key=names.search_key(family, given, name_zh),
        )
        if opening.tier:
            official.rank = self._rank(opening)
        else:
            senior = opening.title_en.startswith("Senior")
            official.professional_title = self.titles["PT-ASSOC" if senior else "PT-MID"]
        self.made.append((official, self._fields(opening.field, alone=alone)))
        return official

    def _rank(self, opening):
        grades = GRADES.get(opening.tier)
        if grades and self.chance.random() < 0.2:
            return self.ranks[self.chance.choice(grades)]
        return self.ranks[opening.rank]

    def _fields(self, field, *, alone):
        chosen = [field]
        if not alone and self.chance.random() < 0.35:
            # A second field is a neighbour of the first.
            group = self.fields[field].group
            chosen.append(self.chance.choice([code for code in FIELDS if self.fields[code].group == group]))
        return dict.fromkeys(chosen)

    def _email(self, family, given, region):
        name, domain = f"{given}.{family}".lower().replace("'", ""), DOMAIN[region]
        self.emails[name, domain] += 1
        number = self.emails[name, domain]
        return f"{name}{number if number > 1 else ''}@{domain}.example.com"

    def phone(self, jurisdiction):
        """A work number in the place's area that cannot be anybody's."""
        area, digits = AREA[jurisdiction.city_id]
        self.phones[area] += 1
        return f"{area}-{10 ** (digits - 1) + 555 * 10 ** (digits - 4) + self.phones[area]}"

    def contact(self, organisation):
        """Whom to turn to at the organisation; the same person each time."""
        if organisation.code not in self.contacts:
            name_zh = self.name()
            family, given = names.propose(name_zh)
            self.contacts[organisation.code] = Contact(
                organisation=organisation,
                family_name=family,
                given_name=given,
                name_zh=name_zh,
                position=PERSONNEL.get(organisation.tier, "办公室"),
                phone=self.phone(organisation.jurisdiction),
                email=self._email(family, given, organisation.region_id),
            )
        return self.contacts[organisation.code]

    def save(self):
        """Save the officials and contacts that were made since, all at once; their posts are saved."""
        Official.objects.bulk_create(official for official, _fields in self.made)
        OfficialExpertise.objects.bulk_create(
            OfficialExpertise(official=official, expertise=self.fields[field])
            for official, fields in self.made
            for field in fields
        )
        self.made = []
        Contact.objects.bulk_create(contact for contact in self.contacts.values() if contact.pk is None)
