"""What the writers write in: a placement each, and sessions of those who may. Prints where it all is, as JSON.

Run in a process of its own, on the new database, as its owner.
"""

import json
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402 - Django first
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from exchangeoffice import sessions  # noqa: E402
from tests import factories  # noqa: E402

DESKS = 4  # of each writer: one alone would come to a ledger of hundreds of records, and its page shows them all


def session_of(user):
    client = Client()
    client.force_login(user)
    session = client.session
    sessions.begin(session)
    session.save()
    return session.session_key


def desk(coordinator):
    """A placement that one writer has alone, with a session of its official and of a coordinator."""
    placement = factories.make_placement()
    official = factories.account_of(placement.official)
    return {
        "placement": placement.pk,
        "official": session_of(official),
        "coordinator": session_of(coordinator),
    }


def main(role, writers):
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    coordinator = factories.make_user("coordinator", "Coordinators", is_staff=True)
    desks = [[desk(coordinator) for _ in range(DESKS)] for _ in range(writers)]
    with connection.cursor() as cursor:
        cursor.execute(f"create role {role} login")
        # A crash throws away what autovacuum counts; without statistics joins of new tables crawl.
        cursor.execute("analyze")
    call_command("grant_rights", role, verbosity=0)
    told = {
        "session_cookie": settings.SESSION_COOKIE_NAME,
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
        "desks": desks,
    }
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
