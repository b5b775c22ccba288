"""The made office that is measured: a throwaway database of so many placements, filled in SQL through the guards."""

import datetime as dt
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

import psycopg
from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection, connections
from django.utils import translation
from psycopg import sql

from exchangeoffice import sessions
from officials import name_order, names
from officials.models import Official, User
from placements import actions
from placements.imports.doing import check_file
from placements.models import Cycle, ExtensionRequest, Placement, PlanRow

HERE = Path(__file__).parent
TODAY = "2026-05-09"
NOW = dt.datetime.fromisoformat(f"{TODAY}T10:00+08:00")
LATEST = 2026
PLANNED_WAY = ("120000", "130000")  # the direction with most seats that nobody has yet
SAME, GROWING = "130600", "130100"  # a city with as many posts in every world, and one that grows with all
SEATS_OF_SAME = 60
SHARE_OF_GROWING = 0.14
PLANNED = 450  # seats of the cycle that is being planned, at most
WRITTEN = 200  # rows of the file that waits to be imported

SURNAMES = [
    *[("Wang", "王"), ("Li", "李"), ("Zhang", "张"), ("Liu", "刘"), ("Chen", "陈"), ("Yang", "杨"), ("Zhao", "赵")],
    *[("Huang", "黄"), ("Zhou", "周"), ("Wu", "吴"), ("Xu", "徐"), ("Sun", "孙"), ("Hu", "胡"), ("Zhu", "朱")],
    *[("Gao", "高"), ("Lin", "林"), ("He", "何"), ("Guo", "郭"), ("Ma", "马"), ("Luo", "罗")],
]
SYLLABLES = [
    *[("jian", "建"), ("guo", "国"), ("ming", "明"), ("hua", "华"), ("xiao", "晓"), ("yu", "宇"), ("wen", "文")],
    *[("li", "丽"), ("jun", "军"), ("yan", "燕"), ("hai", "海"), ("feng", "峰"), ("xin", "新"), ("ping", "平")],
]
RARE = ("Ouyang", "Tingshu", "欧阳庭树")  # one person of every world is called so


@dataclass
class World:
    """A database and what the benchmark asks of it."""

    name: str
    placements: int
    sessions: dict[str, str] = field(default_factory=dict)  # by role
    facts: dict[str, int] = field(default_factory=dict)  # what stands in braces in addresses and floors

    def enter(self):
        """From now on the application asks this database."""
        connection.close()
        connection.settings_dict["NAME"] = self.name
        connection.connect()

    @property
    def conninfo(self):
        """How psycopg reaches it without Django."""
        facts = connections.settings["default"]
        known = {"host": facts["HOST"], "port": facts["PORT"], "user": facts["USER"], "password": facts["PASSWORD"]}
        options = facts["OPTIONS"]["options"]
        return psycopg.conninfo.make_conninfo(
            dbname=self.name, options=options, **{key: value for key, value in known.items() if value}
        )


@contextmanager
def ground(name="office_bench"):
    """An empty office: migrated, with the reference data. Worlds are copies of it; all are dropped at the end."""
    with _Server() as server:
        server.make(name)
        connection.settings_dict["NAME"] = name
        call_command("migrate", verbosity=0)
        call_command("load_reference", verbosity=0)
        connection.close()
        yield server, name


class _Server:
    """Makes databases and drops them again."""

    def __enter__(self):
        self.made = []
        self.own = connection.settings_dict["NAME"]
        connection.ensure_connection()  # starts the embedded server where none answers
        connection.close()
        self.admin = psycopg.connect(World("postgres", 0).conninfo, autocommit=True)
        return self

    def make(self, name, template="template1"):
        self.drop(name)
        self.made.append(name)
        made = sql.SQL("create database {} template {}").format(sql.Identifier(name), sql.Identifier(template))
        self.admin.execute(made)

    def drop(self, name):
        self.admin.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))

    def __exit__(self, *_error):
        connection.close()
        connection.settings_dict["NAME"] = self.own
        for name in reversed(self.made):
            self.drop(name)
        self.admin.close()


def make_world(server, base, placements):
    """A copy of the empty office with about so many placements in it."""
    world = World(f"{base}_{placements}", placements)
    server.make(world.name, template=base)
    world.enter()
    office = _accounts()
    cycles = 4 if placements < 50_000 else 20
    seats = round(placements / (cycles + 2 / 3))
    facts = {
        "by": office.pk,
        "first": LATEST - cycles,
        "seats": seats,
        "same": SEATS_OF_SAME,
        "growing": round(seats * SHARE_OF_GROWING),
        "planned": PLANNED,
    }
    with connection.cursor() as cursor:
        facts["names"] = _names(cursor)
        cursor.execute((HERE / "world.sql").read_text(), facts)
        for year in range(facts["first"], LATEST + 1):
            cursor.execute((HERE / "cycle.sql").read_text(), {**facts, "year": year})
        for name in ("beside.sql", "requests.sql", "planning.sql"):
            cursor.execute((HERE / name).read_text(), facts)
        cursor.execute("vacuum analyze")
    _suggest(office)
    _call_one_rarely()
    official = _official_who_may_ask()
    people = {"coordinator": office, "official": official.account}
    world.sessions = {role: _session(user) for role, user in people.items()}
    world.facts = _facts(official, _checked_file(office))
    world.placements = Placement.objects.count()
    return world


def _accounts():
    office = User.objects.create_user("office", "office@office.example.com", None, is_staff=True, last_name="Qiao")
    office.groups.set(Group.objects.filter(name="Coordinators"))
    return office


def _names(cursor):
    """Some thousand names with the keys that Official.save() would fold from them."""
    cursor.execute(
        "create temporary table bench_name (at bigint primary key, family_name text, given_name text, name_zh text,"
        " pinyin_key text, initials text, search_key text, pinyin_order text, stroke_order text)"
    )
    people = [
        (family, f"{first}{second}".capitalize(), f"{zh}{first_zh}{second_zh}")
        for (family, zh), (first, first_zh), (second, second_zh) in product(SURNAMES, SYLLABLES, SYLLABLES)
    ]
    with cursor.copy("copy bench_name from stdin") as copy:
        for at, (family, given, name_zh) in enumerate(people):
            keys = (names.pinyin_key(family, given), names.initials(family, given, name_zh))
            orders = name_order.order_keys(family, given, name_zh)
            search = names.search_key(family, given, name_zh)
            copy.write_row((at, family, given, name_zh, *keys, search, orders["pinyin_order"], orders["stroke_order"]))
    return len(people)


def _suggest(office):
    """A plan of the direction with most free seats: all suggested, some of them decided."""
    actions.suggest_plans(Cycle.objects.get(year=LATEST), [PLANNED_WAY], by=office, at=NOW)
    for nth, row in enumerate(PlanRow.objects.order_by("pk")[:40]):
        (actions.skip_row if nth % 4 == 0 else actions.accept_row)(row, by=office, at=NOW)


def _checked_file(office):
    """A file of officials that was checked: every second row is new, the others have another phone number."""
    known = Official.objects.order_by("pk").values_list("personnel_number", "name_zh", "home_post__code")
    lines = ["Personnel number,Name,Home post code,Work phone"]
    for number, name, post in known[: WRITTEN // 2]:
        lines += [f"{number},{name},{post},010-66660000", f"N-{number},{name},{post},010-66660000"]
    content = "\n".join(lines).encode()
    with translation.override("en"):  # the language in which the page is asked for
        kept, _outcome = check_file("officials", "officials.csv", content, by=office, at=NOW, on=NOW.date())
    return kept


def _facts(official, checked):
    """Keys of what is opened: a placement and all that belongs to it, and one of each kind that waits."""
    placement, pair = _serving()[2], PlanRow.objects.filter(state="suggested").order_by("pk")[0]
    return {
        "placement": placement.pk,
        "who": placement.official_id,
        "post": placement.host_post_id,
        "organisation": placement.host_post.organisation_id,
        "mine": _serving().get(official=official).pk,
        "request": ExtensionRequest.objects.waiting().order_by("submitted_at", "pk")[0].pk,
        "proposed": Placement.objects.proposed().order_by("number")[0].pk,
        "nomination": pair.nomination_id,
        "offer": pair.offer_id,
        "import": checked.pk,
    }


def _serving():
    serving = Placement.objects.confirmed().filter(cycle__year=2025, starts_on="2025-07-24")
    return serving.filter(host_post__organisation__jurisdiction__city=SAME).order_by("pk")


def _call_one_rarely():
    official = Official.objects.get(pk=_serving().values_list("official")[0][0])
    official.family_name, official.given_name, official.name_zh = RARE
    official.save()


def _official_who_may_ask():
    """Somebody with an account who may ask to stay longer today."""
    asked = ExtensionRequest.objects.values("placement")
    official = Official.objects.get(pk=_serving().exclude(pk__in=asked).values_list("official")[1][0])
    official.account = User.objects.create_user("official", "official@office.example.com", None)
    official.save()
    return official


def _session(user):
    session = SessionStore()
    session["_auth_user_id"] = str(user.pk)
    session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[-1]
    session["_auth_user_hash"] = user.get_session_auth_hash()
    sessions.begin(session)
    session.save()
    return session.session_key
