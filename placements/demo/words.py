"""What the cast and the organisations say: in English or Chinese, as people write."""

from placements.demo.article import BEIJING, HEBEI, TIANJIN
from placements.models.extensions import ExtensionReason
from placements.models.ledger import EarlyReturnReason

BODY = {BEIJING: "中共北京市委组织部", TIANJIN: "中共天津市委组织部", HEBEI: "中共河北省委组织部"}
SERIES = {BEIJING: "京组干函", TIANJIN: "津组干函", HEBEI: "冀组干函"}
SIGNERS = {BEIJING: "傅承宇", TIANJIN: "钟立平", HEBEI: "卢秋实"}

PROJECT, HOST_ASKS = ExtensionReason.PROJECT, ExtensionReason.HOST_ASKS
NO_SUCCESSOR, PERSONAL = ExtensionReason.NO_SUCCESSOR, ExtensionReason.PERSONAL

# Story: months asked for, reason, explanation.
ASKED = {
    "draft": (6, PROJECT, "The incubator opens in spring; I should like to see its first tenants in"),
    "approved": (
        6,
        PROJECT,
        "Reservoir repair at Fengning is under contract until December; the same person should see it through.",
    ),
    "approved-for-a-year": (
        12,
        HOST_ASKS,
        "县政府分工由我负责潮河流域治理，治理方案下年度实施，县里希望工作不断档，请求延期一年。",
    ),
    "approved-to-another-day": (
        12,
        PERSONAL,
        "The teachers’ exchange runs by school years, and the second group has just arrived.",
    ),
    "declined": (
        6,
        PROJECT,
        "The joint monitoring stations are built but not yet accepted; I should like to hand them over working.",
    ),
    "withdrawn": (3, PERSONAL, ""),
    "reversed": (6, NO_SUCCESSOR, "远程会诊平台已接入六家县医院，接任人选尚未确定，申请延期半年以便平稳交接。"),
    "returned": (12, PROJECT, "老旧小区改造工作正在推进当中，任务比较重，申请继续挂职一年。希望组织批准。"),
    "ready": (
        6,
        PROJECT,
        "The timetable of the cross-boundary bus lines changes in autumn; the trials are in my hands.",
    ),
    "ready-too": (
        12,
        HOST_ASKS,
        "The second incubator has its building and no staff yet. Baoding would like the same person for both.",
    ),
    "objection": (5, PROJECT, "批发市场外迁商户的安置尚有三百余户未签约，申请延期以完成收尾工作，妥善移交台账。"),
    "on-paper": (
        12,
        HOST_ASKS,
        "The bureau asks to keep her until the second winter season after the Games is over.",
    ),
    "one-opinion": (
        6,
        NO_SUCCESSOR,
        "The trade office has two people on leave until next year and nobody for my desk.",
    ),
    "no-opinion": (3, PROJECT, "The budget for the shared projects is closed in autumn, and I drew it up."),
    "conflict-too": (12, PROJECT, "三家转移企业计划明年投产，目前均处于设备安装阶段，需要专人跟踪协调服务。"),
    "sent-yesterday": (6, PROJECT, "Daxing’s demonstration fields are sown; their results are due after the harvest."),
    "late": (3, NO_SUCCESSOR, "The colleague who was to follow me has been promoted; nobody else is named yet."),
    "extended-long-ago": (
        6,
        PROJECT,
        "The list of joint projects is revised at mid-year, and the revision was begun under my hand.",
    ),
    "conflict": (
        12,
        PROJECT,
        (
            "The Chengde section of the new expressway link is in land survey, and the joint working group meets under"
            " my name. Changing the chair now would cost the group its winter."
        ),
    ),
}
SAID_AT_HOME = {
    "objection": "The bureau’s own trade division has been without a deputy since spring.",
    "conflict": "We can cover her post for six more months, not twelve: the division is reorganised after that.",
    "approved-to-another-day": "Six months can be covered by a colleague; then the division needs its deputy head.",
    "declined": "The division answers for the winter plan and cannot do without its deputy head another season.",
}
# Which way the requests of cycle 2015 went: months, day sent, what came of it.
ASKED_IN_2016 = [
    (6, (4, 6), "approved"),
    (12, (4, 8), "approved"),
    (5, (4, 12), "approved"),
    (12, (4, 14), "approved for six months"),
    (12, (4, 19), "declined"),
    (6, (5, 4), "withdrawn"),
    (6, (5, 9), "reversed"),
    (3, (6, 21), "approved"),
]
EXPLAINED_IN_2016 = [
    "The project is under contract until the end of the year; the same person should see it through.",
    "项目已进入验收阶段，为保证资金和资料完整移交，申请延长挂职期限。",
    "The host department is being reorganised and asks that nobody change before it is done.",
]
HOME_EARLY_IN_2016 = [
    ((2016, 1, 29), EarlyReturnReason.HOME_NEEDS),
    ((2016, 3, 31), EarlyReturnReason.HOME_POST_CHANGED),
    ((2016, 6, 8), EarlyReturnReason.COMPLETED),
]
