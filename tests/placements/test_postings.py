"""The notice that places many at once: whom it names, whom it leaves out and why, its annex, and its list."""

import datetime as dt
import html
import re

import pytest

from officials.models import Tier
from placements import actions
from tests import factories
from tests.copies import placements_like
from tests.factories import NOW, START, make_official, make_organisation, make_placement, make_post

pytestmark = pytest.mark.usefixtures("on_the_day")

INDEX = "/letters/postings/"
CHENGDE, HEBEI = f"{INDEX}2015/110000/130800/", f"{INDEX}2015/110000/130000/"


@pytest.fixture(autouse=True)
def departments(on_the_day):
    for code, place, english in [
        ("110000", "北京市", "Beijing Municipal"),
        ("130000", "河北省", "Hebei Provincial"),
        ("130800", "承德市", "Chengde Municipal"),
    ]:
        make_organisation(
            code,
            name_zh=f"中共{place}委组织部",
            name_en=f"Organization Department of the CPC {english} Committee",
            kind="party organ",
        )


@pytest.fixture
def person(coordinator, signed_in):
    return signed_in(coordinator)


def named(name, **facts):
    return make_placement(official=make_official(name_zh=name), **facts)


def page(person, address, status=200):
    answer = person.get(address)
    assert answer.status_code == status, address
    return html.unescape(re.sub(r"[ \n]+", " ", answer.content.decode()))


def paper(person, address):
    """The words on the paper, without their markup."""
    found = page(person, address).partition("<article")[2].partition("</article>")[0].partition(">")[2]
    assert found, f"no paper at {address}"
    return re.sub(r"<[^>]*>", "|", found)


def rows(person, address):
    """The cells of the annex."""
    table = page(person, address).partition('<table class="paper-grid paper-list">')[2].partition("</table>")[0]
    return [re.findall(r"<td>(.*?)</td>", row) for row in table.partition("<tbody>")[2].split("</tr>")[:-1]]


def test_one_letter_names_all_of_a_direction_in_its_annex(person):
    first, second = named("沈若川"), named("丁一")
    named("别处", host_post=make_post("130600"))
    text = paper(person, CHENGDE)
    for words in [
        "代拟稿",
        "关于选派北京市干部赴承德市挂职的通知",
        "各派出单位、各接收单位：",
        "选派北京市2名干部赴承德市挂职，名单及挂任职务见附件。",
        "挂职期限自2015年7月24日至2016年7月23日，挂职期间保留派出单位职务。",
        "上述干部于2015年7月24日报到",
        "需履行任免手续的，按有关规定办理。",
        "附件：1．挂职干部名单",
        "2．挂职干部报到回执",
        "中共北京市委组织部",
        "内部资料　注意保存",
    ]:
        assert words in text, words
    assert "抄送||中共承德市委组织部" in re.sub(r"\|[| ]*\|", "||", text)
    assert not re.search(r"[A-Za-z]{3,}", text.replace("Qiao Lan", "")), text
    days = "2015-07-24至2016-07-23"
    assert rows(person, CHENGDE) == [
        [
            str(n),
            placement.official.name_zh,
            f"{placement.home_post.organisation.name_zh}{placement.home_post.title_zh}",
            f"{placement.host_post.organisation.name_zh}{placement.host_post.title_zh}",
            days,
        ]
        for n, placement in [(1, second), (2, first)]
    ], "by the strokes of the surname: 丁 has two, 沈 seven"


def test_the_higher_tier_stands_first(person):
    named("丁一")
    named("沈若川", host_post=make_post(tier=Tier.BUREAU_DEP))
    assert [row[1] for row in rows(person, CHENGDE)] == ["沈若川", "丁一"]


def test_in_english_it_is_a_translation(person):
    placement = named("沈若川")
    text = paper(person, f"{CHENGDE}?language=en")
    assert "Notice of placement, batch: Beijing to Chengde" in text
    assert "1 official of Beijing serves in Chengde; name and post are in the attachment." in text
    assert placement.official.name_latin in text
    assert "Translation for information; the Chinese text is the original." in text
    assert not re.search(r"[\u4e00-\u9fff]", text), text


def test_who_cannot_stand_in_it_is_named_with_the_reason(person):
    named("沈若川")
    unnamed = named("")
    outstanding = named("柳如烟", host_post=make_post(needs_congress_decision=True))
    shown = page(person, CHENGDE)
    left_out = shown.partition('id="left-h"')[2].partition("</section>")[0]
    assert "2 officials do not stand in the notice" in left_out
    assert f"{unnamed.official}</a>: The letter needs the official’s name in Chinese characters." in left_out
    assert f"{outstanding.official}</a>: The post needs a people’s congress decision" in left_out
    assert [row[1] for row in rows(person, CHENGDE)] == ["沈若川"]
    assert "选派北京市1名干部" in paper(person, CHENGDE)
    assert "柳如烟" not in paper(person, CHENGDE)


def test_where_nobody_can_stand_in_it_there_is_no_letter(person):
    named("")
    shown = page(person, CHENGDE)
    assert "Nobody of this batch can stand in the notice." in shown
    assert "The letter needs the official’s name in Chinese characters." in shown
    assert "<article" not in shown


def test_a_proposal_and_what_was_cancelled_are_not_in_it(person, coordinator):
    make_placement(confirmed=False)
    cancelled = make_placement()
    actions.cancel_placement(
        cancelled, reason="Post abolished.", by=coordinator, at=NOW, on=START - dt.timedelta(days=1)
    )
    assert "There is no confirmed placement in this direction and cycle." in page(person, CHENGDE)


def test_it_is_a_draft_until_one_number_and_date_stand_for_all(person):
    first, second = named("沈若川"), named("丁一")
    number, day = "京组干函〔2015〕42号", dt.date(2015, 7, 10)

    def write(placement, number, day):
        placement.appointment_document_number, placement.appointment_document_on = number, day
        placement.save()

    write(first, number, day)
    assert "代拟稿" in paper(person, CHENGDE), "the other has none"
    assert number not in paper(person, CHENGDE)
    write(second, "京组干函〔2015〕43号", day)
    assert "代拟稿" in paper(person, CHENGDE), "two numbers"
    write(second, number, day)
    text = paper(person, CHENGDE)
    assert "代拟稿" not in text
    assert number in text
    assert "2015年7月10日" in text


def test_terms_that_differ_stand_in_the_annex_alone(person):
    named("沈若川")
    named("丁一", starts_on=dt.date(2015, 9, 1), original_ends_on=dt.date(2016, 8, 31))
    text = paper(person, CHENGDE)
    assert "各人挂职期限见附件，挂职期间保留派出单位职务。" in text
    assert "上述干部于挂职起始日报到" in text
    assert [row[4] for row in rows(person, CHENGDE)] == ["2015-09-01至2016-08-31", "2015-07-24至2016-07-23"]


def test_one_organisation_or_a_whole_region_too(person):
    one = named("沈若川")
    named("丁一", host_post=make_post("130600"))
    organisation = one.host_post.organisation
    address = f"{INDEX}2015/110000/organisations/{organisation.pk}/"
    assert f"关于选派北京市干部赴{organisation.name_zh}挂职的通知" in paper(person, address)
    assert [row[1] for row in rows(person, address)] == ["沈若川"]
    assert [row[1] for row in rows(person, HEBEI)] == ["丁一", "沈若川"]


def test_choices_that_cannot_be_read_are_said(person):
    named("沈若川")
    for query in ("?chosen=1", "?body=0", "?body=" + "9" * 400, "?language=fr"):
        shown = page(person, f"{CHENGDE}{query}")
        assert "<title>Error:" in shown
        assert "<article" not in shown


@pytest.mark.parametrize(
    "address",
    [
        f"{INDEX}1999/110000/130800/",
        f"{INDEX}999999999999/110000/130800/",
        f"{INDEX}2015/130800/130800/",
        f"{INDEX}2015/110000/999999/",
        f"{INDEX}2015/x/y/",
        f"{INDEX}2015/110000/organisations/999999/",
        f"{INDEX}2015/110000/organisations/999999999999999999999999/",
    ],
)
def test_strange_addresses(person, address):
    named("沈若川")
    page(person, address, status=404)


# The list ----------------------------------------------------------------------------------------


def listed(person, query=""):
    """(address, how many) of each line."""
    found = page(person, f"{INDEX}{query}").partition("<tbody>")[2].partition("</tbody>")[0]
    return re.findall(r'href="([^"]+)".*?<td class="num"[^>]*><span>(\d+)', found)


def test_every_number_of_the_list_is_that_of_its_letter(person):
    here = make_organisation("130826")
    for post in (make_post("130800"), make_post(organisation=here), make_post("130600"), make_post("130000")):
        make_placement(host_post=post)
    make_placement(official=make_official("130600"), host_post=make_post("110106"))
    make_placement(confirmed=False)
    make_placement(cycle=factories.make_cycle(2014))
    seen = {}
    for query in ("", "?by=city", "?by=organisation", "?by=region", "?by=region&home=130000", "?cycle=2014"):
        seen[query] = listed(person, query)
        for address, n in seen[query]:
            assert len(rows(person, address)) == int(n), address
    assert seen[""] == [(f"{INDEX}2015/110000/130600/", "1"), (CHENGDE, "2")]
    assert seen["?by=region"] == [(HEBEI, "4"), (f"{INDEX}2015/130000/110000/", "1")]
    assert len(seen["?by=organisation"]) == 5
    assert seen["?by=region&home=130000"] == [(f"{INDEX}2015/130000/110000/", "1")]
    assert seen["?cycle=2014"] == [(f"{INDEX}2014/110000/130800/", "1")]


@pytest.mark.parametrize("name", ["cycle", "home", "by"])
def test_a_filter_that_cannot_be_read_is_named_and_nothing_is_listed(person, name):
    make_placement()
    for value in ("x", "-1", "9" * 400, "💧"):
        shown = page(person, f"{INDEX}?{name}={value}")
        assert f'href="#f-{name}"' in shown
        assert "Nothing is listed until the filters are corrected." in shown
        assert "<tbody>" not in shown


def test_before_anything_is_confirmed_the_list_says_so(person):
    assert "No confirmed placement matches these filters" in page(person, INDEX)


@pytest.mark.parametrize("n", [1, 50])
def test_the_number_of_queries_does_not_grow(person, n, django_assert_num_queries):
    placements_like(make_placement(), n - 1)
    # Session and account, cycles, regions, latest cycle, count, rows, organisations.
    with django_assert_num_queries(8):
        assert len(listed(person, "?by=organisation")) == n
    # Session and account, division, cycle, region, people, posts (twice, organisations joined), departments.
    with django_assert_num_queries(9):
        assert len(rows(person, CHENGDE)) == n
