"""What the cast and the organisations say.

Offices of the exchange write Chinese, so every invented sentence is Chinese. Where it tells a
story, its gist stands behind it in English, in brackets: `told`. So a Chinese page reads as in the
office, and a visitor without Chinese still learns what happened.
"""

from placements.demo.article import BEIJING, HEBEI, TIANJIN
from placements.models.extensions import ExtensionReason, Origin
from placements.models.ledger import EarlyReturnReason


def told(zh, en, *, between="\n"):
    """The sentence as it was written, and in brackets what it says."""
    return f"{zh}{between}（{en}）"


BODY = {BEIJING: "中共北京市委组织部", TIANJIN: "中共天津市委组织部", HEBEI: "中共河北省委组织部"}
SERIES = {BEIJING: "京组干函", TIANJIN: "津组干函", HEBEI: "冀组干函"}
SIGNERS = {BEIJING: "傅承宇", TIANJIN: "钟立平", HEBEI: "卢秋实"}

PROJECT, HOST_ASKS = ExtensionReason.PROJECT, ExtensionReason.HOST_ASKS
NO_SUCCESSOR, PERSONAL = ExtensionReason.NO_SUCCESSOR, ExtensionReason.PERSONAL
BOTH_AGREE, COUNTED_LATE = ExtensionReason.BOTH_AGREE, ExtensionReason.COUNTED_LATE

# Story: months asked for, reason, explanation.
ASKED = {
    "draft": (
        6,
        PROJECT,
        told("联合孵化器春季启用，希望等首批企业入驻", "The incubator opens in spring; the first tenants"),
    ),
    "approved": (
        6,
        PROJECT,
        told(
            "丰宁水库除险加固工程合同期至年底，验收和移交工作仍需原班人员承担，申请延期半年，完成后即返回。",
            "Reservoir repair is under contract until the year’s end; the same person should see it through.",
        ),
    ),
    "approved-for-a-year": (
        12,
        HOST_ASKS,
        told(
            "县政府分工由我负责潮河流域治理，治理方案下年度实施，县里希望工作不断档，请求延期一年。",
            "The county wants the same person to carry out the plan for the Chao River.",
        ),
    ),
    "approved-to-another-day": (
        12,
        PERSONAL,
        told(
            "两地教师交流按学年安排，第二批交流教师刚刚到岗，申请延期一年，随本学年工作一并结束后返回。",
            "The teachers’ exchange runs by school years, and the second group has just arrived.",
        ),
    ),
    "declined": (
        6,
        PROJECT,
        told(
            "联合监测站点已经建成，尚未通过验收，申请延期半年，待全部站点正常运行后再行移交。",
            "The joint monitoring stations are built but not yet accepted.",
        ),
    ),
    "withdrawn": (3, PERSONAL, ""),
    "reversed": (
        6,
        NO_SUCCESSOR,
        told(
            "远程会诊平台已接入六家县医院，接任人选尚未确定，申请延期半年以便平稳交接。",
            "Six county hospitals use remote consultation; nobody is named yet to take over.",
        ),
    ),
    "returned": (
        12,
        PROJECT,
        told(
            "老旧小区改造工作正在推进当中，任务比较重，申请继续挂职一年。希望组织批准。",
            "The renewal of old estates goes on, and there is much to do.",
        ),
    ),
    "ready": (
        6,
        PROJECT,
        told(
            "跨市公交线路时刻表秋季调整，前期试运行由我负责，申请延期半年，待新时刻表平稳运行后返回。",
            "The timetable of the cross-boundary buses changes in autumn; the trials are in his hands.",
        ),
    ),
    "ready-too": (
        12,
        HOST_ASKS,
        told(
            "第二孵化基地场地已经落实，人员尚未到位，市科技局希望由同一人负责两个基地，请求延期一年。",
            "The second incubator has its building and no staff yet; Baoding would like one person for both.",
        ),
    ),
    "objection": (
        5,
        PROJECT,
        told(
            "批发市场外迁商户的安置尚有三百余户未签约，申请延期以完成收尾工作，妥善移交台账。",
            "Three hundred traders of the wholesale market have not signed yet.",
        ),
    ),
    "on-paper": (
        12,
        HOST_ASKS,
        told(
            "赛后场馆利用工作刚刚起步，第二个雪季的活动仍需专人统筹，我局希望其继续留任一年。",
            "The bureau asks to keep her until the second winter season after the Games is over.",
        ),
    ),
    "one-opinion": (
        6,
        NO_SUCCESSOR,
        told(
            "本处两名同志明年前不在岗，我所承担的对口业务暂时无人接替，申请延期半年以保证工作衔接。",
            "Two colleagues are away until next year and nobody is there for his desk.",
        ),
    ),
    "no-opinion": (
        3,
        PROJECT,
        told(
            "协同发展项目资金预算由我编制，秋季进行决算，申请延期三个月，完成决算后返回派出单位。",
            "The budget for the shared projects is closed in autumn, and it is the official’s own.",
        ),
    ),
    "conflict-too": (
        12,
        PROJECT,
        told(
            "三家转移企业计划明年投产，目前均处于设备安装阶段，需要专人跟踪协调服务。",
            "Three companies that moved here start production next year.",
        ),
    ),
    "sent-yesterday": (
        6,
        PROJECT,
        told(
            "大兴示范田已经播种，秋收后才能测产并总结，申请延期半年，待示范结果完成评估后返回。",
            "Daxing’s demonstration fields are sown; their results are due after the harvest.",
        ),
    ),
    "late": (
        3,
        NO_SUCCESSOR,
        told(
            "原定接任的同志已另有任用，新的人选尚未确定，申请延期三个月，以便完成工作交接。",
            "The colleague who was to follow has been promoted; nobody else is named yet.",
        ),
    ),
    "extended-long-ago": (
        6,
        PROJECT,
        told(
            "协同发展重点项目清单年中修订，修订工作由我牵头启动，申请延期半年，修订完成后返回。",
            "The list of joint projects is revised at mid-year, and the revision was begun under this official.",
        ),
    ),
    "conflict": (
        12,
        PROJECT,
        told(
            "高速公路承德段正在进行勘测，联合工作组由我担任组长，任务至明年年中。此时更换组长，将影响整个冬季的工作。",
            "The expressway link is in land survey and the joint working group meets under her name. Changing the"
            " chair now would cost the group its winter.",
        ),
    ),
}
SAID_AT_HOME = {
    "objection": told(
        "我局对外贸易科自春季以来一直没有副职，希望其按期返回。",
        "The bureau’s own trade section has been without a deputy since spring.",
    ),
    "conflict": told(
        "其岗位工作可再由他人代管六个月，不能到十二个月：此后本处机构调整。",
        "We can cover her post for six more months, not twelve: the division is reorganised after that.",
    ),
    "approved-to-another-day": told(
        "可由其他同志代管六个月，此后本处需要副处长到岗。",
        "Six months can be covered by a colleague; then the division needs its deputy head.",
    ),
    "declined": told(
        "本处承担秋冬季大气污染防治任务，副处长不能再缺一个采暖季。",
        "The division answers for the winter plan and cannot do without its deputy head another season.",
    ),
}
# What was answered: to the official, and what can be done next.
AS_ASKED = told("同意延期申请。", "Approved as asked.")
FOR_A_YEAR = told("同意延期一年。", "Approved for a year.")
FOR_HALF_A_YEAR = told("同意延期半年。", "Approved for half a year.")
FOR_SIX_MONTHS_ONLY = told(
    "同意延期六个月，派出单位可安排他人代管至该日。",
    "Approved for six months, as the home organisation can cover them.",
)
AT_THE_SECOND_GO = told(
    "同意延期申请。工程完成后，请报送验收材料。",
    "Approved as asked. Please send the acceptance record when the works are done.",
)
ASK_FOR_LESS = told(
    "工程年底完工，请按完工时间申请期限，不必申请一年。",
    "The works end in December; please ask for that, not for a year.",
)
SAY_WHICH = told("请写明哪些小区、何时完工，并按完工时间申请期限。", "Please say which estates, and by when.")
NEEDED_AT_HOME = told(
    "派出单位秋冬季任务重，需要您按期返回。", "Your home organisation needs you back for the winter plan."
)
HAND_OVER = told(
    "监测站点可在挂职期最后一个月内移交，干部交流办公室将商请双方制定移交方案。",
    "The stations can be handed over in the last month of the term; the office will ask both sides for a plan.",
)
# Why it was taken back, withdrawn, cancelled, ended.
WRONG_PERSON = told(
    "录入对象有误：批复文件所列为同一单位的另一名干部。",
    "Recorded for the wrong person: the document names a colleague of the same bureau.",
)
NOMINATED_TWICE = told("单位和所在区重复推荐。", "Nominated twice: once by the bureau, once by the district.")
POST_ABOLISHED = told(
    "通州区卫生健康委员会内设机构调整，该岗位撤销。", "The commission in Tongzhou was reorganised; the post is no more."
)
STAYS_AFTER_ALL = told(
    "派出单位任职调整暂缓，同意其继续挂职至期满。",
    "The change at home was put off; the term runs to its end after all.",
)
# Story: days between the last day and the day of loading, reason, words.
WENT_EARLY = {
    "early-vacant": (
        98,
        EarlyReturnReason.HOME_NEEDS,
        told("派出单位国土空间规划编制任务急需人手。", "Needed at home for the spatial plan; nobody follows yet."),
    ),
    "early": (
        60,
        EarlyReturnReason.HOME_POST_CHANGED,
        told("已任本区发展和改革委员会主任。", "Appointed director of the district’s own commission."),
    ),
    "early-taken-back": (
        -2,
        EarlyReturnReason.HOME_POST_CHANGED,
        told("派出单位拟调整其任职。", "The home organisation meant to give him another post."),
    ),
    "early-too": (
        21,
        EarlyReturnReason.COMPLETED,
        told("两地食品安全追溯平台已验收移交。", "The shared tracing of food is accepted and handed over."),
    ),
}
# The requests of cycle 2015: months, day sent, who started it, reason, what came of it.
ASKED_IN_2016 = [
    (6, (4, 6), Origin.OFFICIAL, PROJECT, "approved"),
    (12, (4, 8), Origin.HOST, HOST_ASKS, "approved"),
    (5, (4, 12), Origin.OFFICIAL, PROJECT, "approved"),
    (12, (4, 14), Origin.HOST, BOTH_AGREE, "approved for six months"),
    (12, (4, 19), Origin.OFFICIAL, PROJECT, "declined"),
    (6, (5, 4), Origin.HOME, NO_SUCCESSOR, "withdrawn"),
    (6, (5, 9), Origin.OFFICIAL, PERSONAL, "reversed"),
    (3, (6, 21), Origin.OFFICE, COUNTED_LATE, "approved"),
]
EXPLAINED_IN_2016 = [
    "项目合同期至年底，拟由同一人负责到底，完成验收和资料移交后返回派出单位，申请延长挂职期限。",
    "项目已进入验收阶段，为保证资金和资料完整移交，申请延长挂职期限，期满后按时返回派出单位。",
    "接收单位正在进行机构调整，希望调整完成之前人员保持稳定，经与派出单位沟通，申请延长挂职期限。",
]
IN_2016 = {
    "no_other_deputy": "本处没有其他副职。",
    "agreed": "双方单位均同意。",
    "not_covered": "派出单位无法安排他人代管。",
    "next_step": "挂职按期结束；接收单位可在下一批次另提人选。",
    "consent_withdrawn": told("派出单位书面撤回同意意见。", "The home organisation withdrew its consent in writing."),
}
HOME_EARLY_IN_2016 = [
    ((2016, 1, 29), EarlyReturnReason.HOME_NEEDS),
    ((2016, 3, 31), EarlyReturnReason.HOME_POST_CHANGED),
    ((2016, 6, 8), EarlyReturnReason.COMPLETED),
]

# What home organisations say of those they put forward: of the younger ones, and of those who lead.
NOTES = {
    False: [
        ("从事{field}工作{n}年，业务熟练，作风扎实，适应能力强。", "Knows the work, and finds a way in new places."),
        (
            "本单位{field}业务骨干，{n}年工作经历，曾参与跨区域项目。",
            "One of our best; has worked across the boundary.",
        ),
        ("熟悉{field}业务，有{n}年基层工作经历，本人自愿报名。", "Years at the grass roots; volunteered."),
        ("{field}岗位工作{n}年，连续两年考核优秀，适合培养锻炼。", "Rated excellent two years running."),
        ("有{n}年{field}工作经验，沟通协调能力较强，家庭支持。", "Gets people to agree; the family supports it."),
    ],
    True: [
        (
            "分管{field}工作{n}年，统筹协调能力强，经党组研究同意推荐。",
            "Has led the field; put forward by the leading group.",
        ),
        ("长期在{field}系统任职，{n}年领导工作经历，熟悉协同发展情况。", "Long in the field, knows the joint plans."),
        ("主持{field}工作{n}年，作风务实，拟作为重点培养对象。", "Practical; we mean to rely on this person later."),
    ],
}
ILL = told("本人因病需要治疗，派出单位撤回推荐。", "Needs treatment; the home organisation takes it back.")
TWICE_ASKED = told("本单位另有任用，撤回推荐。", "Wanted for another post at home.")
WORKS_DONE = told("该项工程已移交，接收单位不再需要。", "The works have been handed over; nobody is needed.")
