"""The demonstration's sign-ins."""

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from officials.models import User
from officials.roles import ADMINISTRATORS, COORDINATORS, STAFF

PASSWORD = "exchange-demo"  # noqa: S105 - printed by `make run`; the command refuses to run elsewhere

OFFICE = {
    # account: family and given name, characters, group, may enter the back office
    "coordinator": ("Qiao", "Lan", "乔岚", COORDINATORS, True),
    "coordinator-2": ("Meng", "Zhou", "孟舟", COORDINATORS, True),
    "staff": ("Bai", "Ran", "白冉", STAFF, False),
    "admin": ("Kang", "Ning", "康宁", ADMINISTRATORS, True),
}
# The story each official's sign-in shows; `official` may ask for an extension today.
OFFICIALS = {"official": "official"} | {
    f"official-{story}": story
    for story in [
        "draft",
        "conflict",
        "returned",
        "withdrawn",
        "approved",
        "approved-to-another-day",
        "declined",
        "reversed",
        "late",
        "early",
        "joined-later",
        "ending-soon",
        "upcoming",
        "ended",
        "served-before",
    ]
}


class Accounts:
    """Makes accounts that share one password; it is hashed once, as that is slow on purpose."""

    def __init__(self):
        self.password = make_password(PASSWORD)

    def make_office(self):
        """Coordinators, staff and administrator. Returns the two coordinators, by whom everything was done."""
        people = {name: self._of_the_office(name, *facts) for name, facts in OFFICE.items()}
        return people["coordinator"], people["coordinator-2"]

    def _of_the_office(self, name, family, given, name_zh, group, is_staff):
        user = self._make(name, last_name=family, first_name=given, name_zh=name_zh, is_staff=is_staff)
        if group == COORDINATORS:
            user.phone = f"010-1555{'8016' if name == 'coordinator' else '8017'}"
            user.save()
        user.groups.add(Group.objects.get(name=group))
        return user

    def make_officials(self, plans):
        """A sign-in for each of the cast that is to have one."""
        placements = {plan.story: plan.placement for plan in plans if plan.story}
        for name, story in OFFICIALS.items():
            official = placements[story].official
            official.account = self._make(
                name,
                last_name=official.family_name,
                first_name=official.given_name,
                name_zh=official.name_zh,
                email=official.email,
            )
            official.save()

    def _make(self, name, *, email="", **facts):
        return User.objects.create(
            username=name, password=self.password, email=email or f"{name}@office.example.com", **facts
        )
