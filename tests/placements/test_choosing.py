"""Officials, posts and organisations that are offered while somebody types."""

import re

import pytest

from placements.models import Nomination
from tests import factories
from tests.placements.test_pages_offering import page, post

pytestmark = pytest.mark.usefixtures("on_the_day")


@pytest.fixture
def client(coordinator, signed_in):
    return signed_in(coordinator)


def options_of(client, name, text):
    """(value, label) of each option under the field."""
    html = page(client, f"/choose/{name}/", {name: text})
    return re.findall(r'<option value="([^"]*)">([^<]*)</option>', html)


def test_what_fits_is_offered_while_somebody_types(client):
    official = factories.make_official(family_name="Lyu", given_name="Zhenqian", name_zh="吕震乾")
    gone = factories.make_official(family_name="Lyu", given_name="Wei", name_zh="吕伟", is_active=False)
    home = official.home_post.organisation.name
    for text in ("吕", "lv", "lyu zhen"):
        assert options_of(client, "official", text) == [(official.personnel_number, f"{official}, {home}")]
    assert gone.personnel_number not in str(options_of(client, "official", "吕伟"))
    post = factories.make_post(title_en="Harbour master")
    assert options_of(client, "post", "harbour") == [(post.code, f"Harbour master, {post.organisation.name}")]
    host = factories.make_organisation("130800", name_en="Water Bureau")
    assert options_of(client, "organisation", "water bureau") == [(host.code, "Water Bureau, Chengde")]


def test_what_is_offered_is_what_the_form_takes(client):
    official = factories.make_official(family_name="Lyu", given_name="Zhenqian", name_zh="吕震乾")
    factories.make_cycle()
    ((value, _label),) = options_of(client, "official", "lyu")
    typed = {"cycle": "2015", "official": value, "nominated_on": "2015-05-01"}
    assert post(client, "/nominations/put-forward/", typed).status_code == 302
    assert Nomination.objects.get().official == official


def test_the_forms_ask_for_it_and_work_without(client):
    for address, names in {
        "nominations/put-forward": ["official"],
        "offers/create-post": ["official", "organisation"],
    }.items():
        html = page(client, f"/{address}/")
        for name in names:
            assert f'hx-get="/choose/{name}/"' in html
            assert f'list="fitting-{name}"' in html
            assert f'<datalist id="fitting-{name}"></datalist>' in html


@pytest.mark.parametrize("text", ["", " ", "!", "%", "x" * 500, "💧"])
@pytest.mark.parametrize("name", ["official", "post", "organisation"])
def test_what_is_no_name_fits_nothing(client, name, text):
    factories.make_official()
    assert options_of(client, name, text) == []


@pytest.mark.parametrize("name", ["official", "post", "organisation"])
def test_at_most_eight_are_offered_in_as_many_questions(client, name, django_assert_num_queries):
    text = {"official": "shen", "post": "deputy", "organisation": "organisation"}[name]
    factories.make_official()
    page(client, f"/choose/{name}/")
    for _n in range(2):
        with django_assert_num_queries(3):
            found = options_of(client, name, text)
        for _official in range(9):
            factories.make_official()
    assert len(found) == 8


@pytest.mark.parametrize("name", ["official", "post", "organisation"])
def test_only_coordinators_are_offered_anything(name, staff, administrator, signed_in):
    for somebody in (staff, administrator):
        assert signed_in(somebody).get(f"/choose/{name}/", {name: "shen"}).status_code == 403
