"""Filters kept under a name: which lists, read by their own filter, whose they are, and that none leads away."""

import pytest
from django.db import IntegrityError, connection, transaction

from placements.models import SavedFilter
from tests import factories
from tests.factories import DAY, NOW, make_cycle, make_placement, make_request

pytestmark = pytest.mark.usefixtures("on_the_day")

SAVED = "/saved-filters/"


@pytest.fixture
def person(coordinator, signed_in):
    return signed_in(coordinator)


@pytest.fixture
def colleague(second_coordinator, signed_in):
    return signed_in(second_coordinator)


def page(person, address, data=None):
    answer = person.get(address, data)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def save(person, path, asked, *, name="Mine", **facts):
    return person.post(SAVED, {"name": name, "path": path, "asked": asked, **facts})


def errors(answer):
    assert answer.status_code == 200
    return [sentence for sentences in answer.context["form"].errors.values() for sentence in sentences]


# path, query as it stands in the address, what is kept of it
LISTS = [
    ("/rosters/130800/", "home=110000&phase=serving&page=3&x=1", "home=110000&phase=serving"),
    ("/cycles/2015/", "direction=110000-130000&page=2", "direction=110000-130000"),
    ("/posts/vacant/", "within=90&host=110000", "within=90&host=110000"),
    ("/endings/", "home=110000&week=", "home=110000"),
    ("/endings/list/", "what=nothing&print=1&sort=-name", "what=nothing&sort=-name"),
    ("/extensions/", "state=decided&direction=110000-130000", "state=decided&direction=110000-130000"),
    ("/arrivals/", "what=return", "what=return"),
    ("/notices/", "state=attention&kind=", "state=attention"),
    ("/admin/placements/placement/", "state=proposed&p=2&q=shen", "state=proposed&q=shen"),
    ("/admin/officials/official/", "q=%E6%B2%88&o=1", "q=%E6%B2%88&o=1"),
]


@pytest.mark.parametrize(("path", "asked", "kept"), LISTS)
def test_a_list_keeps_what_its_filter_reads_and_leads_back(path, asked, kept, person):
    make_placement()
    for region in ("120000", "110106"):
        factories.jurisdiction(region)
    answer = save(person, path, asked)
    assert answer.status_code == 302, errors(answer)
    one = SavedFilter.objects.get()
    assert (one.path, one.asked, one.name) == (path, kept, "Mine")
    assert answer["Location"] == one.address == f"{path}?{kept}"
    html = page(person, one.address)
    # Above the list it is marked as the one at work, and on the desk it stands with its list.
    assert 'aria-current="true">Mine</a>' in html
    assert f'href="{one.address.replace("&", "&amp;")}"' in page(person, "/admin/")
    assert "Mine" in page(person, SAVED)


@pytest.mark.parametrize(
    "path",
    [
        *("https://example.org/", "//example.org/", "/\\example.org/", "javascript:alert(1)", "\\\\example.org"),
        *("/", "/my/", "/sign-out/", "/language/", "/admin/", "/admin/placements/placement/add/", "/saved-filters/"),
        *("/rosters/999999/", "/cycles/1999/", "/rosters/130800", "/rosters/130800/export.csv", "/nowhere/"),
        *("/rosters/130800/?next=https://example.org/", "/rosters/130800/#x", "/rosters/../extensions/"),
        *("/admin/officials/user/", "/admin/placements/nothing/", "x" * 120, "/%2F%2Fexample.org/", " /endings/x"),
    ],
)
def test_what_is_none_of_our_lists_is_refused(path, person):
    make_placement()
    assert "This is none of the lists whose filters can be saved." in errors(save(person, path, ""))
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/rosters/130800/", "phase=asleep"),
        ("/endings/list/", "until=tomorrow"),
        ("/cycles/2015/", "direction=https://example.org/"),
        ("/admin/placements/placement/", "state=x"),
        ("/admin/placements/placement/", "official__account__password__startswith=a"),
        ("/admin/officials/official/", "id__exact=" + "9" * 40 + "x"),
    ],
)
def test_what_the_list_cannot_read_is_refused(path, asked, person):
    make_placement()
    assert errors(save(person, path, asked)) == ["The list cannot read these filters. Correct them first."]
    assert not SavedFilter.objects.exists()


def test_a_query_is_data_and_never_an_address(person):
    make_placement()
    answer = save(person, "/rosters/130800/", "home=110000&next=https://example.org/&q=%2F%2Fexample.org")
    assert answer["Location"] == "/rosters/130800/?home=110000&q=%2F%2Fexample.org"


def test_the_database_keeps_no_path_that_leads_away(coordinator):
    for path in ("//example.org/", "https://example.org/", "/rosters/130800/?x=/", "rosters/", "/"):
        with pytest.raises(IntegrityError, match="saved_filter_leads_within"), transaction.atomic():
            SavedFilter.objects.create(name="x", path=path, saved_by=coordinator, saved_at=NOW)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"name": ""}, "Fill this in."),
        ({"name": "   "}, "Fill this in."),
        ({"name": "n" * 61}, "Ensure this value has at most 60 characters (it has 61)."),
    ],
)
def test_a_name_is_needed(facts, sentence, person):
    assert sentence in errors(save(person, "/endings/", "", **facts))


def test_a_name_stands_once_on_a_list(person, colleague):
    make_cycle()
    assert save(person, "/endings/", "cycle=2015").status_code == 302
    assert errors(save(person, "/endings/", "")) == ["You have a filter of this name on this list."]
    assert save(person, "/endings/list/", "").status_code == 302
    assert save(colleague, "/endings/", "").status_code == 302


class TestWhose:
    def test_others_see_what_is_shared_alone(self, person, colleague):
        save(person, "/endings/", "", name="Own")
        save(person, "/endings/", "", name="Common", is_shared="on")
        for address in (SAVED, "/endings/", "/admin/"):
            html = page(colleague, address)
            assert (">Common" in html, ">Own" in html) == (True, False), address

    def test_it_is_renamed_and_shared_by_its_owner(self, person, colleague):
        save(person, "/endings/", "")
        one = SavedFilter.objects.get()
        assert person.post(f"{SAVED}{one.pk}/", {"name": "Ours", "is_shared": "on"})["Location"] == SAVED
        one.refresh_from_db()
        assert (one.name, one.is_shared, one.path) == ("Ours", True, "/endings/")
        for address, data in ((f"{SAVED}{one.pk}/", {"name": "Theirs"}), (f"{SAVED}{one.pk}/delete/", {})):
            assert colleague.post(address, data).status_code == 404
        assert SavedFilter.objects.get().name == "Ours"

    def test_a_name_that_is_taken_is_refused(self, person):
        save(person, "/endings/", "", name="A")
        save(person, "/endings/", "", name="B")
        other = SavedFilter.objects.get(name="B")
        assert errors(person.post(f"{SAVED}{other.pk}/", {"name": "A"})) == [
            "You have a filter of this name on this list."
        ]

    def test_it_is_deleted_by_its_owner_and_leaves_its_trail(self, person):
        save(person, "/endings/", "")
        one = SavedFilter.objects.get()
        assert person.get(f"{SAVED}{one.pk}/delete/").status_code == 405
        assert person.post(f"{SAVED}{one.pk}/delete/")["Location"] == SAVED
        assert not SavedFilter.objects.exists()
        with connection.cursor() as cursor:
            cursor.execute("select pgh_label from placements_savedfilterevent order by pgh_id")
            assert [label for (label,) in cursor.fetchall()] == ["insert", "delete"]

    def test_it_is_for_coordinators(self, person, staff, official_user, administrator, signed_in):
        save(person, "/endings/", "", is_shared="on")
        one = SavedFilter.objects.get()
        for user in (staff, official_user, administrator):
            other = signed_in(user)
            assert other.get(SAVED).status_code == 403
            assert save(other, "/rosters/130800/", "").status_code == 403
            assert other.post(f"{SAVED}{one.pk}/delete/").status_code == 403
        assert 'id="saved-filters"' not in page(signed_in(staff), "/rosters/130800/", {"home": "110000"})


def test_the_form_stands_above_a_list_that_is_filtered(person):
    make_request(make_placement())
    assert "Save these filters" not in page(person, "/extensions/")
    html = page(person, "/extensions/", {"state": "all", "page": "1"})
    assert 'name="asked" value="state=all"' in html
    assert DAY.year == 2016


def test_the_lists_ask_once_for_them_however_many(person, django_assert_num_queries):
    save(person, "/endings/", "")
    page(person, "/endings/")  # which says that it is saved
    with django_assert_num_queries(3):
        page(person, SAVED)
    for n in range(50):
        SavedFilter.objects.create(
            name=f"n{n}", path="/endings/", saved_by=factories.office(), saved_at=NOW, is_shared=True
        )
    with django_assert_num_queries(3):
        page(person, SAVED)
