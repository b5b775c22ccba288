"""Nominations and offered posts that leave the house: what stands in the files and on paper, for whom, which row."""

import csv
import io

import pytest
from openpyxl import load_workbook

from officials.models import Official, Organisation, Post
from placements.models import Export, Nomination, PostOffer
from tests import factories
from tests.factories import make_nomination, make_offer, make_official, make_plan_row
from tests.placements.files import PAYLOADS, bytes_of, csv_of, fetched, is_live, let_go, sheet_of

pytestmark = pytest.mark.usefixtures("on_the_day")

FILES = [f"/{place}/export.{medium}" for place in ("nominations", "offers") for medium in ("xlsx", "csv")]
PAPERS = ["/nominations/print/", "/offers/print/"]

COLUMNS = {
    "/nominations/export.csv": [
        *("No.", "Name in characters", "Name in pinyin", "Home place", "Home organisation", "Home post", "Expertise"),
        *("Tier", "Cycle", "Put forward on", "State", "Note of the home organisation"),
    ],
    "/offers/export.csv": [
        *("No.", "Number", "Post code", "Post", "Host place", "Host organisation", "Expertise wanted", "Tier", "Need"),
        *("Created for", "Contact at the host organisation", "Phone at the host organisation", "Cycle", "Offered on"),
        "State",
    ],
}


@pytest.fixture
def person(coordinator, signed_in):
    return signed_in(coordinator)


@pytest.mark.parametrize("url", COLUMNS)
def test_the_columns_are_these_and_both_files_say_the_same(person, url):
    make_nomination(note="Agreed.")
    make_offer(need="Somebody for the reservoir.")
    top, heads, rows = csv_of(fetched(person, url))
    assert heads == COLUMNS[url]
    assert len(rows) == 1
    assert top[3] == "Internal. Keep safely."
    book_top, book_heads, book_rows, _sheet = sheet_of(fetched(person, url.replace("csv", "xlsx")))
    assert (book_top[0], book_heads, len(book_rows)) == (top[0], heads, 1)


def test_a_nomination_as_a_line(person):
    nomination = make_nomination(
        make_official(family_name="Lyu", given_name="Zhenqian", name_zh="吕震乾"), note="Agreed."
    )
    top, heads, ((*cells,),) = csv_of(fetched(person, FILES[1]))
    line = dict(zip(heads, cells, strict=True))
    assert (line["Name in characters"], line["Name in pinyin"]) == ("吕震乾", "Lyu Zhenqian")
    assert line["Home organisation"] == nomination.official.home_post.organisation.name_en
    assert (line["Put forward on"], line["State"]) == (nomination.nominated_on.isoformat(), "Put forward")
    assert line["Note of the home organisation"] == "Agreed."
    assert top[:2] == ["Nominations", "1 nomination · as of 9 May 2016"]
    assert top[2].startswith("Filters: none. Exported 9 May 2016, 10:30 by Qiao Lan")
    assert top[2].endswith("Order: the newest cycle first.")


def test_an_offer_as_a_line_and_that_it_is_in_a_plan(person):
    make_plan_row(state="accepted")
    offer = PostOffer.objects.get()
    _top, heads, ((*cells,),) = csv_of(fetched(person, FILES[3]))
    line = dict(zip(heads, cells, strict=True))
    assert (line["Number"], line["Post code"], line["State"]) == (offer.number, offer.post.code, "Open (in a plan)")
    assert line["Expertise wanted"] == "Field WATER"


def test_the_files_hold_what_the_filters_select_on_every_page(person):
    factories.make_cycle(2016)
    for year in (2015, 2016):
        make_offer(cycle=factories.make_cycle(year))
    top, _heads, rows = csv_of(fetched(person, FILES[3], {"cycle": "2016", "state": "open", "page": "7"}))
    assert len(rows) == 1
    assert top[2].startswith("Filters: Cycle 2016, open. ")
    assert fetched(person, "/offers/", {"cycle": "2016"}).content.decode().count("/offers/export.csv?cycle=2016") == 1


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_of_any_column_of_any_file_is_live(person, payload):
    """The payload stands in every text that a list reads, put there past all forms."""
    nomination = make_nomination()
    offer = make_offer()
    contact = factories.make_contact(offer.post.organisation)
    Official.objects.update(family_name=payload, given_name=payload, name_zh=payload, rank=None)
    created = {"is_created_for_programme": True, "created_for": nomination.official}
    created |= {"created_why": payload, "created_at_request_of": payload}
    Post.objects.update(title_en=payload, title_zh=payload, **created)
    Organisation.objects.update(name_en=payload)
    Nomination.objects.update(note=payload)
    PostOffer.objects.update(need=payload, contact=contact)
    type(contact).objects.update(family_name=payload, name_zh=payload, phone=payload)
    words = {"name_en": payload, "name_zh": payload}
    for thing in (factories.expertise(), factories.jurisdiction("130800"), offer.cycle):
        type(thing).objects.update(**words)
    for url in FILES:
        data = bytes_of(fetched(person, url))
        if url.endswith("xlsx"):
            rows = list(load_workbook(io.BytesIO(data)).active.iter_rows())
            assert [cell.coordinate for row in rows for cell in row if cell.data_type == "f"] == []
            texts = [cell.value for row in rows for cell in row if isinstance(cell.value, str)]
        else:
            texts = [text for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for text in row]
        assert sum(payload.strip() in text or payload in text for text in texts) >= 6, url
        assert [text for text in texts if is_live(text)] == [], url


@pytest.mark.parametrize("url", [*FILES, *PAPERS])
def test_each_leaves_one_row_and_a_head_or_a_guess_none(person, coordinator, url):
    make_nomination()
    make_offer()
    head = person.head(url, {"cycle": "2015"})
    assert (head.status_code, head.content) == (200, b"")
    assert person.get(url, headers={"Sec-Purpose": "prefetch"}).status_code == 503
    assert not Export.objects.exists()
    answer = fetched(person, url, {"cycle": "2015"})
    assert head.get("Content-Disposition") == answer.get("Content-Disposition")
    let_go(answer)
    row = Export.objects.get()
    medium = url.rpartition(".")[2] if url in FILES else "paper"
    assert (row.kind, row.medium, row.jurisdiction) == ("nominated" if "nomin" in url else "offers", medium, None)
    assert (row.filters, row.asked, row.rows, row.exported_by) == ("Cycle 2015", "cycle=2015", 1, coordinator)


@pytest.mark.parametrize("url", PAPERS)
def test_paper_has_its_head_every_row_and_room_for_a_pen(person, url):
    make_nomination()
    make_offer()
    html = " ".join(fetched(person, url, {"cycle": "2015"}).content.decode().split())
    for words in ("Filters: Cycle 2015. Printed 9 May 2016", "Internal. Keep safely.", "Checked by:", "Field WATER"):
        assert words in html, words
    assert f'href="{url.replace("print/", "export.xlsx")}?cycle=2015"' in html
    assert "Nothing matches these filters" in fetched(person, url, {"state": "withdrawn"}).content.decode()


@pytest.mark.parametrize("url", [*FILES, *PAPERS])
def test_coordinators_alone(url, client, staff, administrator, official_user, signed_in):
    for somebody in (staff, administrator, official_user):
        assert signed_in(somebody).get(url, {"cycle": "x"}).status_code == 403
    assert client.get(url)["Location"].startswith("/sign-in/")
    assert not Export.objects.exists()


@pytest.mark.parametrize("query", ["cycle=1", "state=lost", f"q={'x' * 101}", "place=%EF%BC%91", "tier=high"])
@pytest.mark.parametrize("url", [FILES[1], PAPERS[1]])
def test_a_filter_that_cannot_be_read_leads_back_to_the_list_and_no_file(person, url, query):
    answer = person.get(f"{url}?{query}")
    assert answer.status_code == 302
    assert answer["Location"].startswith(f"/{url.split('/')[1]}/?")
    assert not Export.objects.exists()
    assert "export.csv" not in person.get(answer["Location"]).content.decode()


@pytest.mark.parametrize(("url", "queries"), [(FILES[0], 22), (FILES[3], 24), (PAPERS[0], 22)])
def test_the_number_of_queries_does_not_grow(person, url, queries, django_assert_num_queries):
    for more in (1, 4):
        for _n in range(more):
            make_nomination()
            make_offer()
        with django_assert_num_queries(queries):
            answer = fetched(person, url)
            if answer.streaming:
                bytes_of(answer)
