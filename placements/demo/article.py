"""The facts of one public news report: China Daily, 6 July 2016. Where it is silent, nothing is filled in.

It names three officials of the first cycle, with their home posts, host posts and results. Titles
are kept in English, as reported: their Chinese wording is not in the source. Chinese characters
stand only where a Chinese report of 2015 gives them. Outcomes are kept as notes.
"""

import datetime as dt

import pghistory
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from officials.models import Expertise, Jurisdiction, Official, Organisation, Post, Provenance, User
from officials.roles import COORDINATORS
from placements import actions
from placements.models import Cycle, Placement, Quota

SOURCE = "China Daily, 6 July 2016"
YEAR = 2015
STARTS_ON = dt.date(2015, 7, 24)
ENDS_ON = dt.date(2016, 7, 23)
PLACES = 100

BEIJING, TIANJIN, HEBEI = "110000", "120000", "130000"

PEOPLE = [
    {
        "family_name": "Lyu",
        "given_name": "Zhenqian",
        "name_zh": "吕震乾",
        "home": ("SEED-FENGTAI-RES", "Policy researcher"),
        "host": ("SEED-CHENGDE-DRC", "Deputy director"),
        "expertise": ["POLICY"],
        "note": "34 years old in 2016.",
        "outcomes": "Chengde received more than 22 million yuan from Beijing’s water resources fund, about four million"
        " more than the year before.",
    },
    {
        "family_name": "Liang",
        "given_name": "Zhonglin",
        "name_zh": "",
        "home": ("SEED-ZHUOZHOU-GOV", "Vice mayor"),
        "host": ("SEED-ZGC", "Human resources official"),
        "expertise": [],
        "note": "",
        "outcomes": "In January 2016 Zhuozhou and Zhongguancun signed an agreement to support entrepreneurship.",
    },
    {
        "family_name": "Shui",
        "given_name": "Yong",
        "name_zh": "",
        "home": ("SEED-BJ-INVEST", "Deputy director"),
        "host": ("SEED-TANGSHAN-GOV", "Vice mayor"),
        "host_title_en": "Vice mayor of Tangshan and chief coordinator for Caofeidian District",
        "expertise": ["INVEST"],
        "note": "",
        "outcomes": "In 2015 Caofeidian signed 75 deals with Beijing and Tianjin, more than 245 billion yuan. A campus"
        " of Jingshan School is being built there.",
    },
]


def loader():
    """The account by which data are loaded: it can do what a coordinator may, and nobody can sign in with it."""
    user, made = User.objects.get_or_create(
        username="loader", defaults={"last_name": "Data", "first_name": "loading", "email": ""}
    )
    if made:
        user.set_unusable_password()
        user.save()
        user.groups.add(Group.objects.get(name=COORDINATORS))
    return user


def office_hour(day, hour=10, minute=0):
    """A moment of that day by the office's clock."""
    return dt.datetime.combine(day, dt.time(hour, minute), tzinfo=timezone.get_default_timezone())


def first_cycle():
    """Cycle 2015, with its places: about a hundred each way between Beijing and Hebei."""
    cycle, _made = Cycle.objects.get_or_create(
        year=YEAR,
        defaults={
            "name_en": "2015 cycle (first)",
            "name_zh": "2015年批次（第一批）",
            "starts_on": STARTS_ON,
            "ends_on": ENDS_ON,
            "programme_ends_on": dt.date(2020, 12, 31),
        },
    )
    for home, host in ((BEIJING, HEBEI), (HEBEI, BEIJING)):
        Quota.objects.get_or_create(
            cycle=cycle,
            home_region=Jurisdiction.objects.get(pk=home),
            host_region=Jurisdiction.objects.get(pk=host),
            defaults={"places": PLACES},
        )
    return cycle


def _post(organisation_code, title):
    organisation = Organisation.objects.get(code=organisation_code)
    post, _made = Post.objects.get_or_create(organisation=organisation, title_en=title)
    return post


def load_article():
    """Load the cycle, the three officials and their placements. Returns how many placements were new."""
    with pghistory.context(command="load_article"), transaction.atomic():
        cycle = first_cycle()
        return sum(_load(person, cycle) for person in PEOPLE)


def _load(person, cycle):
    known = {"family_name": person["family_name"], "given_name": person["given_name"], "provenance": Provenance.ARTICLE}
    official = Official.objects.filter(**known).first()
    if official is None:
        note = " ".join(part for part in (person["note"], f"Source: {SOURCE}.") if part)
        official = Official.objects.create(
            **known, name_zh=person["name_zh"], home_post=_post(*person["home"]), note=note
        )
        official.expertise.set(Expertise.objects.filter(pk__in=person["expertise"]))
    if official.placements.exists():
        return 0
    placement = Placement(
        cycle=cycle,
        official=official,
        host_post=_post(*person["host"]),
        host_title_en=person.get("host_title_en", ""),
        note=f"{person['outcomes']} Source: {SOURCE}.",
    )
    by, at = loader(), office_hour(dt.date(2015, 7, 6))
    actions.propose_placement(placement, by=by, at=at)
    actions.confirm_placement(placement, by=by, at=office_hour(dt.date(2015, 7, 13)))
    return 1
