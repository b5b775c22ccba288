"""Those of the present cycle who have a story: who they are and where, by name. What happens to them: stories.py."""

from officials.models.vocabulary import Tier
from placements.demo.roles import Role, Seat
from placements.demo.words import told

SECTION = Tier.SECTION

PREPARING = told(
    "先期到岗人员，负责本批次前期准备；两地组织部门已书面同意。",
    "First group: prepares the work of the others, as both organisation departments agreed on paper.",
)

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
        created_why=told(
            "与中关村共建的孵化器需要熟悉双方情况的干部。",
            "The incubators shared with Zhongguancun need somebody who knows both sides.",
            between="",
        ),
    ),
    Role("objection", "姜听雪", "COMMERCE", Seat("PREF-COM-130100"), Seat("BJ-COM", 1)),
    Role(
        "on-paper",
        "谢南乔",
        "TOURISM",
        Seat("BJ-CULT", 0),
        Seat("PREF-CULT-130700", ("Deputy director (winter tourism)", "副局长（冰雪旅游）")),
        created_why=told(
            "赛后场馆利用工作没有专职副局长分管。",
            "The use of the winter venues after the Games has no deputy of its own.",
            between="",
        ),
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
        reason=told(
            "岗位在批次开始后出现空缺，承德市提出尽快补充人员。",
            "The post fell vacant after the cycle had begun; Chengde asked for it to be filled at once.",
        ),
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
        reason=told(
            "由其牵头北京方面的港口项目，保留原职级；两地组织部门已书面同意。",
            "He leads the port projects from the Beijing side and keeps his rank; both departments agreed on paper.",
        ),
    ),
    Role(
        "older",
        "常维岳",
        "WATER",
        Seat("PREF-WATER-130700"),
        Seat("BJ-WATER", 0),
        age=48,
        reason=told(
            "长期从事水库管理，北京市水务局专门提出需要；两地组织部门已书面同意。",
            "Has managed reservoirs for most of a lifetime; Beijing’s water authority asked for him by name.",
        ),
    ),
    Role(
        "another-field",
        "庄修远",
        "URB-PLAN",
        Seat("BJ-RESEARCH", 0),
        Seat("PREF-PLAN-131000"),
        home_field="POLICY",
        reason=told(
            "交界地区规划所依据的课题由其执笔，廊坊市点名商请。",
            "She wrote the studies on which the boundary plan rests; Langfang asked for her by name.",
        ),
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
    # Chengde has a post that stands empty since somebody went home.
    Role("early-vacant", "卢望舒", "URB-PLAN", Seat("BJ-PLAN", 0), Seat("PREF-PLAN-130800")),
    Role("early-taken-back", "唐既白", "URB-PLAN", Seat("BJ-PLAN", 1), Seat("PREF-PLAN-130600")),
    # Three swaps: each takes a post where the other comes from.
    Role("swap", "项明轩", "EDU", Seat("MDIST-EDU-110106"), Seat("PREF-EDU-130600")),
    Role("swap-too", "苏晚晴", "EDU", Seat("PREF-EDU-130600"), Seat("MDIST-EDU-110106"), paired_with="swap"),
    Role("swap-at-capitals", "卓文心", "HEALTH", Seat("BJ-HEALTH", 2), Seat("HE-HEALTH", 2), tier=Tier.DIVISION),
    Role(
        "swap-at-capitals-too",
        "阮清和",
        "HEALTH",
        Seat("HE-HEALTH", 1),
        Seat("BJ-HEALTH", 1),
        tier=Tier.DIVISION,
        paired_with="swap-at-capitals",
    ),
    Role("swap-on-trial", "穆长歌", "TRANSPORT", Seat("TJ-TRANS", 1), Seat("PREF-TRANS-130900", 0), tier=SECTION),
    Role(
        "swap-on-trial-too",
        "江令仪",
        "TRANSPORT",
        Seat("PREF-TRANS-130900", 1),
        Seat("TJ-TRANS", 0),
        tier=SECTION,
        paired_with="swap-on-trial",
    ),
    Role("name-with-a-dot", "阿依古丽·艾山", "CIVIL", Seat("BJ-CIVIL", 1), Seat("PREF-CIVIL-130700")),
]

# Takes over from `early` while the cycle runs, so the term is under a year.
REPLACEMENT = Role(
    "replacement",
    "舒望北",
    "ECON-PLAN",
    Seat("MDIST-DRC-110114"),
    Seat("CNTY-GOV-130730", "government"),
    starts_after=230,
    reason=told("接替提前返回的前任，完成其剩余任期。", "Completes the term of her predecessor, who was called home."),
    confirm_reason=told(
        "怀来县人大常委会定于下次会议审议任命，先行到岗，文件随后补齐。",
        "The standing committee decides at its next session; she starts work meanwhile.",
    ),
    post_of="early",
)
