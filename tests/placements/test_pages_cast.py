"""The cast walks every page: the right person, the wrong one, the reader, the stranger, the wrong method."""

import datetime as dt

import pytest

from placements import actions, documents
from placements.calendar import ONE_DAY
from tests import factories
from tests.documents import PDF
from tests.factories import DAY, END, NOW, make_placement, make_request

pytestmark = pytest.mark.usefixtures("on_the_day")

OK, GONE, NO, NOT_HERE = 200, 302, 403, 404

# address: what coordinator, staff, the official, another official, the administrator, an account without role get
PAGES = {
    "/": (GONE, GONE, GONE, GONE, GONE, NO),
    "/help/": (OK, OK, OK, OK, OK, OK),
    "/search/": (OK, OK, NO, NO, NO, NO),
    "/search/?q=lu": (OK, OK, NO, NO, NO, NO),
    "/overview/": (OK, OK, NO, NO, NO, NO),
    "/cycles/": (OK, OK, NO, NO, NO, NO),
    "/cycles/2015/": (OK, OK, NO, NO, NO, NO),
    "/cycles/1999/": (NOT_HERE, NOT_HERE, NO, NO, NO, NO),
    "/saved-filters/": (OK, NO, NO, NO, NO, NO),
    "/saved-filters/{saved}/": (OK, NO, NO, NO, NO, NO),
    "/saved-filters/999999/": (NOT_HERE, NO, NO, NO, NO, NO),
    "/rosters/": (OK, OK, NO, NO, NO, NO),
    "/rosters/130800/": (OK, OK, NO, NO, NO, NO),
    "/rosters/130800/timeline/": (OK, OK, NO, NO, NO, NO),
    "/rosters/999999/timeline/": (NOT_HERE, NOT_HERE, NO, NO, NO, NO),
    "/rosters/130800/export.csv": (OK, OK, NO, NO, NO, NO),
    "/rosters/130800/print/": (OK, OK, NO, NO, NO, NO),
    "/rosters/130800/contacts/": (OK, OK, NO, NO, NO, NO),
    "/rosters/130800/contacts/export.csv": (OK, OK, NO, NO, NO, NO),
    "/rosters/130800/leaders/": (OK, OK, NO, NO, NO, NO),
    "/rosters/130800/leaders/export.csv": (OK, OK, NO, NO, NO, NO),
    "/rosters/130800/briefing/": (OK, OK, NO, NO, NO, NO),
    "/rosters/999999/export.xlsx": (NOT_HERE, NOT_HERE, NO, NO, NO, NO),
    "/rosters/999999/": (NOT_HERE, NOT_HERE, NO, NO, NO, NO),
    "/officials/{official}/": (OK, OK, GONE, NOT_HERE, NOT_HERE, NOT_HERE),
    "/officials/{candidate}/": (OK, NOT_HERE, NOT_HERE, NOT_HERE, NOT_HERE, NOT_HERE),
    "/officials/999999/": (NOT_HERE,) * 6,
    "/posts/vacant/": (OK, OK, NO, NO, NO, NO),
    "/posts/{post}/": (OK, OK, NO, NO, NO, NO),
    "/posts/999999/": (NOT_HERE, NOT_HERE, NO, NO, NO, NO),
    "/organisations/{organisation}/": (OK, OK, NO, NO, NO, NO),
    "/organisations/999999/": (NOT_HERE, NOT_HERE, NO, NO, NO, NO),
    "/placements/{placement}/": (OK, OK, OK, NOT_HERE, NOT_HERE, NOT_HERE),
    "/placements/{proposed}/": (OK, NOT_HERE, NOT_HERE, NOT_HERE, NOT_HERE, NOT_HERE),
    "/placements/999999/": (NOT_HERE,) * 6,
    "/placements/{proposed}/confirm/": (OK, NO, NO, NO, NO, NO),
    "/placements/{proposed}/withdraw/": (OK, NO, NO, NO, NO, NO),
    "/placements/{placement}/cancel/": (OK, NO, NO, NO, NO, NO),
    "/placements/{placement}/return-early/": (OK, NO, NO, NO, NO, NO),
    "/placements/{placement}/reverse-early-return/": (OK, NO, NO, NO, NO, NO),
    "/placements/{placement}/extension/": (OK, NO, NO, NO, NO, NO),
    "/notices/": (OK, NO, NO, NO, NO, NO),
    "/audit/": (OK, NO, NO, NO, OK, NO),
    "/audit/export.csv": (OK, NO, NO, NO, OK, NO),
    "/audit/export.xlsx": (OK, NO, NO, NO, OK, NO),
    "/placements/{placement}/history/": (OK, NO, NO, NO, NO, NO),
    "/placements/{proposed}/history/": (OK, NO, NO, NO, NO, NO),
    "/placements/999999/history/": (NOT_HERE, NO, NO, NO, NO, NO),
    "/extensions/{request}/history/": (OK, NO, NO, NO, NO, NO),
    "/officials/{official}/history/": (OK, NO, NO, NO, NO, NO),
    "/officials/{candidate}/history/": (OK, NO, NO, NO, NO, NO),
    "/posts/{post}/history/": (OK, NO, NO, NO, NO, NO),
    "/organisations/{organisation}/history/": (OK, NO, NO, NO, NO, NO),
    "/planning/": (GONE, NO, NO, NO, NO, NO),
    "/cycles/2015/plan/": (OK, NO, NO, NO, NO, NO),
    "/cycles/2015/plan/list/": (OK, NO, NO, NO, NO, NO),
    "/cycles/2015/plan/choose/999999/": (NOT_HERE, NO, NO, NO, NO, NO),
    "/cycles/1987/plan/": (NOT_HERE, NO, NO, NO, NO, NO),
    "/endings/": (OK, NO, NO, NO, NO, NO),
    "/endings/list/": (OK, NO, NO, NO, NO, NO),
    "/endings/remind/": (OK, NO, NO, NO, NO, NO),
    "/endings/remind/?p={placement}": (OK, NO, NO, NO, NO, NO),
    "/endings/reminded/": (OK, NO, NO, NO, NO, NO),
    "/placements/{placement}/record-arrival/": (OK, NO, NO, NO, NO, NO),
    "/placements/{placement}/correct-arrival/": (OK, NO, NO, NO, NO, NO),
    "/placements/{placement}/record-return/": (OK, NO, NO, NO, NO, NO),
    "/placements/{placement}/correct-return/": (OK, NO, NO, NO, NO, NO),
    "/arrivals/": (OK, NO, NO, NO, NO, NO),
    "/nominations/": (OK, NO, NO, NO, NO, NO),
    **{
        f"/{place}/{file}": (OK, NO, NO, NO, NO, NO)
        for place in ("nominations", "offers")
        for file in ("print/", "export.xlsx", "export.csv")
    },
    **{f"/choose/{name}/": (OK, NO, NO, NO, NO, NO) for name in ("official", "post", "organisation")},
    "/nominations/put-forward/": (OK, NO, NO, NO, NO, NO),
    "/nominations/{nomination}/": (OK, NO, NO, NO, NO, NO),
    "/nominations/{nomination}/change/": (OK, NO, NO, NO, NO, NO),
    "/nominations/{nomination}/check/": (OK, NO, NO, NO, NO, NO),
    "/nominations/{nomination}/withdraw/": (OK, NO, NO, NO, NO, NO),
    "/nominations/999999/": (NOT_HERE, NO, NO, NO, NO, NO),
    "/nominations/999999/check/": (NOT_HERE, NO, NO, NO, NO, NO),
    "/offers/": (OK, NO, NO, NO, NO, NO),
    "/offers/offer-post/": (OK, NO, NO, NO, NO, NO),
    "/offers/create-post/": (OK, NO, NO, NO, NO, NO),
    "/offers/created-posts/": (OK, NO, NO, NO, NO, NO),
    "/offers/{offer}/": (OK, NO, NO, NO, NO, NO),
    "/offers/{offer}/change/": (OK, NO, NO, NO, NO, NO),
    "/offers/{offer}/withdraw/": (OK, NO, NO, NO, NO, NO),
    "/offers/{offer}/close/": (OK, NO, NO, NO, NO, NO),
    "/offers/999999/": (NOT_HERE, NO, NO, NO, NO, NO),
    "/offers/999999/close/": (NOT_HERE, NO, NO, NO, NO, NO),
    "/posts/{post}/renew/": (OK, NO, NO, NO, NO, NO),
    "/posts/{post}/retire/": (OK, NO, NO, NO, NO, NO),
    "/posts/999999/retire/": (NOT_HERE, NO, NO, NO, NO, NO),
    "/cycles/2015/next/": (OK, NO, NO, NO, NO, NO),
    "/cycles/2099/next/": (NOT_HERE, NO, NO, NO, NO, NO),
    "/placements/{placement}/letters/": (OK, NO, OK, NOT_HERE, NO, NO),
    "/placements/{proposed}/letters/": (OK, NO, NOT_HERE, NOT_HERE, NO, NO),
    "/placements/{placement}/letters/posting-notice/": (OK, NO, NO, NO, NO, NO),
    "/placements/{placement}/letters/return-notice/": (OK, NO, NO, NO, NO, NO),
    "/placements/{placement}/letters/early-end-notice/": (OK, NO, NO, NO, NO, NO),
    "/placements/{placement}/letters/arrival-receipt/": (OK, NO, OK, NOT_HERE, NO, NO),
    "/placements/{placement}/letters/handover-list/": (OK, NO, OK, NOT_HERE, NO, NO),
    "/placements/{placement}/letters/return-receipt/": (OK, NO, OK, NOT_HERE, NO, NO),
    "/letters/postings/": (OK, NO, NO, NO, NO, NO),
    "/letters/postings/2015/110000/130800/": (OK, NO, NO, NO, NO, NO),
    "/letters/postings/2015/110000/organisations/{organisation}/": (OK, NO, NO, NO, NO, NO),
    "/letters/postings/1999/110000/130800/": (NOT_HERE, NO, NO, NO, NO, NO),
    "/my/": (NO, NO, OK, OK, NO, NO),
    "/my/dates.ics": (NO, NO, OK, OK, NO, NO),
    "/my/extension/": (NO, NO, OK, OK, NO, NO),
    "/my/extension/withdraw/": (NO, NO, OK, NOT_HERE, NO, NO),
    "/my/extension/discard/": (NO, NO, NOT_HERE, NOT_HERE, NO, NO),
    "/placements/confirm-together/": (OK, NO, NO, NO, NO, NO),
    "/placements/confirmed-together/": (OK, NO, NO, NO, NO, NO),
    "/extensions/": (OK, NO, NO, NO, NO, NO),
    "/extensions/decide-together/": (OK, NO, NO, NO, NO, NO),
    "/extensions/decided-together/": (OK, NO, NO, NO, NO, NO),
    "/extensions/{request}/": (OK, NO, NO, NO, NO, NO),
    "/extensions/999999/": (NOT_HERE, NO, NO, NO, NO, NO),
    "/extensions/{request}/withdraw/": (OK, NO, NO, NO, NO, NO),
    "/extensions/{request}/approve/moving/{successor}/": (OK, NO, NO, NO, NO, NO),
    "/extensions/{request}/approve/moving/{proposed}/": (NOT_HERE, NO, NO, NO, NO, NO),
    "/attachments/{attachment}/": (OK, NOT_HERE, OK, NOT_HERE, NOT_HERE, NOT_HERE),
    "/attachments/999999/": (NOT_HERE,) * 6,
    "/extensions/{request}/letters/": (OK, NO, NO, NO, NO, NO),
    "/extensions/999999/letters/": (NOT_HERE, NO, NO, NO, NO, NO),
    "/extensions/{request}/letters/opinion-letter/": (OK, NO, NO, NO, NO, NO),
    "/extensions/{request}/letters/opinion-sheet/": (OK, NO, NO, NO, NO, NO),
    "/extensions/{request}/letters/decision/": (OK, NO, NO, NO, NO, NO),
    "/extensions/{request}/letters/reply/": (OK, NO, NO, NO, NO, NO),
    "/extensions/{request}/letters/reversal/": (OK, NO, NO, NO, NO, NO),
}

POST_ONLY = [
    *(
        f"/extensions/{{request}}/{verb}/"
        for verb in ("approve", "decline", "return", "reverse", "opinions", "assign", "paper")
    ),
    "/saved-filters/{saved}/delete/",
]
POST_ONLY += ["/cycles/2015/plan/suggest/", "/cycles/2015/plan/propose/"]
READ_ONLY = [
    "/audit/",
    "/audit/export.csv",
    "/placements/{placement}/history/",
    "/",
    "/help/",
    "/search/",
    "/nominations/",
    "/nominations/{nomination}/",
    "/offers/",
    "/offers/{offer}/",
    "/offers/created-posts/",
    "/notices/",
    "/overview/",
    "/cycles/",
    "/cycles/2015/",
    "/planning/",
    "/rosters/",
    "/rosters/130800/",
    "/rosters/130800/timeline/",
    "/officials/{official}/",
    "/posts/vacant/",
    "/posts/{post}/",
    "/organisations/{organisation}/",
    "/rosters/130800/export.csv",
    "/rosters/130800/print/",
    "/rosters/130800/briefing/",
    "/placements/{placement}/",
    "/my/",
    "/extensions/",
    "/extensions/decided-together/",
    "/extensions/{request}/",
    "/endings/",
    "/endings/list/",
    "/endings/reminded/",
    "/attachments/{attachment}/",
    "/placements/{placement}/letters/",
    "/placements/{placement}/letters/handover-list/",
    "/letters/postings/",
    "/letters/postings/2015/110000/130800/",
    "/letters/postings/2015/110000/organisations/{organisation}/",
    "/extensions/{request}/letters/",
    "/extensions/{request}/letters/opinion-sheet/",
]


@pytest.fixture
def keys(placement):
    """What the addresses stand for."""
    proposed = make_placement(confirmed=False)
    request = make_request(placement, state="draft")
    writer = factories.account_of(placement.official)
    attachment = actions.attach_file(request, documents.examine("plan.pdf", PDF), by=writer, at=NOW)
    actions.submit_extension(request, by=writer, at=NOW, on=DAY)
    return {
        "nomination": factories.make_nomination().pk,
        "offer": factories.make_offer().pk,
        "placement": placement.pk,
        "official": placement.official_id,
        "post": placement.host_post_id,
        "organisation": placement.host_post.organisation_id,
        "proposed": proposed.pk,
        "candidate": proposed.official_id,
        "request": request.pk,
        "attachment": attachment.pk,
        "saved": actions.save_filter(
            name="Mine", path="/endings/", asked="", is_shared=False, by=factories.office(), at=NOW
        ).pk,
        "successor": make_placement(
            host_post=placement.host_post, starts_on=END + ONE_DAY, original_ends_on=dt.date(2017, 7, 23)
        ).pk,
    }


@pytest.fixture
def cast(coordinator, staff, official_user, other_official_user, administrator, signed_in):
    people = [coordinator, staff, official_user, other_official_user, administrator, factories.make_user("nobody")]
    return [signed_in(person) for person in people]


def status(person, url):
    answer = person.get(url)
    if answer.streaming:
        list(answer)
    return answer.status_code


def test_each_person_gets_the_pages_of_their_role_and_no_other(cast, keys):
    got = {url: tuple(status(person, url.format(**keys)) for person in cast) for url in PAGES}
    assert got == PAGES


def test_reading_pages_refuse_to_be_written_to(cast, keys):
    coordinator, official = cast[0], cast[2]
    for url in READ_ONLY:
        person = official if url == "/my/" else coordinator
        assert person.post(url.format(**keys)).status_code == 405, url


def test_verbs_are_not_read(cast, keys):
    for url in POST_ONLY:
        assert cast[0].get(url.format(**keys)).status_code == 405, url


def test_verbs_are_closed_to_all_but_coordinators(cast, keys):
    for url in POST_ONLY:
        assert [person.post(url.format(**keys)).status_code for person in cast[1:]] == [403] * 5, url


def test_a_stranger_is_sent_to_sign_in(client, keys):
    for url in [*PAGES, *POST_ONLY]:
        answer = client.post(url.format(**keys)) if url in POST_ONLY else client.get(url.format(**keys))
        assert (answer.status_code, answer["Location"][:9]) == (302, "/sign-in/"), url


def test_the_first_page_is_each_persons_own(cast):
    first = [person.get("/").get("Location") for person in cast]
    assert first == ["/overview/", "/rosters/", "/my/", "/my/", "/admin/", None]


def test_a_foreign_next_leads_nowhere(cast, keys):
    answer = cast[0].post(
        f"/placements/{keys['proposed']}/withdraw/?next=https://example.org/",
        {"reason": "Asked for by the home organisation.", "next": "https://example.org/"},
    )
    assert answer["Location"] == f"/placements/{keys['proposed']}/"


def test_tabs_show_only_what_the_person_may_open(cast, keys):
    words = ["Overview", "Host cities", "Cycles", "Requests", "Endings", "Vacancies", "Nominations", "Offered posts"]
    words += ["My placement", "Data entry", "Back office"]
    urls = ["/rosters/", "/rosters/", "/my/", "/my/"]
    seen = []
    for person, url in zip(cast, urls, strict=False):
        tabs = person.get(url).content.decode().partition('class="tabs"')[2].partition("</nav>")[0]
        seen.append([word for word in words if word in tabs])
    assert seen == [
        [
            *("Overview", "Host cities", "Cycles", "Requests", "Endings", "Vacancies", "Nominations", "Offered posts"),
            "Data entry",
        ],
        ["Overview", "Host cities", "Cycles", "Vacancies"],
        ["My placement"],
        ["My placement"],
    ]


def test_the_count_on_a_tab_is_what_waits_for_this_person(cast, keys):
    make_request(state="returned")
    assert "tab-count" not in cast[1].get("/rosters/").content.decode()
    tabs = cast[0].get("/rosters/").content.decode()
    assert '<span class="tab-count">1<' in tabs


def test_nobody_reviews_their_own_request(placement, signed_in):
    coordinator = factories.account_of(placement.official)
    coordinator.groups.set(factories.office().groups.all())
    request = make_request(placement)
    person = signed_in(coordinator)
    assert person.get(f"/extensions/{request.pk}/").status_code == 404
    assert person.post(f"/extensions/{request.pk}/approve/", {"extent": "full"}).status_code == 404
    assert request.number not in person.get("/extensions/").content.decode()
    assert person.get("/my/").status_code == 200


@pytest.mark.parametrize("key", ["0", "9" * 18, "9" * 400, "-1", "1e3", "%F0%9F%99%82", "%EF%BC%91"])
def test_a_made_up_key_is_a_clear_answer(coordinator, signed_in, key):
    person = signed_in(coordinator)
    for place in (
        "placements",
        "extensions",
        "rosters",
        "officials",
        "posts",
        "organisations",
        "cycles",
        "saved-filters",
    ):
        assert person.get(f"/{place}/{key}/").status_code == 404
    assert person.get(f"/rosters/{key}/timeline/").status_code == 404


@pytest.mark.parametrize("key", ["%00", "%ED%A0%80", "%FF"])
def test_a_key_that_is_no_text_is_a_clear_answer(coordinator, signed_in, key):
    assert signed_in(coordinator).get(f"/rosters/{key}/").status_code in (400, 404)


def test_a_page_ends_with_its_name(coordinator, signed_in, keys):
    person = signed_in(coordinator)
    titles = set()
    for url, codes in PAGES.items():
        # Files have no title, nor have the options under a field.
        if codes[0] == OK and not url.endswith(".csv") and not url.startswith("/choose/"):
            answer = person.get(url.format(**keys))
            if answer.streaming:
                list(answer)
                continue
            title = answer.content.decode().partition("<title>")[2].partition("</title>")[0]
            assert title.endswith(" – Exchange Office"), url
            titles.add(title.removesuffix(" – Exchange Office").strip())
    assert "" not in titles
