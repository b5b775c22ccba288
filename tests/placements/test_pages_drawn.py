"""Rows that are filled into frames: what stands in a name is words on the page, whatever it looks like."""

import datetime as dt
from html import unescape

import pytest

from officials.models import Official
from tests.factories import (
    DAY,
    make_cycle,
    make_nomination,
    make_offer,
    make_official,
    make_organisation,
    make_placement,
    make_plan,
    make_post,
    make_quota,
)

pytestmark = pytest.mark.usefixtures("on_the_day")

MARKED = '<b id="x">{pk} {{url}} & {0}</b>'  # neither markup nor a hole of a frame
FAMILY = "<i>{name}"


@pytest.fixture
def person(coordinator, signed_in):
    return signed_in(coordinator)


def marked_post(code="130800"):
    return make_post(code, organisation=make_organisation(code, name_en=MARKED), title_en=MARKED)


def marked(**facts):
    """An official with a home and a name like that; the name would not pass the form."""
    official = make_official(**{"home_post": marked_post("110000"), **facts})
    Official.objects.filter(pk=official.pk).update(family_name=FAMILY, name_zh="")
    official.refresh_from_db()
    return official


def rows(person, address):
    """The bodies of the page's tables."""
    answer = person.get(address)
    assert answer.status_code == 200
    return "".join(part.partition("</tbody>")[0] for part in answer.content.decode().split("<tbody")[1:])


def see(html, *, marked_times, names):
    assert "<b>" not in html
    assert "<b " not in html
    assert "<i>" not in html
    assert unescape(html).count(MARKED) == marked_times
    assert unescape(html).count(FAMILY) == names


def test_vacancies(person):
    first = DAY - dt.timedelta(days=400)
    post, last_day = marked_post(), first + dt.timedelta(days=380)
    make_placement(official=marked(), host_post=post, starts_on=first, original_ends_on=last_day)
    see(rows(person, "/posts/vacant/"), marked_times=2, names=1)


def test_a_cycle(person):
    make_placement(official=marked(), host_post=marked_post())
    see(rows(person, "/cycles/2015/"), marked_times=4, names=1)


def test_a_timeline(person):
    post = marked_post()
    make_placement(official=marked(), host_post=post)
    address = f"/rosters/{post.organisation.jurisdiction.city_id}/timeline/"
    # Host and title before the lane. The name stands in the list, in the title of the bar, and in the bar.
    see(rows(person, address), marked_times=2, names=3)


def test_a_plan(person):
    cycle = make_cycle()
    make_quota(cycle, home="110000", host="130000", places=1)
    for _n in range(2):
        make_nomination(marked(), cycle=cycle)
        make_offer(marked_post(), cycle=cycle)
    make_plan(cycle)
    # Homes of both officials, titles and hosts of both posts. The name of one stands in four presses of a button
    # beside the suggestion, that of the other in two ways out.
    see(rows(person, "/cycles/2015/plan/"), marked_times=6, names=8)
