"""Whoever is signed in is read in one query, and is the same person that Django and the lists would have read."""

import pytest
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Group, Permission

from officials.models import Jurisdiction, User
from placements.accounts import Accounts
from placements.context import requests_waiting
from placements.models import ExtensionRequest
from placements.reference import reference
from tests import factories
from tests.factories import make_placement, make_request

pytestmark = pytest.mark.django_db


def read(user):
    return Accounts().get_user(user.pk)


@pytest.fixture
def coordinator():
    return factories.make_user("reader", "Coordinators", is_staff=True)


def test_one_query_reads_account_rights_and_name(coordinator, django_assert_num_queries):
    reference()  # kept in memory from now on
    with django_assert_num_queries(1):
        account = read(coordinator)
        assert account.has_perm("placements.decide_extension")
        assert not account.has_perm("officials.change_user")
        assert (account.official_label, requests_waiting(account)) == ("", 0)
        reference(account)
        reference(account)
    assert account == coordinator
    assert account.get_deferred_fields() == set()


@pytest.mark.parametrize("groups", [[], ["Staff"], ["Coordinators"], ["Coordinators", "Administrators"]])
def test_it_holds_what_django_says_it_holds(groups):
    user = factories.make_user("somebody", *groups)
    user.user_permissions.add(Permission.objects.get(codename="view_export"))
    assert read(user).get_all_permissions() == ModelBackend().get_all_permissions(User.objects.get(pk=user.pk))


def test_what_is_taken_or_given_holds_when_it_is_read_again(coordinator):
    assert read(coordinator).has_perm("placements.view_roster")
    coordinator.groups.set(Group.objects.filter(name="Administrators"))
    again = read(coordinator)
    assert (again.has_perm("placements.view_roster"), again.has_perm("officials.change_user")) == (False, True)


def test_who_may_not_sign_in_is_nobody(coordinator):
    User.objects.filter(pk=coordinator.pk).update(is_active=False)
    assert read(coordinator) is None
    assert Accounts().get_user(0) is None


def test_a_superuser_holds_every_permission():
    user = factories.make_user("root", is_superuser=True)
    assert len(read(user).get_all_permissions()) == Permission.objects.count()


def test_what_waits_is_counted_as_the_list_counts_it(coordinator):
    mine = make_placement()
    mine.official.account = coordinator
    mine.official.save()
    make_request(mine)
    make_request(make_placement())
    account = read(coordinator)
    assert account.official_label == str(mine.official)
    expected = ExtensionRequest.objects.reviewable_by(User.objects.get(pk=coordinator.pk)).waiting().count()
    assert account.requests_waiting == expected == 1


def test_what_waits_is_counted_for_nobody_else():
    make_request(make_placement())
    for user in (factories.make_user("staff", "Staff"), factories.make_user("admin", "Administrators")):
        assert read(user).requests_waiting is None


def test_the_small_tables_are_as_they_were_when_the_account_was_read(coordinator, django_assert_num_queries):
    place = factories.jurisdiction("130600")
    before = reference(read(coordinator)).places[place.pk].name_en
    Jurisdiction.objects.filter(pk=place.pk).update(name_en="Elsewhere")
    assert reference(read(coordinator)).places[place.pk].name_en == "Elsewhere" != before
