"""Fields of work of the invented crowd: which divisions a department of the field has, and what a guest works on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """A field of expertise as it shows in workplaces."""

    code: str
    weight: int  # how often it is drawn; the first cycle's main fields more often
    divisions: tuple[tuple[str, str], ...]  # English and Chinese, without “Division” and 处
    task_en: str
    task_zh: str
    specialist: tuple[str, str] = ("", "")  # English and Chinese title of those without a rank; none in most fields


ENGINEER = ("Senior engineer", "高级工程师")

FIELDS = {
    field.code: field
    for field in [
        Field(
            "ECON-PLAN",
            6,
            (
                ("Regional Economy", "地区经济"),
                ("Investment", "固定资产投资"),
                ("Development Planning", "发展规划"),
            ),
            "Prepare the list of joint projects and report its progress each month.",
            "编制协同发展重点项目清单，按月报告进展。",
        ),
        Field(
            "TRANSPORT",
            5,
            (("Integrated Transport", "综合运输"), ("Road Construction", "公路建设"), ("Planning", "规划")),
            "Coordinate the land survey and the schedule of the roads that cross the boundary.",
            "协调跨界公路的勘测和工期安排。",
            ENGINEER,
        ),
        Field(
            "AGRI",
            5,
            (("Crop Production", "种植业"), ("Seed Industry", "种业"), ("Rural Cooperative Economy", "农村合作经济")),
            "Bring growers and the wholesale markets of the home region together.",
            "推动种植基地与派出地批发市场产销对接。",
            ("Senior agronomist", "高级农艺师"),
        ),
        Field(
            "IND-IT",
            5,
            (("Equipment Industry", "装备产业"), ("Software and Information Services", "软件和信息服务业")),
            "Follow the manufacturers that are moving here until they are in production.",
            "跟踪服务转移来的制造企业，直至投产。",
            ENGINEER,
        ),
        Field(
            "SCI-INNO",
            5,
            (("Technology Transfer", "成果转化"), ("High and New Technology", "高新技术")),
            "Set up the joint incubator and find its first tenants.",
            "筹建联合孵化器，引进首批入驻企业。",
        ),
        Field(
            "INVEST",
            3,
            (("Project Promotion", "项目促进"), ("Investment Services", "投资服务")),
            "Visit companies in the home region that look for a site.",
            "走访派出地有选址意向的企业。",
        ),
        Field(
            "HEALTH",
            4,
            (("Medical Administration", "医政"), ("Primary Health", "基层卫生"), ("Disease Control", "疾病预防控制")),
            "Pair hospitals of both sides and set up remote consultation.",
            "推动两地医院结对，开展远程会诊。",
        ),
        Field(
            "EDU",
            4,
            (("Basic Education", "基础教育"), ("Vocational Education", "职业教育")),
            "Organise the exchange of teachers and the joint vocational classes.",
            "组织教师交流和职业教育联合办班。",
        ),
        Field(
            "COMMERCE",
            4,
            (("Foreign Trade", "对外贸易"), ("Market Operation", "市场运行"), ("Distribution", "流通业发展")),
            "Help wholesale markets to settle and their traders to move.",
            "协助批发市场落户和商户搬迁。",
        ),
        Field(
            "TOURISM",
            4,
            (("Resource Development", "资源开发"), ("Market Management", "市场管理"), ("Public Culture", "公共文化")),
            "Draw up the shared travel route and its signs.",
            "策划跨区域旅游线路及标识系统。",
        ),
        Field(
            "WATER",
            3,
            (("Water Resources", "水资源"), ("River and Lake Management", "河湖管理"), ("Planning", "规划计划")),
            "Repair small reservoirs and monitor water quality together upstream and downstream.",
            "推进小型水库除险加固和上下游水质联合监测。",
            ENGINEER,
        ),
        Field(
            "ENV-AIR",
            3,
            (("Atmospheric Environment", "大气环境"), ("Water Ecology", "水生态环境")),
            "Share monitoring data and coordinate action on days of heavy pollution.",
            "共享监测数据，联动应对重污染天气。",
            ENGINEER,
        ),
        Field(
            "HOUSING",
            2,
            (("Construction Market", "建筑市场"), ("Housing Security", "住房保障"), ("Project Quality", "工程质量")),
            "Introduce the quality inspection of the home region on three pilot sites.",
            "在三个试点工地推行派出地的质量检查办法。",
            ENGINEER,
        ),
        Field(
            "URB-PLAN",
            2,
            (("Territorial Spatial Planning", "国土空间规划"), ("Detailed Planning", "详细规划")),
            "Align the plans on both sides of the boundary.",
            "衔接交界地区两侧的规划。",
        ),
        Field(
            "HR",
            2,
            (("Talent Development", "人才开发"), ("Employment", "就业促进")),
            "Have professional titles recognised on both sides and run the joint job fairs.",
            "推动两地职称互认，举办联合招聘会。",
        ),
        Field(
            "FISC-TAX",
            2,
            (("Budget", "预算"), ("Economic Construction", "经济建设")),
            "Work out how revenue of moved companies is shared.",
            "研究迁移企业税收分享办法。",
        ),
        Field(
            "PARK",
            3,
            (("Enterprise Services", "企业服务"), ("Investment Cooperation", "投资合作")),
            "Run the shared park’s service desk for companies.",
            "负责共建园区企业服务窗口。",
        ),
        Field(
            "CIVIL",
            2,
            (("Elderly Care Services", "养老服务"), ("Social Assistance", "社会救助")),
            "Prepare homes here for residents of the home region who wish to retire here.",
            "做好派出地老年人异地养老的机构对接。",
        ),
        Field(
            "FOREST",
            2,
            (("Ecological Restoration", "生态修复"), ("Nature Reserves", "自然保护地")),
            "Plan the windbreak forest along the boundary.",
            "规划交界地区防护林建设。",
            ENGINEER,
        ),
        Field(
            "EMERG",
            1,
            (("Rescue Coordination", "救援协调"), ("Work Safety", "安全生产基础")),
            "Agree on joint drills and on who answers first near the boundary.",
            "商定联合演练和交界地区先期处置办法。",
        ),
        Field(
            "MKT-REG",
            1,
            (("Food Safety", "食品安全协调"), ("Quality", "质量发展")),
            "Trace vegetables from the field to the markets of the home region.",
            "建立蔬菜从田头到派出地市场的追溯。",
        ),
        Field(
            "STATS",
            1,
            (("Industry Statistics", "工业统计"), ("National Accounts", "国民经济核算")),
            "Bring the monthly figures of both sides onto one basis.",
            "统一两地月度数据口径。",
            ("Senior statistician", "高级统计师"),
        ),
        Field(
            "AUDIT",
            1,
            (("Fiscal Audit", "财政审计"), ("Investment Audit", "固定资产投资审计")),
            "Audit two joint funds together with colleagues of both sides.",
            "会同两地同事开展两项共同资金审计。",
            ("Senior auditor", "高级审计师"),
        ),
        Field(
            "MED-INS",
            1,
            (("Medical Services", "医药服务管理"), ("Fund Supervision", "基金监管")),
            "Connect hospitals to direct settlement across the boundary.",
            "推进医院接入跨省直接结算。",
        ),
        Field(
            "SOE",
            1,
            (("Planning and Development", "规划发展"), ("Enterprise Reform", "企业改革")),
            "Advise two enterprises on their reform.",
            "指导两家企业深化改革。",
        ),
        Field(
            "POLICY",
            1,
            (("Economic Research", "经济研究"), ("Comprehensive Research", "综合研究")),
            "Study how services moved here are received and report to both sides.",
            "调研疏解到此的公共服务运行情况并向双方报告。",
        ),
    ]
}
