"""Rights end where they are taken: at the next request, not at the next sign-in."""

import pytest
from django.contrib.auth.models import Group

from tests import factories


@pytest.fixture
def walker(signed_in, db):
    user = factories.make_user("walker", "Coordinators", is_staff=True)
    return user, signed_in(user)


def statuses(person):
    return [person.get(url).status_code for url in ("/extensions/", "/rosters/", "/admin/placements/placement/")]


def test_out_of_the_group_is_out_at_the_next_request(walker):
    user, person = walker
    assert statuses(person) == [200, 200, 200]
    user.groups.clear()
    assert statuses(person) == [403, 403, 403]


def test_moved_to_another_group_has_only_its_rights(walker):
    user, person = walker
    user.groups.set(Group.objects.filter(name="Staff"))
    assert statuses(person) == [403, 200, 403]


def test_no_longer_of_the_back_office_is_out_of_it(walker):
    user, person = walker
    user.is_staff = False
    user.save()
    assert statuses(person) == [200, 200, 403]


def test_an_official_whose_account_is_unlinked_has_no_page(placement, signed_in):
    person = signed_in(factories.account_of(placement.official))
    assert person.get("/my/").status_code == 200
    placement.official.account = None
    placement.official.save()
    assert person.get("/my/").status_code == 403
