"""The people of the crowd who have a story: who they are and where, by name. What happens to them: stories.py."""

from dataclasses import dataclass

from officials.models.vocabulary import Tier

DEP, SECTION = Tier.DIVISION_DEP, Tier.SECTION


@dataclass(frozen=True)
class Seat:
    """A post: the organisation's code (or template and place), and which post it is there.

    `what` is deputy, government, the place of a division in its field's list, or the English and
    Chinese title.
    """

    organisation: str
    what: str | int | tuple[str, str] = "deputy"


@dataclass(frozen=True)
class Role:
    """Somebody of the cast."""

    story: str
    name_zh: str
    field: str
    home: Seat
    host: Seat
    tier: str = DEP
    home_tier: str | None = None  # where it differs
    home_field: str | None = None
    age: int | None = None
    reason: str = ""
    confirm_reason: str = ""
    # Days after the cycle's first day, where the term starts on another day.
    starts_after: int = 0
    created_why: str = ""
    post_of: str = ""  # the story whose host post it takes over
    stays_proposed: bool = False


PREPARING = "First group: prepares the work of the others, as both organisation departments agreed on paper."

PRESENT = [
    Role("official", "陆闻笛", "AGRI", Seat("BJ-AGRI", 0), Seat("PREF-AGRI-130800")),
    Role("conflict", "韩雪筠", "TRANSPORT", Seat("BJ-TRANS", 2), Seat("PREF-TRANS-130800")),
    Role("draft", "顾明澈", "SCI-INNO", Seat("MDIST-SCI-110108", 0), Seat("PREF-SCI-130800", 0), tier=SECTION),
    Role("returned", "陶予宁", "HOUSING", Seat("BJ-HOUS", 1), Seat("PREF-HOUS-131000")),
    Role("approved", "沈若川", "WATER", Seat("BJ-WATER", 2), Seat("PREF-WATER-130800")),
    Role("approved-for-a-year", "罗景行", "WATER", Seat("MDIST-WATER-110118"), Seat("CNTY-GOV-130826", "government")),
    Role("approved-to-another-day", "程砚清", "EDU", Seat("BJ-EDU", 0), Seat("PREF-EDU-130800")),
    Role("declined", "宋知微", "ENV-AIR", Seat("BJ-ENV", 0), Seat("PREF-ENV-130800")),
    Role("withdrawn", "邵一诺", "TOURISM", Seat("BJ-CULT", 1), Seat("PREF-CULT-130800")),
    Role("reversed", "贺兰舟", "HEALTH", Seat("BJ-HEALTH", 0), Seat("PREF-HEALTH-130800")),
    Role("ready", "郝沐阳", "TRANSPORT", Seat("PREF-TRANS-130600"), Seat("BJ-TRANS", 0)),
    Role(
        "ready-too",
        "柳如晦",
        "SCI-INNO",
        Seat("BJ-SCI", 0),
        Seat("PREF-SCI-130600", ("Deputy director (joint incubators)", "副局长（协同创新）")),
        created_why="The incubators shared with Zhongguancun need somebody who knows both sides.",
    ),
    Role("objection", "姜听雪", "COMMERCE", Seat("PREF-COM-130100"), Seat("BJ-COM", 1)),
    Role(
        "on-paper",
        "谢南乔",
        "TOURISM",
        Seat("BJ-CULT", 0),
        Seat("PREF-CULT-130700", ("Deputy director (winter tourism)", "副局长（冰雪旅游）")),
        created_why="The use of the winter venues after the Games has no deputy of its own.",
    ),
    Role("one-opinion", "白逸尘", "COMMERCE", Seat("PREF-COM-130900", 0), Seat("TJ-COM", 0), tier=SECTION),
    Role("no-opinion", "温书远", "FISC-TAX", Seat("PREF-FIN-131100"), Seat("BJ-FIN", 1)),
    Role("conflict-too", "童疏影", "IND-IT", Seat("BJ-IT", 1), Seat("PREF-IT-131000")),
    Role("sent-yesterday", "简安之", "AGRI", Seat("PREF-AGRI-131000"), Seat("MDIST-AGRI-110115")),
    Role("late", "魏时雨", "COMMERCE", Seat("TJ-COM", 0), Seat("PREF-COM-130800"), starts_after=-45, reason=PREPARING),
    Role(
        "extended-long-ago",
        "尹修竹",
        "ECON-PLAN",
        Seat("BJ-DRC", 0),
        Seat("PREF-DRC-131000"),
        starts_after=-45,
        reason=PREPARING,
    ),
    Role(
        "ending-soon", "骆清和", "HR", Seat("PREF-HRSS-130100"), Seat("BJ-HRSS", 0), starts_after=-45, reason=PREPARING
    ),
    Role(
        "ending-soon-too",
        "江疏月",
        "PARK",
        Seat("BJ-BDA", 0),
        Seat("PREF-HITECH-130600"),
        starts_after=-38,
        reason=PREPARING,
    ),
    Role(
        "joined-later",
        "冯予安",
        "FISC-TAX",
        Seat("MDIST-FIN-120116", 0),
        Seat("PREF-FIN-130800", 0),
        tier=SECTION,
        starts_after=63,
        reason="The post fell vacant after the cycle had begun; Chengde asked for it to be filled at once.",
    ),
    Role("early", "田牧之", "ECON-PLAN", Seat("MDIST-DRC-110119"), Seat("CNTY-GOV-130730", "government")),
    Role("early-too", "苗润泽", "MKT-REG", Seat("PREF-MKT-130400"), Seat("BJ-MKT", 0)),
    Role(
        "tier-differs",
        "段云起",
        "ECON-PLAN",
        Seat("BJ-DRC", 1),
        Seat("PREF-DRC-130200"),
        home_tier=Tier.DIVISION,
        reason="He leads the port projects from the Beijing side and keeps his rank; both departments agreed on paper.",
    ),
    Role(
        "older",
        "常维岳",
        "WATER",
        Seat("PREF-WATER-130700"),
        Seat("BJ-WATER", 0),
        age=48,
        reason="三十年从事水库管理，北京市水务局专门提出需要；两地组织部门已书面同意。",
    ),
    Role(
        "another-field",
        "庄修远",
        "URB-PLAN",
        Seat("BJ-RESEARCH", 0),
        Seat("PREF-PLAN-131000"),
        home_field="POLICY",
        reason="She wrote the studies on which the boundary plan rests; Langfang asked for her by name.",
    ),
    Role(
        "teacher",
        "秦书言",
        "EDU",
        Seat("SEED-JINGSHAN", ("Senior teacher", "高级教师")),
        Seat("SEED-JINGSHAN-CFD", ("Deputy head of school", "副校长")),
        tier="",
        age=43,
    ),
]

# Takes over from `early` while the cycle runs, so the term is under a year.
REPLACEMENT = Role(
    "replacement",
    "舒望北",
    "ECON-PLAN",
    Seat("MDIST-DRC-110114"),
    Seat("CNTY-GOV-130730", "government"),
    starts_after=230,
    reason="Completes the term of her predecessor, who was called home.",
    confirm_reason="怀来县人大常委会定于下次会议审议任命，先行到岗，文件随后补齐。",
    post_of="early",
)

NEXT = [
    Role(
        "successor",
        "方启明",
        "TRANSPORT",
        Seat("BJ-TRANS", 0),
        Seat("PREF-TRANS-130800"),
        post_of="conflict",
        stays_proposed=True,
    ),
    Role("successor-confirmed", "纪云帆", "IND-IT", Seat("BJ-IT", 0), Seat("PREF-IT-131000"), post_of="conflict-too"),
    Role("upcoming", "叶澄", "ECON-PLAN", Seat("MDIST-DRC-110102", 0), Seat("PREF-DRC-130800", 0), tier=SECTION),
    Role("upcoming-too", "路远山", "EDU", Seat("PREF-EDU-130300"), Seat("MDIST-EDU-110105")),
]
# Not counted among the cycle's places: the one was taken back, the other cancelled before it started.
NEXT_CLOSED = [
    Role("proposal-withdrawn", "苏砚池", "CIVIL", Seat("BJ-CIVIL", 0), Seat("PREF-CIVIL-131000"), stays_proposed=True),
    Role("cancelled", "唐见微", "HEALTH", Seat("PREF-HEALTH-130200"), Seat("MDIST-HEALTH-110112")),
]
