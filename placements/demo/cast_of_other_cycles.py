"""Those of the first and of the next cycle who have a story, and those who serve a second time."""

from officials.models.vocabulary import Tier
from placements.demo.roles import Role, Seat

SECTION = Tier.SECTION
SPECIALIST = ""

# Young enough in 2015 to serve again; among them surnames that are read in a way of their own.
FIRST = [
    Role("served-before", "闵书衡", "HEALTH", Seat("MDIST-HEALTH-110105"), Seat("PREF-HEALTH-130700"), age=33),
    Role("served-before-2", "曾子健", "AGRI", Seat("PREF-AGRI-130900"), Seat("MDIST-AGRI-110112"), age=32),
    Role(
        "served-before-3",
        "查明远",
        "TRANSPORT",
        Seat("BJ-TRANS", 1),
        Seat("PREF-TRANS-130200", 1),
        tier=SPECIALIST,
        age=36,
    ),
    Role("served-before-4", "区志远", "WATER", Seat("PREF-WATER-130200"), Seat("MDIST-WATER-110113"), age=32),
    Role(
        "served-before-5",
        "尉迟海涛",
        "EDU",
        Seat("MDIST-EDU-110111", 0),
        Seat("PREF-EDU-130500", 0),
        tier=SECTION,
        age=27,
    ),
    Role("served-before-6", "单立人", "ECON-PLAN", Seat("BJ-DRC", 2), Seat("PREF-DRC-130400"), age=33),
    Role("first-swap", "冉静姝", "SCI-INNO", Seat("MDIST-SCI-110108"), Seat("PREF-SCI-130300")),
    Role(
        "first-swap-too",
        "卞思成",
        "SCI-INNO",
        Seat("PREF-SCI-130300"),
        Seat("MDIST-SCI-110108"),
        paired_with="first-swap",
    ),
]

# The same people in the present cycle: home post kept, another host post.
AGAIN = [
    Role(
        f"serves-again{number}",
        before.name_zh,
        before.field,
        before.home,
        host,
        tier=before.tier,
        same_as=before.story,
    )
    for before, number, host in zip(
        FIRST[:6],
        ["", "-2", "-3", "-4", "-5", "-6"],
        [
            Seat("PREF-HEALTH-130900"),
            Seat("BJ-AGRI", 1),
            Seat("PREF-TRANS-130300", 0),
            Seat("BJ-WATER", 1),
            Seat("PREF-EDU-130400", 0),
            Seat("PREF-DRC-130300"),
        ],
        strict=True,
    )
]
# Years between the two terms: after fewer the first has hardly ended, after more they are over the guide ages.
YEARS_BETWEEN = range(3, 13)

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
    # Chengde knows already who follows.
    Role("follows", "钟亦宁", "TOURISM", Seat("MDIST-CULT-110101"), Seat("PREF-CULT-130800"), post_of="withdrawn"),
    Role("planned", "裴松筠", "WATER", Seat("MDIST-WATER-110108"), Seat("PREF-WATER-130700"), stays_proposed=True),
    Role(
        "planned-too",
        "陶知夏",
        "ENV-AIR",
        Seat("BJ-ENV", 1),
        Seat("PREF-ENV-130200", ("Chief engineer", "总工程师")),
        stays_proposed=True,
    ),
    Role(
        "planned-as-well",
        "闻人杰",
        "INVEST",
        Seat("MDIST-INVEST-110113"),
        Seat("PREF-INVEST-131000"),
        stays_proposed=True,
    ),
    Role("planned-swap", "祝青禾", "TOURISM", Seat("MDIST-CULT-110119"), Seat("PREF-CULT-130700"), stays_proposed=True),
    Role(
        "planned-swap-too",
        "邹亦行",
        "TOURISM",
        Seat("PREF-CULT-130700"),
        Seat("MDIST-CULT-110119"),
        stays_proposed=True,
        paired_with="planned-swap",
    ),
]
# Not counted among the cycle's places: the one was taken back, the other cancelled before it started.
NEXT_CLOSED = [
    Role("proposal-withdrawn", "苏砚池", "CIVIL", Seat("BJ-CIVIL", 0), Seat("PREF-CIVIL-131000"), stays_proposed=True),
    Role("cancelled", "唐见微", "HEALTH", Seat("PREF-HEALTH-130200"), Seat("MDIST-HEALTH-110112")),
]
