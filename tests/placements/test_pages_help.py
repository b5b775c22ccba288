"""Help: each role reads its own chapters, every link on it leads somewhere, and the glossary knows its words."""

import html as markup
import re

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from placements.models.extensions import REQUEST_MOVES, RequestState
from placements.views.glossary import TERMS, glossary
from tests import factories
from tests.copies import placements_like

pytestmark = pytest.mark.usefixtures("on_the_day")

CHAPTERS = {
    "official_user": {"official-h"},
    "staff": {"reading-h"},
    "coordinator": {"coordinator-h", "reading-h"},
    "administrator": {"administrator-h"},
}
PICTURES = {
    "official_user": {"arch", "term", "path"},
    "staff": {"term", "lane"},
    "coordinator": {"term", "path", "lane"},
    "administrator": set(),
}


@pytest.fixture(params=CHAPTERS)
def role(request):
    return request.param


@pytest.fixture
def person(role, request, signed_in):
    return signed_in(request.getfixturevalue(role))


def page(client):
    return client.get(reverse("placements:help")).content.decode()


def main_of(html):
    return html[html.index("<main") : html.index("</main>")]


def test_each_role_reads_its_own_chapters(person, role):
    html = page(person)
    every = set().union(*CHAPTERS.values())
    assert {name for name in every if f'id="{name}"' in html} == CHAPTERS[role]
    assert set(re.findall(r'id="picture-(\w+)-h"', html)) == PICTURES[role]


def test_every_link_leads_somewhere(person):
    html = page(person)
    links = {markup.unescape(link) for link in re.findall(r'href="([^"]+)"', main_of(html))}
    anchors = {link[1:] for link in links if link.startswith("#") and not link.startswith("#i-")}
    assert anchors - set(re.findall(r'id="([^"]+)"', html)) == set()
    addresses = sorted(link for link in links if link.startswith("/"))
    answers = {address: person.get(address).status_code for address in addresses}
    assert "/password/" in answers
    assert {address: code for address, code in answers.items() if code != 200} == {}


def test_an_official_without_a_placement_finds_no_dead_link(signed_in):
    person = signed_in(factories.account_of(factories.make_official()))
    links = set(re.findall(r'href="(/[^"]*)"', main_of(page(person))))
    assert "/my/extension/" in links
    assert {link for link in links if person.get(link, follow=True).status_code != 200} == set()


def test_somebody_with_two_roles_reads_both(coordinator, placement, signed_in):
    placement.official.account = coordinator
    placement.official.save()
    html = page(signed_in(coordinator))
    assert all(f'id="{name}"' in html for name in ("official-h", "coordinator-h", "reading-h"))


def test_without_a_role_there_are_the_words_alone(signed_in):
    html = page(signed_in(factories.make_user("nobody")))
    assert "Your account has no role yet." in html
    assert 'id="term-original-end"' in html


def test_a_stranger_signs_in_first(client):
    assert client.get("/help/")["Location"].startswith("/sign-in/")


def test_the_way_to_help_is_in_masthead_and_footer(staff, signed_in, client):
    html = signed_in(staff).get("/rosters/").content.decode()
    masthead, footer = html[: html.index("<main")], html[html.index("</main>") :]
    assert '<a href="/help/">Help</a>' in masthead
    assert 'href="/help/"' in footer
    assert "/help/" not in client.get("/sign-in/").content.decode()
    assert '<a href="/help/" aria-current="page">Help</a>' in page(signed_in(staff))


@pytest.mark.parametrize("rows", [1, 50])
def test_the_number_of_queries_does_not_grow(rows, staff, signed_in, django_assert_num_queries):
    placements_like(factories.make_placement(), rows - 1)
    person = signed_in(staff)
    # The session, whoever asks, and what the chapters need.
    with django_assert_num_queries(3):
        page(person)


# The path of a request -------------------------------------------------------------------------


def test_the_path_is_drawn_from_the_moves(official_user, signed_in):
    html = page(signed_in(official_user))
    drawing = html[html.index('id="picture-path-h"') :]
    drawing = drawing[: drawing.index("</svg>")]
    for state in (RequestState.DRAFT, RequestState.SUBMITTED, *REQUEST_MOVES[RequestState.SUBMITTED]):
        assert f">{state.label}</text>" in drawing
    assert "→ submitted, withdrawn</text>" in drawing
    assert "→ reversed</text>" in drawing


# The glossary ----------------------------------------------------------------------------------


def test_keys_are_unique_and_fit_for_an_address():
    keys = [term.key for term in TERMS]
    assert len(set(keys)) == len(keys) >= 30
    assert [key for key in keys if not re.fullmatch(r"[a-z]+(-[a-z]+)*", key)] == []


def test_words_stand_in_the_order_of_the_page_language():
    english = [entry.word for entry in glossary()]
    assert english == sorted(english, key=str.casefold)
    with translation.override("zh-hans"):
        chinese = [entry.word for entry in glossary()]
    # an (按时), jie (截至), pi (批准), yi (已): by sound, not by the numbers of the characters.
    there = [chinese.index(word) for word in ("按时提交截止日", "截至日期", "批次", "受理期", "已确认", "原期满日")]
    assert there == sorted(there)
    assert chinese != sorted(chinese)


def test_each_word_has_its_twin_in_the_other_language():
    in_english = {entry.anchor: (entry.word, entry.twin) for entry in glossary()}
    with translation.override("zh-hans"):
        in_chinese = {entry.anchor: (entry.twin, entry.word) for entry in glossary()}
    assert in_english == in_chinese
    assert in_english["term-original-end"] == ("Original end", "原期满日")
    assert [anchor for anchor, (word, twin) in in_english.items() if not word.isascii() and "’" not in word] == []
    assert [anchor for anchor, (_word, twin) in in_english.items() if re.search("[A-Za-z]", twin)] == []


def test_words_are_those_of_the_pages_that_link_to_them():
    """A link from a label leads to a word that is there."""
    anchors = {f"term-{term.key}" for term in TERMS} | {"glossary"}
    found = set()
    for file in (settings.BASE_DIR / "templates").rglob("*.html"):
        found |= set(re.findall(r'"placements:help" %}#([\w-]+)', file.read_text()))
    assert {"term-original-end", "term-current-end"} <= found
    assert found - anchors == set()
