"""The rows of a roster, read flat and drawn lean: they say what the placements say, and write nothing as HTML."""

import datetime as dt

import pytest
from django.utils import translation

from officials.models import Expertise
from officials.models.vocabulary import namer
from placements.models import Placement
from placements.reference import reference
from placements.views.roster_row import Row
from placements.views.roster_rows import RosterRows
from tests.factories import DAY, make_official, make_organisation, make_placement, make_post

pytestmark = pytest.mark.django_db

WILD = "<b>&\"'{0}"


def rows():
    return Row.read(Placement.objects.order_by("pk"))


def test_whatever_is_stored_is_escaped():
    Expertise.objects.create(code="WILD", name_en=WILD, name_zh=WILD, group="Wild")
    wild = {"title_en": f"Post {WILD}", "title_zh": WILD}
    home = make_post("110000", organisation=make_organisation("110000", name_en=WILD, name_zh=WILD), **wild)
    host = make_post(organisation=make_organisation(name_en=WILD, name_zh=WILD), **wild)
    official = make_official(home_post=home, fields=["WILD"])
    make_placement(official=official, host_post=host)
    make_placement(host_title_en=WILD, host_title_zh=WILD)
    type(official).objects.update(family_name=WILD, given_name=WILD, name_zh=WILD)
    pen = RosterRows(host.organisation.jurisdiction, reference(), on=DAY)
    html = pen.draw(list(enumerate(rows(), 1)), is_of_level=False)
    assert "<b>" not in html
    assert html.count("&lt;b&gt;&amp;&quot;&#x27;{0}") == 8 + 4  # the first row whole; names and title of the second


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize(
    ("post", "placement"),
    [
        ({}, {}),
        ({"title_zh": ""}, {}),
        ({}, {"host_title_en": "Adviser", "host_title_zh": ""}),
        ({"needs_congress_decision": True}, {}),
        (
            {"needs_congress_decision": True},
            {"congress_decision_number": "12", "congress_decision_on": dt.date(2015, 7, 1)},
        ),
        ({"needs_congress_decision": True}, {"congress_decision_number": "12"}),
    ],
)
def test_the_host_title_is_the_placements_own(language, post, placement):
    made = make_placement(host_post=make_post(**post), **placement)
    with translation.override(language):
        assert [row.host_title(namer()) for row in rows()] == [made.host_title]
