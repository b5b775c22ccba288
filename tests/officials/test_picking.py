"""The posts of a place, in SQL of our own."""

import pytest

from officials.models import Jurisdiction, Official, Post
from officials.picking import is_at
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
def test_a_post_is_at_a_place_and_a_city_has_its_counties(officials, code):
    there = officials.filter(is_at("home_post", Jurisdiction.objects.get(code=code)))
    assert [official.home_post.organisation.jurisdiction_id for official in there] == {
        "130600": ["130600", "130681"],  # a city with its counties
    }.get(code, [code])


def test_it_holds_inside_of_another_question_too(officials):
    posts = Post.objects.filter(
        pk__in=officials.filter(is_at("home_post", Jurisdiction.objects.get(code="130600"))).values("home_post")
    )
    assert posts.count() == 2
