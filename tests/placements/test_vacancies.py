"""Which posts are vacant on a day. Proposals make no difference, so that the number tells nothing of them."""

import datetime as dt

import pytest

from placements import actions
from placements.models.host_posts import host_posts
from placements.views.host_cities import HostCities
from tests import factories
from tests.factories import DAY, END, NOW, START, make_placement, make_post

DAY_AFTER = END + dt.timedelta(days=1)

pytestmark = pytest.mark.django_db


def is_vacant(post, *, on=DAY):
    """Asked for the count and for the list: they have the same answer."""
    counted = host_posts().vacant(on=on).filter(pk=post.pk).exists()
    assert counted == host_posts().vacant_by(on, on=on).filter(pk=post.pk).exists()
    return counted


def test_a_post_is_vacant_from_the_day_after_the_inclusive_end():
    post = make_placement().host_post
    days = [START - dt.timedelta(days=1), START, END, DAY_AFTER]
    assert [is_vacant(post, on=day) for day in days] == [True, False, False, True]


def test_a_post_outside_the_programme_is_never_vacant():
    placement = make_placement()
    assert not is_vacant(make_post(), on=DAY_AFTER)
    assert not is_vacant(placement.home_post, on=DAY_AFTER)


def test_a_post_created_for_the_programme_is_vacant_before_anybody_held_it():
    assert is_vacant(make_post(is_created_for_programme=True))


def test_a_proposal_neither_fills_a_post_nor_makes_it_one_of_the_programme():
    created = make_post(is_created_for_programme=True)
    make_placement(host_post=created, confirmed=False)
    assert is_vacant(created)
    assert not is_vacant(make_placement(confirmed=False).host_post, on=DAY_AFTER)


def test_a_placement_that_was_cancelled_before_its_start_leaves_a_vacancy():
    late = make_placement(starts_on=dt.date(2016, 7, 24), original_ends_on=dt.date(2017, 7, 23))
    assert is_vacant(late.host_post)
    actions.cancel_placement(late, reason="The post was given up.", by=factories.office(), at=NOW, on=DAY)
    assert is_vacant(late.host_post)
    assert is_vacant(late.host_post, on=dt.date(2016, 12, 1))


def test_a_retired_post_is_not_vacant_from_the_day_of_its_retirement():
    post = make_placement().host_post
    post.retired_on = dt.date(2016, 8, 1)
    post.save()
    assert is_vacant(post, on=dt.date(2016, 7, 31))
    assert not is_vacant(post, on=dt.date(2016, 8, 1))


def test_a_post_is_not_vacant_once_its_organisation_is_retired():
    post = make_placement().host_post
    post.organisation.retired_on = dt.date(2016, 8, 1)
    post.organisation.save()
    assert is_vacant(post, on=dt.date(2016, 7, 31))
    assert not is_vacant(post, on=dt.date(2016, 8, 1))


def test_the_posts_of_counties_and_districts_are_counted_with_their_city():
    for code in ("130800", "130826", "110106", "130000"):
        make_post(code, is_created_for_programme=True)
    lines = HostCities(on=DAY).lines
    assert {code: line.vacant for code, line in lines.items() if line.vacant} == {"130800": 2, "110000": 1, "130000": 1}
