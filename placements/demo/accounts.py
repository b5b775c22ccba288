"""The demonstration's sign-ins, and the loading of it all in one go."""

import pghistory
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.core.management.base import CommandError
from django.db import connection, transaction

from officials.models import Official, Provenance, User
from officials.roles import ADMINISTRATORS, COORDINATORS, STAFF
from placements import rules
from placements.demo.crowd import CrowdMaker

PASSWORD = "exchange-demo"  # noqa: S105 - printed by `make run`; the command refuses to run elsewhere
ADVISORY_LOCK = 5_100_247_002  # two loaders wait for each other

OFFICE = {
    # account: (family, given, characters, group, may enter the back office)
    "coordinator": ("Qiao", "Lan", "乔岚", COORDINATORS, True),
    "coordinator-2": ("Meng", "Zhou", "孟舟", COORDINATORS, True),
    "staff": ("Bai", "Ran", "白然", STAFF, False),
    "admin": ("Kang", "Ning", "康宁", ADMINISTRATORS, True),
}


def refuse_outside_a_demonstration():
    """Raise CommandError unless OFFICE_DEMO is on: accounts with a known password are for nothing else."""
    if not settings.OFFICE_DEMO:
        raise CommandError("Demonstration data load only where OFFICE_DEMO=1 is set; nothing was loaded.")


def load_demo(*, on, sizes=None):
    """Load accounts and crowd as of that day. Returns the Crowd, or None where they are loaded already."""
    refuse_outside_a_demonstration()
    with pghistory.context(command="load_demo"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])
        if Official.objects.filter(provenance=Provenance.INVENTED).exists():
            return None
        password = make_password(PASSWORD)
        people = {name: _account(name, password, *facts) for name, facts in OFFICE.items()}
        crowd = CrowdMaker(on=on, by=people["coordinator"], colleague=people["coordinator-2"], sizes=sizes).make()
        for shows, placement in crowd.shown.items():
            name = "official" if shows == "official" else f"official-{shows.replace('_', '-')}"
            _account_of(placement.official, name, password)
        return crowd


def may_ask(*, on):
    """Whether the account `official` can ask for an extension on the day."""
    official = Official.objects.filter(account__username="official").first()
    placement = official and official.placements.confirmed().order_by("-starts_on").first()
    return bool(placement) and rules.why_not_ask(placement, on=on) is None


def _account(name, password, family, given, characters, group, is_staff):
    user = User.objects.create(
        username=name,
        password=password,
        last_name=family,
        first_name=given,
        name_zh=characters,
        is_staff=is_staff,
        phone="010-55588016" if group == COORDINATORS else "",
        email=f"{name}@example.com",
    )
    user.groups.add(Group.objects.get(name=group))
    return user


def _account_of(official, name, password):
    official.account = User.objects.create(
        username=name,
        password=password,
        last_name=official.family_name,
        first_name=official.given_name,
        name_zh=official.name_zh,
        email=official.email,
    )
    official.save()
