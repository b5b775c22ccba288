"""The posts of a place, in SQL of our own: they are those that the queryset finds."""

import pytest

from officials.models import Jurisdiction, Official, Post
from officials.picking import is_at, is_one_of
from tests import factories

# Two regions, a district, a city, its county-level city, another city.
PLACES = ["110000", "130000", "110106", "130600", "130681", "130800"]


@pytest.fixture
def officials(db):
    """Somebody at a body of each of the places."""
    for place in PLACES:
        factories.make_official(place)
    return Official.objects.order_by("home_post__organisation__jurisdiction")


@pytest.mark.parametrize("code", PLACES)
def test_a_post_is_at_a_place_as_the_queryset_says(officials, code):
    place = Jurisdiction.objects.get(code=code)
    there = officials.filter(is_at("home_post", place))
    assert list(there) == list(officials.filter(home_post__in=Post.objects.at(place)))
    assert [official.home_post.organisation.jurisdiction_id for official in there] == {
        "130600": ["130600", "130681"],  # a city with its counties
    }.get(code, [code])


def test_it_holds_inside_of_another_question_too(officials):
    posts = Post.objects.filter(
        pk__in=officials.filter(is_at("home_post", Jurisdiction.objects.get(code="130600"))).values("home_post")
    )
    assert posts.count() == 2


def test_a_part_that_is_cut_out_keeps_its_order(officials):
    last = officials.order_by("-pk")[:2]
    assert set(Official.objects.filter(is_one_of("pk", last))) == set(last)
    assert len(last) == 2
