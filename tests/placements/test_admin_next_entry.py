"""Entering placements one after the other in the back office: what is kept for the next, and what is not."""

import datetime as dt
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from officials.models import Post
from placements.models import Placement
from tests.factories import make_cycle, make_official, make_organisation, make_post

pytestmark = pytest.mark.usefixtures("on_the_day")

ADD = reverse("admin:placements_placement_add")


@pytest.fixture
def door(coordinator, signed_in):
    return signed_in(coordinator)


@pytest.fixture
def facts(db):
    """An official, a post and a cycle that no rule objects to."""
    return {"official": make_official().pk, "host_post": make_post().pk, "cycle": make_cycle().pk}


def kept(answer):
    address = urlsplit(answer["Location"])
    assert address.path == ADD
    return {name: values[0] for name, values in parse_qs(address.query).items()}


def test_the_next_begins_with_cycle_days_and_organisation(door, facts):
    days = {"starts_on": "2015-07-24", "original_ends_on": "2016-12-31"}
    answer = door.post(ADD, facts | days | {"_addanother": "1"})
    organisation = Post.objects.get(pk=facts["host_post"]).organisation
    assert kept(answer) == days | {"cycle": str(facts["cycle"]), "host_organisation": str(organisation.pk)}
    second = make_post(organisation=organisation)
    retired = make_post(organisation=organisation, retired_on=dt.date(2015, 1, 1))
    elsewhere = make_post()

    form = door.get(answer["Location"]).context["adminform"].form

    assert [str(form.initial[name]) for name in (*days, "cycle")] == [*days.values(), str(facts["cycle"])]
    assert "official" not in form.initial
    offered = {value.value for value, _label in form.fields["host_post"].choices if value}
    assert offered == {facts["host_post"], second.pk}
    assert not offered & {retired.pk, elsewhere.pk}


def test_the_whole_next_one_is_entered_there(door, facts):
    answer = door.post(ADD, facts | {"_addanother": "1"})
    second = make_post(organisation=Post.objects.get(pk=facts["host_post"]).organisation)
    form = {"official": make_official().pk, "host_post": second.pk, "cycle": facts["cycle"], "_addanother": "1"}
    again = door.post(answer["Location"], form)
    assert kept(again) == kept(answer)
    assert Placement.objects.count() == 2
    # A refusal is said on the same form, with the same short list.
    refused = door.post(answer["Location"], form)
    assert refused.status_code == 200
    assert refused.context["adminform"].form.errors
    assert "Posts of" in refused.content.decode()


def test_saving_alone_keeps_nothing(door, facts):
    answer = door.post(ADD, facts | {"_save": "1"})
    assert answer["Location"] == reverse("admin:placements_placement_changelist")


def test_a_way_leads_back_to_all_posts(door, facts):
    organisation = Post.objects.get(pk=facts["host_post"]).organisation
    html = door.get(ADD, {"host_organisation": organisation.pk, "cycle": facts["cycle"]}).content.decode()
    assert f'href="{ADD}?cycle={facts["cycle"]}">Choose from all posts</a>' in html
    assert "Choose from all posts" not in door.get(ADD).content.decode()


@pytest.mark.parametrize("value", ["x", "-1", "0", "9" * 18, "9" * 400, "1e3", "１", "٣", "1;drop", ""])
def test_an_organisation_that_is_none_changes_nothing(door, value):
    answer = door.get(ADD, {"host_organisation": value})
    assert answer.status_code == 200
    assert "admin-autocomplete" in str(answer.context["adminform"].form["host_post"])


def test_fifty_posts_cost_no_more_than_one(door, django_assert_max_num_queries, facts):
    organisation = make_organisation()
    make_post(organisation=organisation)
    with django_assert_max_num_queries(60) as asked:
        door.get(ADD, {"host_organisation": organisation.pk})
    for _n in range(49):
        make_post(organisation=organisation)
    with django_assert_max_num_queries(60) as later:
        door.get(ADD, {"host_organisation": organisation.pk})
    assert len(later) == len(asked)


def test_keys_are_said_on_the_buttons(door):
    html = door.get(ADD).content.decode()
    assert 'name="_addanother" accesskey="n" aria-keyshortcuts="Control+Enter"' in html
    assert 'name="_save" accesskey="s"' in html
