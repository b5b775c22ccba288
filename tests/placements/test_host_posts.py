"""Which host posts are vacant from when: the list's SQL and the page's arithmetic, side by side."""

import datetime as dt

import pytest

from placements import actions
from placements.models import Placement
from placements.models.host_posts import host_posts
from placements.views.holders import Holders
from tests import factories
from tests.factories import DAY, END, NOW, START, make_placement, make_post

pytestmark = pytest.mark.django_db

AFTER = END + dt.timedelta(days=1)


def term(post, starts_on, ends_on, **facts):
    return make_placement(host_post=post, starts_on=starts_on, original_ends_on=ends_on, **facts)


def next_term(post, *, later=1, **facts):
    """A year that begins so many days after the end of the first cycle."""
    starts_on = END + dt.timedelta(days=later)
    return term(post, starts_on, starts_on + dt.timedelta(days=365), **facts)


def found(post, *, on):
    """(vacant from, taken again on) of the post, as the list has it and as the page has it."""
    listed = host_posts().with_vacancy(on=on).get(pk=post.pk)
    holders = Holders(Placement.objects.confirmed().filter(host_post=post), on=on)
    said = holders.vacant_from, holders.next.starts_on if holders.next else None
    assert (listed.vacant_from, listed.taken_again_on) == said
    return said


def vacant(*, on=DAY, by=DAY):
    return set(host_posts().vacant_by(by, on=on))


# What is a host post ---------------------------------------------------------------------------


def test_a_host_post_was_created_for_the_programme_or_once_confirmed_to_somebody():
    created = make_post(is_created_for_programme=True)
    held, proposed, withdrawn, cancelled = (make_post() for _ in range(4))
    make_placement(host_post=held)
    make_placement(host_post=proposed, confirmed=False)
    office = factories.office()
    actions.withdraw_placement(
        make_placement(host_post=withdrawn, confirmed=False), reason="Asked for by the home side.", by=office, at=NOW
    )
    actions.cancel_placement(next_term(cancelled), reason="The post was given up.", by=office, at=NOW, on=DAY)
    assert set(host_posts()) == {created, held, cancelled}


# From when -------------------------------------------------------------------------------------


def test_a_post_falls_vacant_on_the_day_after_the_current_end():
    post = make_placement().host_post
    assert found(post, on=DAY) == (AFTER, None)
    assert found(post, on=END) == (AFTER, None)
    assert found(post, on=AFTER) == (AFTER, None)
    assert found(post, on=dt.date(2017, 1, 1)) == (AFTER, None)


def test_before_its_first_guest_nobody_has_held_it():
    post = make_placement().host_post
    assert found(post, on=START - dt.timedelta(days=1)) == (None, START)
    assert found(make_post(is_created_for_programme=True), on=DAY) == (None, None)


def test_an_extension_and_an_early_return_move_the_day():
    extended = factories.make_request(state="approved").placement
    assert found(extended.host_post, on=DAY) == (dt.date(2017, 1, 24), None)
    early = make_placement()
    actions.return_early(early, ends_on=dt.date(2016, 5, 31), reason="completed", by=factories.office(), at=NOW)
    assert found(early.host_post, on=DAY) == (dt.date(2016, 6, 1), None)


def test_a_successor_the_day_after_leaves_no_gap():
    post = make_placement().host_post
    second = next_term(post)
    assert found(post, on=DAY) == (second.ends_on + dt.timedelta(days=1), None)


def test_a_gap_before_the_successor_is_a_gap():
    post = make_placement().host_post
    second = next_term(post, later=30)
    for day in (DAY, END, AFTER, second.starts_on - dt.timedelta(days=1)):
        assert found(post, on=day) == (AFTER, second.starts_on)
    assert found(post, on=second.starts_on) == (second.ends_on + dt.timedelta(days=1), None)


def test_the_first_gap_after_the_day_counts_and_no_later_one():
    post = make_post()
    term(post, dt.date(2013, 1, 1), dt.date(2013, 12, 31))
    term(post, dt.date(2014, 1, 1), dt.date(2014, 12, 31))
    term(post, dt.date(2015, 3, 1), dt.date(2016, 2, 29))
    term(post, dt.date(2016, 3, 1), dt.date(2017, 2, 28))
    term(post, dt.date(2018, 1, 1), dt.date(2018, 12, 31))
    days = [dt.date(2012, 6, 1) + dt.timedelta(days=61 * n) for n in range(45)]
    answers = {found(post, on=day) for day in days}
    assert answers == {
        (None, dt.date(2013, 1, 1)),
        (dt.date(2015, 1, 1), dt.date(2015, 3, 1)),
        (dt.date(2017, 3, 1), dt.date(2018, 1, 1)),
        (dt.date(2019, 1, 1), None),
    }


def test_proposals_move_no_day():
    post = make_placement().host_post
    next_term(post, confirmed=False)
    assert found(post, on=DAY) == (AFTER, None)
    assert host_posts().with_vacancy(on=DAY).without_successor().filter(pk=post.pk).exists()


# Which are listed ------------------------------------------------------------------------------


def test_vacant_by_a_day_includes_that_day():
    post = make_placement().host_post
    assert vacant(by=END) == set()
    assert vacant(by=AFTER) == {post}


def test_a_retired_post_is_not_vacant_from_the_day_of_its_retirement():
    post = make_placement().host_post
    post.retired_on = AFTER + dt.timedelta(days=1)
    post.save()
    assert vacant(by=AFTER) == {post}
    post.retired_on = AFTER
    post.save()
    assert vacant(by=AFTER) == set()


def test_a_post_never_held_or_of_a_retired_organisation_goes_too():
    post = make_post(is_created_for_programme=True, retired_on=DAY)
    assert vacant() == set()
    assert vacant(on=DAY - dt.timedelta(days=1)) == {post}
    other = make_post(organisation=factories.make_organisation(retired_on=DAY), is_created_for_programme=True)
    assert vacant() == set()
    assert vacant(on=DAY - dt.timedelta(days=1)) == {post, other}
