"""Posts created for a person: made with their offer, closed with the placement, renewed or retired."""

import datetime as dt

import pytest

from officials.models import Post
from placements import actions, offering
from placements.models import PostOffer, PostRenewal
from placements.models.host_posts import host_posts
from placements.refusals import NotAllowed
from tests.attacks import refused_by_database, sql
from tests.factories import (
    DAY,
    END,
    NOW,
    expertise,
    make_cycle,
    make_offer,
    make_official,
    make_organisation,
    make_placement,
    make_post,
    office,
    rank,
)

pytestmark = pytest.mark.django_db

SPRING = dt.date(2015, 5, 25)
AFTER = END + dt.timedelta(days=1)
WHY = "Nobody looks after the reservoirs upstream."


def create(official=None, **facts):
    said = {
        "cycle": make_cycle(),
        "title_en": "Deputy director (reservoirs)",
        "title_zh": "副局长（水库）",
        "why": WHY,
        "asked_by": "Chengde Water Bureau",
        "rank": rank(),
    }
    facts.setdefault("organisation", None)
    facts["organisation"] = facts["organisation"] or make_organisation()
    who = {"by": office(), "at": NOW, "on": SPRING}
    return actions.create_post_for(official or make_official(fields=("WATER", "AGRI")), **{**said, **who, **facts})


@pytest.fixture
def created():
    """A created post whose placement runs from 24 July 2015 to 23 July 2016."""
    official = make_official()
    offer = create(official)
    return make_placement(official=official, host_post=offer.post)


def test_the_post_and_its_offer_are_made_together():
    official = make_official(fields=("WATER", "AGRI"))
    offer = create(official)
    post = offer.post
    assert (post.is_created_for_programme, post.created_for, post.created_why) == (True, official, WHY)
    assert (post.created_at_request_of, post.tier, post.region_id) == ("Chengde Water Bureau", "DIVISION-DEP", "130000")
    assert (offer.number, offer.need, offer.cycle) == ("V-15-0001", WHY, make_cycle())
    for row in (post.expertise, offer.wanted):
        assert sorted(row.values_list("code", flat=True)) == ["AGRI", "WATER"]
    assert sorted(create(wanted=[expertise("EDU")]).wanted.values_list("code", flat=True)) == ["EDU"]


@pytest.mark.parametrize(
    ("facts", "field", "sentence"),
    [
        ({"why": "  "}, "why", "Fill this in"),
        ({"asked_by": ""}, "asked_by", "Fill this in"),
        ({"title_zh": "x" * 101}, "title_zh", "at most 100 characters"),
        ({"why": "x" * 301}, "created_why", "at most 300 characters"),
    ],
)
def test_what_is_missing_or_too_long_makes_neither(facts, field, sentence):
    posts = Post.objects.count()
    official = make_official()
    posts = Post.objects.count()
    with pytest.raises(Exception, match=sentence) as refused:
        create(official, **facts)
    assert list(refused.value.message_dict) == [field]
    assert (Post.objects.count(), PostOffer.objects.count()) == (posts, 0)


def test_it_is_refused_at_home_in_a_closed_cycle_and_to_others(coordinator, staff):
    official = make_official()
    posts = Post.objects.count()
    with pytest.raises(NotAllowed, match="The host post is in the home region"):
        create(official, organisation=make_organisation("110000"))
    with pytest.raises(NotAllowed, match="You may not do this"):
        create(official, by=staff)
    actions.close_cycle(make_cycle(), by=coordinator, at=NOW)
    with pytest.raises(NotAllowed, match="The cycle is closed"):
        create(official)
    assert Post.objects.count() == posts  # the post goes with the offer that was refused


def test_it_closes_with_the_placement(created):
    post = created.host_post
    assert offering.closed_with(post, on=END) is None
    assert offering.closed_with(post, on=AFTER) == created
    assert list(host_posts().closed_with_their_placement(on=END)) == []
    assert list(host_posts().closed_with_their_placement(on=AFTER)) == [post]
    later = make_cycle(2016)
    sentence = f"and closes with placement {created.number} on 23 July 2016; renew it first"
    with pytest.raises(NotAllowed, match=sentence) as refused:
        make_offer(post, cycle=later)
    assert list(refused.value.message_dict) == ["post"]
    with pytest.raises(NotAllowed, match=sentence) as refused:
        make_placement(host_post=post, cycle=later)
    assert list(refused.value.message_dict) == ["host_post"]


def test_it_closes_when_the_end_moves_and_not_before(created):
    actions.return_early(created, ends_on=dt.date(2016, 1, 31), reason="home_needs", by=office(), at=NOW)
    assert offering.closed_with(created.host_post, on=dt.date(2016, 2, 1)) == created
    assert offering.closed_with(created.host_post, on=dt.date(2016, 1, 31)) is None


def test_nobody_is_sought_for_it(created):
    other = make_placement(host_post=make_post())
    free_by = dt.date(2017, 1, 1)
    vacant = host_posts().vacant_by(free_by, on=DAY)
    assert other.host_post in vacant
    assert created.host_post not in vacant
    assert created.host_post not in host_posts().vacant(on=AFTER)
    actions.renew_post(created, reason="The works go on.", by=office(), at=NOW)
    assert created.host_post in host_posts().vacant_by(free_by, on=DAY)
    assert created.host_post in host_posts().vacant(on=AFTER)
    assert create().post in host_posts().vacant(on=DAY)  # nobody was there yet


def test_renewed_it_goes_on_until_the_next_guest_leaves(created):
    renewal = actions.renew_post(created, reason=" The works go on. ", by=office(), at=NOW)
    assert (renewal.placement, renewal.reason, renewal.renewed_by) == (created, "The works go on.", office())
    assert offering.closed_with(created.host_post, on=AFTER) is None
    following = make_placement(host_post=created.host_post, cycle=make_cycle(2016))
    assert offering.closed_with(created.host_post, on=dt.date(2017, 7, 24)) == following
    with pytest.raises(NotAllowed, match="A later placement is at this post"):
        actions.renew_post(created, reason="Again.", by=office(), at=NOW)


def test_renewing_is_refused_in_words(created, staff):
    with pytest.raises(NotAllowed, match="You may not do this"):
        actions.renew_post(created, reason="x", by=staff, at=NOW)
    with pytest.raises(NotAllowed, match="Give the reason"):
        actions.renew_post(created, reason=" ", by=office(), at=NOW)
    with pytest.raises(NotAllowed, match="Only a post created for a person"):
        actions.renew_post(make_placement(), reason="x", by=office(), at=NOW)
    actions.renew_post(created, reason="x", by=office(), at=NOW)
    with pytest.raises(NotAllowed, match="renewed already"):
        actions.renew_post(created, reason="x", by=office(), at=NOW)
    assert PostRenewal.objects.count() == 1


def test_retired_it_closes_what_is_offered_of_it(created):
    post = created.host_post
    with pytest.raises(NotAllowed, match=f"{created.number} is still at this post"):
        actions.retire_created_post(post, reason="Done.", by=office(), at=NOW, on=END)
    post = actions.retire_created_post(post, reason="Done.", by=office(), at=NOW, on=AFTER + dt.timedelta(days=40))
    assert post.retired_on == AFTER
    assert [(offer.state, offer.closing_reason) for offer in post.offers.all()] == [("closed", "Done.")]
    assert list(host_posts().closed_with_their_placement(on=AFTER).filter(retired_on=None)) == []
    with pytest.raises(NotAllowed, match="retired already"):
        actions.retire_created_post(post, reason="Done.", by=office(), at=NOW, on=AFTER)
    with pytest.raises(NotAllowed, match="The post was retired; it is not renewed"):
        actions.renew_post(created, reason="x", by=office(), at=NOW)
    with pytest.raises(NotAllowed, match="Only a post created for a person"):
        actions.retire_created_post(make_post(), reason="Done.", by=office(), at=NOW, on=AFTER)


def test_a_renewal_stays_as_it_was_written(created):
    actions.renew_post(created, reason="The works go on.", by=office(), at=NOW)
    for statement in ("update placements_postrenewal set reason = 'x'", "delete from placements_postrenewal"):
        with refused_by_database("audit_is_append_only"):
            sql(statement)
