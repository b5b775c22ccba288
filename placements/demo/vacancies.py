"""Host posts that were created for the programme and that nobody has held yet."""

import datetime as dt
from dataclasses import dataclass

from officials.models.vocabulary import Tier
from placements.demo.article import BEIJING, HEBEI, TIANJIN
from placements.demo.roles import Seat
from placements.demo.words import told

NAME = {BEIJING: ("北京市", "Beijing"), TIANJIN: ("天津市", "Tianjin"), HEBEI: ("河北省", "Hebei")}
# Among the posts without a follower every fourth closes with its guest's term.
CLOSES = 4
# Further vacancies, drawn like the crowd's posts; all may be taken from the next cycle's first day.
DRAWN = 20


@dataclass(frozen=True)
class Vacancy:
    """A post that waits for somebody: where, at which tier, from where, and why it was created."""

    host: Seat
    field: str
    wanted_from: str
    why: str
    tier: str = Tier.DIVISION_DEP
    from_next: bool = False  # may be taken from the next cycle's first day


VACANCIES = [
    Vacancy(
        Seat("PREF-TRANS-130900", ("Deputy director (port affairs)", "副局长（港航）")),
        "TRANSPORT",
        TIANJIN,
        told("黄骅港与天津港联动需要熟悉港航业务的干部。", "Two ports want to work as one.", between=""),
    ),
    Vacancy(
        Seat("BJ-IT", ("Deputy head, Industry Transfer Division", "产业转移处副处长")),
        "IND-IT",
        HEBEI,
        told("产业转移项目需要承接地干部参与协调。", "Moving companies should meet somebody from there.", between=""),
    ),
    Vacancy(
        Seat("CNTY-GOV-130624", "government"),
        "AGRI",
        BEIJING,
        told("县里希望引进熟悉农产品流通的干部。", "The county wants somebody who knows markets.", between=""),
    ),
    Vacancy(
        Seat("PREF-CULT-130700", ("Deputy director (winter sports)", "副局长（冰雪运动）")),
        "TOURISM",
        BEIJING,
        told("冰雪运动推广没有专人负责。", "Nobody looks after winter sports.", between=""),
    ),
    Vacancy(
        Seat("TJ-COM", ("Consultant for joint markets", "协同市场调研员")),
        "COMMERCE",
        BEIJING,
        told("两市商务部门拟共建批发市场。", "Two commerce commissions plan one market.", between=""),
        tier=Tier.DIVISION,
    ),
    Vacancy(
        Seat("PREF-TRANS-130800", ("Deputy director (logistics)", "副局长（物流）")),
        "TRANSPORT",
        BEIJING,
        told("新建物流园区需要专人统筹。", "The new logistics park needs somebody of its own.", between=""),
        from_next=True,
    ),
    Vacancy(
        Seat("PREF-HITECH-131000", ("Deputy director (airport zone)", "副主任（临空经济）")),
        "PARK",
        BEIJING,
        told("临空经济区与北京方面对接任务重。", "The airport zone deals with Beijing daily.", between=""),
        from_next=True,
    ),
    Vacancy(
        Seat("BJ-WATER", ("Deputy head, Joint Water Works Division", "协同水利处副处长")),
        "WATER",
        HEBEI,
        told("上游水库调度需要河北干部参与。", "The reservoirs upstream are in Hebei.", between=""),
        from_next=True,
    ),
    Vacancy(
        Seat("MDIST-EDU-110112", ("Deputy director (joint schools)", "副主任（协同办学）")),
        "EDU",
        HEBEI,
        told("通州与廊坊北三县合作办学。", "Tongzhou runs schools together with its neighbours.", between=""),
        from_next=True,
    ),
    Vacancy(
        Seat("TJ-TRANS", ("Deputy head, Joint Ports Division", "协同港航处副处长")),
        "TRANSPORT",
        HEBEI,
        told("港口群协同发展需要河北方面参与。", "The ports of both sides are planned together.", between=""),
        from_next=True,
    ),
    Vacancy(
        Seat("PREF-ENV-130200", ("Deputy director (joint inspection)", "副局长（联合执法）")),
        "ENV-AIR",
        BEIJING,
        told("开展联合执法，需要北京方面的业务骨干。", "Both sides inspect together.", between=""),
        from_next=True,
    ),
    Vacancy(
        Seat("PREF-CULT-130300", ("Head of section (coastal travel)", "滨海旅游科科长")),
        "TOURISM",
        TIANJIN,
        told("与天津共同开发滨海旅游线路。", "One route along the coast of both.", between=""),
        tier=Tier.SECTION,
        from_next=True,
    ),
]


def make_vacancies(workplaces, fields, *, on, next_starts_on):
    """The posts of the list, and some for drawn fields, to be saved with all the others.

    Returns those that may be taken from the next cycle's first day, each with its field.
    """
    from_next = []
    for vacancy in VACANCIES:
        opening = workplaces.seat(vacancy.host, vacancy.tier, vacancy.field)
        since = next_starts_on if vacancy.from_next else on - dt.timedelta(days=14)
        post = _make(workplaces, opening, vacancy.why, vacancy.wanted_from, since)
        if vacancy.from_next:
            from_next.append((post, vacancy.field))
    for number, field in enumerate(fields[:DRAWN]):
        region, wanted_from = [(HEBEI, BEIJING), (BEIJING, HEBEI)][number % 2]
        if opening := workplaces.opening(region, Tier.DIVISION_DEP, field.code, host=True):
            why = told(f"拟由挂职干部承担：{field.task_zh}", field.task_en, between="")
            post = _make(workplaces, opening, why, wanted_from, next_starts_on)
            from_next.append((post, field.code))
    return from_next


def _make(workplaces, opening, why, wanted_from, since):
    zh, en = NAME[wanted_from]
    return workplaces.post(
        opening,
        is_created_for_programme=True,
        created_why=why,
        created_at_request_of=opening.organisation.name_zh,
        duties=told(
            f"拟从{zh}选派，自{since.year}年{since.month}月{since.day}日起到岗。",
            f"Somebody from {en} is wanted, from {since.day} {since:%B %Y}.",
        ),
    )


def close_some(plans, *, last_day):
    """Retire posts that nobody follows in: they end with the term of those who hold them."""
    for plan in plans[::CLOSES]:
        plan.host_post.retired_on = last_day + dt.timedelta(days=1)
