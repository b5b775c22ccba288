"""The facts of one public news report: China Daily, 6 July 2016. Where it is silent, nothing is filled in.

It names three officials of the first cycle, with their home posts, host posts and results. Chinese
characters of a name stand only where they are known; Chinese titles are our translation of the
English ones. Birth dates, ranks, phones and document numbers are not in it. What the office knows
is entered on the day it is loaded, and says so: nobody's history is made up.
"""

import datetime as dt

import pghistory
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from officials.models import Expertise, Jurisdiction, Official, Organisation, Post, User
from officials.models.officials import Provenance
from officials.roles import COORDINATORS
from placements import actions
from placements.models import Cycle, Placement, Quota

SOURCE = "China Daily, 6 July 2016"
YEAR = 2015
STARTS_ON = dt.date(2015, 7, 24)
ENDS_ON = dt.date(2016, 7, 23)
PROGRAMME_ENDS_ON = dt.date(2020, 12, 31)
PLACES = 100
ADVISORY_LOCK = 5_100_247_003  # two loaders wait for each other

BEIJING, TIANJIN, HEBEI = "110000", "120000", "130000"

# No post says which expertise is wanted or whether a congress decision is needed: the report does
# not, and to flag a real vice mayor as "to be appointed" would be wrong.
PEOPLE = [
    {
        "family_name": "Lyu",
        "given_name": "Zhenqian",
        "name_zh": "吕震乾",
        "home": ("SEED-FENGTAI-RES", "Policy researcher", "政策研究人员"),
        "host": ("SEED-CHENGDE-DRC", "Deputy director", "副主任"),
        "expertise": ["POLICY"],
        "note": "34 years old in 2016. The name of his office in Fengtai District is inferred.",
        "outcomes": "Chengde received more than 22 million yuan from Beijing’s water resources fund, about four million"
        " more than the year before.",
        "outcomes_zh": "承德市获得北京市水资源资金2200多万元，比上年增加约400万元。",
    },
    {
        "family_name": "Liang",
        "given_name": "Zhonglin",
        "home": ("SEED-ZHUOZHOU-GOV", "Vice mayor", "副市长"),
        "host": ("SEED-ZGC", "Human resources official", "人力资源工作人员"),
        "outcomes": "In January 2016 Zhuozhou and Zhongguancun signed an agreement to support entrepreneurship.",
        "outcomes_zh": "2016年1月，涿州市与中关村签订支持创业的协议。",
    },
    {
        "family_name": "Shui",
        "given_name": "Yong",
        "home": ("SEED-BJ-INVEST", "Deputy director", "副局长"),
        "host": ("SEED-TANGSHAN-GOV", "Vice mayor", "副市长"),
        "host_title_en": "Vice mayor of Tangshan and chief coordinator for Caofeidian District",
        "host_title_zh": "唐山市副市长、曹妃甸区总协调人",
        "expertise": ["INVEST"],
        "outcomes": "In 2015 Caofeidian signed 75 deals with Beijing and Tianjin, more than 245 billion yuan. A campus"
        " of Jingshan School is being built there.",
        "outcomes_zh": "2015年，曹妃甸与北京、天津签约75项，金额超过2450亿元。景山学校分校正在当地建设。",
    },
]


class CannotLoadError(ValueError):
    """The report's facts cannot be loaded; the message says why and what to do."""


def load_article(*, at):
    """Load the cycle, the three officials and their placements. Returns how many placements were new.

    Raises CannotLoadError.
    """
    with pghistory.context(command="load_article"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])
        _insist_on_reference()
        cycle = _first_cycle()
        return sum(_load(person, cycle, at=at) for person in PEOPLE)


def _insist_on_reference():
    wanted = {code for person in PEOPLE for code, *_title in (person["home"], person["host"])}
    if Organisation.objects.filter(code__in=wanted).count() < len(wanted):
        raise CannotLoadError("The reference data are missing: run load_reference first.")


def _first_cycle():
    """Cycle 2015, with its places: about a hundred each way between Beijing and Hebei."""
    cycle, made = Cycle.objects.get_or_create(
        year=YEAR,
        defaults={
            "name_en": "2015 cycle (first)",
            "name_zh": "2015年批次（第一批）",
            "starts_on": STARTS_ON,
            "ends_on": ENDS_ON,
            "programme_ends_on": PROGRAMME_ENDS_ON,
        },
    )
    if (cycle.starts_on, cycle.ends_on) != (STARTS_ON, ENDS_ON):
        raise CannotLoadError(f"There is a cycle of {YEAR} with other days than {STARTS_ON} to {ENDS_ON}.")
    if made:
        beijing, hebei = Jurisdiction.objects.get(pk=BEIJING), Jurisdiction.objects.get(pk=HEBEI)
        for home, host in ((beijing, hebei), (hebei, beijing)):
            Quota.objects.create(cycle=cycle, home_region=home, host_region=host, places=PLACES)
    return cycle


def _load(person, cycle, *, at):
    known = {"family_name": person["family_name"], "given_name": person["given_name"], "provenance": Provenance.ARTICLE}
    official = Official.objects.filter(**known).first()
    if official is None:
        note = " ".join(part for part in (person.get("note"), f"Source: {SOURCE}.") if part)
        official = Official.objects.create(
            **known, name_zh=person.get("name_zh", ""), home_post=_post(*person["home"]), note=note
        )
        official.expertise.set(Expertise.objects.filter(pk__in=person.get("expertise", [])))
    if official.placements.exists():
        return 0
    placement = Placement(
        cycle=cycle,
        official=official,
        host_post=_post(*person["host"]),
        host_title_en=person.get("host_title_en", ""),
        host_title_zh=person.get("host_title_zh", ""),
        note=f"{person['outcomes']} {person['outcomes_zh']} Source: {SOURCE}.",
    )
    by, reason = _loader(), f"As reported by {SOURCE}."
    try:
        placement = actions.propose_placement(placement, reason=reason, by=by, at=at)
        actions.confirm_placement(placement, reason=reason, by=by, at=at)
    except ValidationError as refusal:
        raise CannotLoadError(f"{official}: {' '.join(refusal.messages)}") from refusal
    return 1


def _post(organisation, title_en, title_zh):
    post, _made = Post.objects.get_or_create(
        organisation=Organisation.objects.get(code=organisation), title_en=title_en, defaults={"title_zh": title_zh}
    )
    return post


def _loader():
    """The account by which data are loaded: it may do what a coordinator may, and nobody can sign in with it."""
    user, made = User.objects.get_or_create(username="loader", defaults={"last_name": "Data", "first_name": "loading"})
    if made:
        user.set_unusable_password()
        user.save()
    user.groups.add(Group.objects.get(name=COORDINATORS))
    return user
