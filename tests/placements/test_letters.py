"""Letters and forms for paper: what they say in both languages, who signs them, and why one cannot be drawn up."""

import datetime as dt
import html
import re

import pytest
import time_machine

from officials.models import Organisation
from placements import actions
from placements.letters import EXTENSION_KINDS, PLACEMENT_KINDS
from tests import factories
from tests.factories import DAY, END, NOW, make_placement, make_request

pytestmark = pytest.mark.usefixtures("on_the_day")

WORK = "水库工程合同期至十二月，仍需原班人员继续承担验收和移交工作，完成资料整理和归档。"


@pytest.fixture(autouse=True)
def departments(on_the_day):
    """The organisation departments of the two regions and of Chengde."""
    made = {}
    for code, place, english in [
        ("110000", "北京市", "Beijing Municipal"),
        ("130000", "河北省", "Hebei Provincial"),
        ("130800", "承德市", "Chengde Municipal"),
    ]:
        made[code] = factories.make_organisation(
            code,
            name_zh=f"中共{place}委组织部",
            name_en=f"Organization Department of the CPC {english} Committee",
            kind="party organ",
        )
    return made


@pytest.fixture
def person(coordinator, signed_in):
    return signed_in(coordinator)


def page(person, url, status=200):
    answer = person.get(url)
    assert answer.status_code == status, url
    return re.sub(r"[ \n]+", " ", answer.content.decode())


def paper(person, url):
    """The words on the paper, without their markup."""
    found = page(person, url).partition("<article")[2].partition("</article>")[0].partition(">")[2]
    assert found, f"no paper at {url}"
    return html.unescape(re.sub(r"<[^>]*>", "|", found))


def of(placement, kind, query=""):
    return f"/placements/{placement.pk}/letters/{kind}/{query}"


def about(request, kind, query=""):
    return f"/extensions/{request.pk}/letters/{kind}/{query}"


# The notice of placement -----------------------------------------------------------------------


def test_the_notice_of_placement_says_who_where_and_how_long(person, placement):
    text = paper(person, of(placement, "posting-notice"))
    host, home = placement.host_post, placement.home_post
    for words in [
        "关于沈若川同志挂职的通知",
        f"{host.organisation.name_zh}、{home.organisation.name_zh}：",
        f"选派沈若川同志（{home.organisation.name_zh}{home.title_zh}）挂任{host.organisation.name_zh}{host.title_zh}。",
        "挂职期限自2015年7月24日至2016年7月23日，挂职期间保留派出单位职务。",
        "需履行任免手续的，按有关规定办理。",
        "特此通知。",
        "附件：挂职干部报到回执",
        "中共北京市委组织部",
        "中共河北省委组织部",
        "内部资料　注意保存",
    ]:
        assert words in text
    assert "抄送||中共承德市委组织部" in re.sub(r"\|[| ]*\|", "||", text)
    assert not re.search(r"[A-Za-z]{3,}", text.replace("Qiao Lan", "")), text
    assert "批复" not in text


def test_in_english_it_is_a_translation(person, placement):
    text = paper(person, of(placement, "posting-notice", "?language=en"))
    assert f"Notice of placement: {placement.official.name_latin}" in text
    assert "Term: 24 July 2015 to 23 July 2016. The home post is kept." in text
    assert "Translation for information; the Chinese text is the original." in text
    assert not re.search(r"[\u4e00-\u9fff]", text), text


def test_the_page_stays_in_the_readers_language_and_says_which_the_paper_is_in(person, placement):
    shown = page(person, of(placement, "posting-notice"))
    assert '<html lang="en"' in shown
    assert '<article class="letter" lang="zh-Hans"' in shown
    assert "Issuing bodies, one to three" in shown


def test_the_officials_own_language_is_the_usual_one(person, placement):
    placement.official.letter_language = "en"
    placement.official.save()
    assert '<article class="letter" lang="en"' in page(person, of(placement, "posting-notice"))


def test_it_is_a_draft_until_number_and_date_are_in(person, placement):
    address = of(placement, "posting-notice")
    assert "代拟稿" in paper(person, address)
    placement.appointment_document_number = "京组干函〔2015〕42号"
    placement.save()
    assert "代拟稿" in paper(person, address), "a number without its date"
    placement.appointment_document_on = dt.date(2015, 7, 10)
    placement.save()
    text = paper(person, address)
    assert "代拟稿" not in text
    assert "京组干函〔2015〕42号" in text
    assert "2015年7月10日" in text


def test_the_title_of_the_notice_is_used_in_its_own_language_only(person, placement):
    placement.host_title_en = "Deputy director and head of the water office"
    placement.save()
    assert "Deputy director and" not in paper(person, of(placement, "posting-notice"))
    assert placement.host_title_en in paper(person, of(placement, "posting-notice", "?language=en"))


def outstanding():
    return make_placement(host_post=factories.make_post(needs_congress_decision=True))


def unnamed():
    return make_placement(official=factories.make_official(name_zh=""))


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (outstanding, "The post needs a people’s congress decision; number and date are missing."),
        (unnamed, "The letter needs the official’s name in Chinese characters."),
        (lambda: make_placement(confirmed=False), "The placement is not confirmed; nothing is written about it."),
        (
            lambda: make_placement(host_post=factories.make_post(title_zh="")),
            "The letter needs the title of the host post in Chinese characters.",
        ),
    ],
)
def test_no_notice_where_something_is_missing(person, make, sentence):
    placement = make()
    shown = html.unescape(page(person, of(placement, "posting-notice")))
    assert sentence in shown
    assert "<article" not in shown
    assert sentence in html.unescape(page(person, f"/placements/{placement.pk}/letters/"))


def test_nothing_is_printed_of_somebody_without_a_chinese_name(person):
    placement = unnamed()
    request = make_request(placement)
    for address in [
        *(of(placement, kind) for kind in PLACEMENT_KINDS),
        *(about(request, kind) for kind in EXTENSION_KINDS if kind not in ("decision", "reply", "reversal")),
    ]:
        shown = html.unescape(page(person, address))
        assert "The letter needs the official’s name in Chinese characters." in shown, address
        assert "<article" not in shown


def test_an_appointment_that_stands_is_quoted(person):
    placement = outstanding()
    placement.congress_decision_number, placement.congress_decision_on = "承人常〔2015〕7号", dt.date(2015, 7, 20)
    placement.save()
    text = paper(person, of(placement, "posting-notice"))
    assert "人大常委会任命决定：承人常〔2015〕7号，2015年7月20日。" in text
    assert "需履行任免手续的" not in text


def test_another_letter_marks_an_appointment_that_is_still_to_come(person):
    assert "局拟任副局长" in paper(person, of(outstanding(), "return-notice"))


# Who issues it -----------------------------------------------------------------------------------


def test_one_to_three_bodies_are_chosen_and_the_others_get_a_copy(person, placement, departments):
    keys = {code: body.pk for code, body in departments.items()}
    text = paper(person, of(placement, "posting-notice", f"?chosen=1&body={keys['130800']}"))
    signing, _, end = text.partition("抄送")
    assert "中共承德市委组织部" in signing
    assert "中共北京市委组织部、中共河北省委组织部" in end
    every = "&".join(f"body={key}" for key in keys.values())
    assert "抄送" not in paper(person, of(placement, "posting-notice", f"?{every}"))


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?chosen=1", "Choose one to three bodies."),
        ("?body=0", "Choose from the list."),
        ("?body=x&body=-1", "Choose from the list."),
        ("?body=" + "9" * 400, "Choose from the list."),
        ("?language=fr", "Choose from the list."),
        ("?language=", "Choose from the list."),
    ],
)
def test_a_choice_that_cannot_be_read_is_said_and_nothing_is_printed(person, placement, query, sentence):
    shown = page(person, of(placement, "posting-notice", query))
    assert shown.count(sentence) == 2, "in the summary and at its field"
    assert "<article" not in shown


def test_no_more_than_three_bodies(person):
    home = factories.make_post("110106")
    placement = make_placement(official=factories.make_official(home_post=home))
    for code, name in [("110106", "中共丰台区委组织部")]:
        factories.make_organisation(code, name_zh=name, kind="party organ")
    every = "&".join(f"body={body.pk}" for body in Organisation.objects.filter(kind="party organ"))
    assert every.count("body=") == 4
    assert "Choose one to three bodies." in page(person, of(placement, "posting-notice", f"?{every}"))


def test_without_a_department_in_the_register_there_is_no_letter_but_the_forms(person, placement):
    Organisation.objects.filter(kind="party organ").delete()
    shown = page(person, of(placement, "posting-notice"))
    assert "The register has no organisation department that could issue it." in shown
    assert "<article" not in shown
    assert "挂职工作交接清单" in paper(person, of(placement, "handover-list"))


# The end -----------------------------------------------------------------------------------------


def test_the_notice_of_return_waits_until_the_end_is_near(person, placement):
    with time_machine.travel(NOW - dt.timedelta(days=200), tick=False):
        assert "The term runs until 23 July 2016" in page(person, of(placement, "return-notice"))
    text = paper(person, of(placement, "return-notice"))
    assert "关于沈若川同志挂职期满返回的通知" in text
    assert "代拟稿" in text
    assert f"返回{placement.home_post.organisation.name_zh}工作" in text


def test_the_notice_of_return_waits_for_the_decision(person, placement):
    request = make_request(placement)
    assert f"Extension request {request.number} waits; decide it first." in page(person, of(placement, "return-notice"))


def test_a_draft_request_holds_no_notice_up_and_is_not_told(person, placement):
    make_request(placement, state="draft")
    assert "期满返回" in paper(person, of(placement, "return-notice"))


def test_the_notice_of_early_end_gives_days_and_no_reason(person, placement):
    assert "The term was not ended early." in page(person, of(placement, "early-end-notice"))
    actions.return_early(
        placement, ends_on=dt.date(2016, 6, 1), reason="own_request", note="家庭原因", by=factories.office(), at=NOW
    )
    assert "The term ends early: the notice of early end says so." in page(person, of(placement, "return-notice"))
    text = paper(person, of(placement, "early-end-notice"))
    assert "关于沈若川同志提前结束挂职的通知" in text
    assert "挂职至2016年6月1日结束，原定期满日为2016年7月23日。" in text
    for word in ("个人申请", "家庭原因", "召回", "中止"):
        assert word not in text


# Opinions ----------------------------------------------------------------------------------------


def test_the_letter_asking_for_opinions_goes_from_one_department_to_the_other(person, placement):
    request = make_request(placement, explanation=WORK)
    home = paper(person, about(request, "opinion-letter", "?side=home"))
    host = paper(person, about(request, "opinion-letter", "?side=host"))
    assert "关于征求沈若川同志延长挂职期限意见的函" in home
    assert home.index("中共北京市委组织部：") < home.index("中共河北省委组织部")
    assert host.index("中共河北省委组织部：") < host.index("中共北京市委组织部")
    assert "现拟将该同志挂职期限延长至2017年1月23日，理由：承担项目尚未完成。" in home
    assert "于2016年5月18日（含当日）前函复" in home
    assert not re.search(r"[A-Za-z]{3,}", home.replace("Qiao Lan", ""))


def test_a_body_does_not_write_to_itself(person, placement, departments):
    request = make_request(placement)
    own = f"?side=home&chosen=1&body={departments['110000'].pk}"
    assert "Choose from the list." in page(person, about(request, "opinion-letter", own))


@pytest.mark.parametrize(("side", "here", "there"), [("home", "派出", "接收"), ("host", "接收", "派出")])
def test_the_opinion_sheet_is_for_one_side(person, placement, side, here, there):
    request = make_request(placement, explanation=WORK)
    text = paper(person, about(request, "opinion-sheet", f"?side={side}"))
    assert "延长挂职期限征求意见表" in text
    assert f"{here}单位意见（盖章）" in text
    assert f"{here}方组织部门意见（盖章）" in text
    assert f"{there}方组织部门意见" not in text
    assert "□ 同意延至　　年　　月　　日" in text
    assert WORK in text
    assert "代拟稿" not in text


def test_a_personal_reason_is_in_no_print(person, placement):
    request = make_request(placement, reason="personal", explanation="孩子升学。" * 8)
    pages = [
        about(request, kind, f"?side={side}&language={language}")
        for kind in ("opinion-letter", "opinion-sheet")
        for side in ("home", "host")
        for language in ("en", "zh-hans")
    ]
    for address in pages:
        text = paper(person, address)
        for words in ("个人安排", "personal", "school year", "孩子升学", "理由", "Reason", "Work in that time"):
            assert words not in text, address
    factories.give_opinions(request)
    actions.approve_extension(request, words="同意。", by=factories.office(), at=NOW)
    for kind in ("decision", "reply"):
        assert "个人" not in paper(person, about(request, kind))


def test_a_reason_that_may_be_told_is_told(person, placement):
    request = make_request(placement, explanation=WORK)
    assert "承担项目尚未完成" in paper(person, about(request, "opinion-sheet"))


@pytest.mark.parametrize("state", ["returned", "withdrawn", "declined", "approved"])
def test_opinions_are_asked_for_only_while_the_request_waits(person, state):
    request = make_request(state=state)
    for kind in ("opinion-letter", "opinion-sheet"):
        assert "Opinions are asked for while the request waits." in page(person, about(request, kind))


def test_a_side_there_is_not_is_said_at_its_field(person, placement):
    shown = page(person, about(make_request(placement), "opinion-sheet", "?side=both"))
    assert "Choose from the list." in shown
    assert "<article" not in shown


# The decision ------------------------------------------------------------------------------------

PAPER = {
    "approving_body": "中共河北省委组织部",
    "decision_document_number": "冀组干函〔2016〕21号",
    "decision_document_on": dt.date(2016, 5, 6),
}


def approved(**paper_facts):
    request = make_request()
    factories.give_opinions(request)
    return actions.approve_extension(request, words="同意。", by=factories.office(), at=NOW, **paper_facts)


def test_the_notice_of_extension_carries_the_issuers_number(person):
    text = paper(person, about(approved(**PAPER), "decision"))
    assert "关于沈若川同志延长挂职期限的通知" in text
    assert "经研究，同意沈若川同志挂职期限延长至2017年1月23日。" in text
    assert "挂职期限自2015年7月24日至2017年1月23日" in text
    assert "冀组干函〔2016〕21号" in text
    assert "代拟稿" not in text


def test_paper_outstanding_is_a_draft(person):
    for kind in ("decision", "reply"):
        assert "代拟稿" in paper(person, about(approved(), kind))


def test_a_number_stands_on_its_issuers_letter_alone(person):
    request = approved(**PAPER)
    own, other = (paper(person, about(request, "reply", query)) for query in ("", "?side=host"))
    assert own.index("中共北京市委组织部：") < own.index("中共河北省委组织部"), "away from the body that decided"
    assert "冀组干函〔2016〕21号" in own
    assert "冀组干函" not in other
    assert "代拟稿" in other


def test_the_reply_to_a_declined_request_has_a_neutral_title_and_quotes_nobody(person):
    request = make_request()
    factories.give_opinions(request, answer="objects", note="岗位另有安排")
    actions.decline_extension(
        request, words="派出单位急需", next_step="期满返回", by=factories.office(), at=NOW, **PAPER
    )
    text = paper(person, about(request, "reply"))
    assert "关于沈若川同志延长挂职期限事宜的复函" in text
    assert "沈若川同志挂职期限不作延长，于2016年7月23日期满。" in text
    for words in ("派出单位急需", "岗位另有安排", "不予批准"):
        assert words not in text
    assert "The request was not approved; the reply says so." in page(person, about(request, "decision"))


def test_a_reversal_gives_the_days_and_no_reason(person):
    request = make_request(state="reversed")
    text = paper(person, about(request, "reversal"))
    assert "关于调整沈若川同志挂职期限的通知" in text
    assert "期满日由2017年1月23日调整为2016年7月23日。" in text
    assert "Entered for" not in text
    assert "The approval was reversed" in page(person, about(request, "decision"))
    assert "No approval was reversed." in page(person, about(approved(), "reversal"))


# Forms, and who may ------------------------------------------------------------------------------


def test_the_receipt_leaves_the_day_to_the_pen_until_it_is_recorded(person, placement):
    assert "报到日期||　　年　　月　　日" in paper(person, of(placement, "arrival-receipt"))
    actions.record_arrival(placement, on_day=dt.date(2015, 7, 25), by=factories.office(), at=NOW, on=DAY)
    assert "报到日期||2015年7月25日" in paper(person, of(placement, "arrival-receipt"))


def test_the_return_receipt_is_for_the_home_organisation_and_carried_by_the_official(
    person, placement, signed_in, official_user
):
    receipt = of(placement, "return-receipt")
    text = paper(person, receipt)
    assert "挂职干部返岗回执" in text
    assert "返岗日期||　　年　　月　　日" in text
    assert "代拟稿" not in text
    assert "挂职干部返岗回执" in paper(signed_in(official_user), receipt)
    actions.record_return(placement, on_day=dt.date(2016, 7, 24), by=factories.office(), at=NOW, on=dt.date(2016, 8, 7))
    assert "返岗日期||2016年7月24日" in paper(person, receipt)


def test_both_notices_of_an_end_ask_for_the_return_receipt(person, placement):
    words = f"沈若川同志返岗后，返岗回执由{placement.home_post.organisation.name_zh}填写并盖章。"
    attached = "附件：1．挂职工作交接清单||2．挂职干部返岗回执"
    for kind in ("return-notice", "early-end-notice"):
        if kind == "early-end-notice":
            actions.return_early(
                placement, ends_on=dt.date(2016, 6, 1), reason="completed", by=factories.office(), at=NOW
            )
        text = paper(person, of(placement, kind))
        assert words in text
        assert attached in text


def test_the_official_prints_the_forms_they_carry_and_no_letter(signed_in, placement, official_user):
    own = signed_in(official_user)
    index = page(own, f"/placements/{placement.pk}/letters/")
    assert "Handover list" in index
    assert "Notice of placement" not in index
    assert "沈若川" in paper(own, of(placement, "handover-list"))
    for kind in ("posting-notice", "return-notice", "early-end-notice"):
        page(own, of(placement, kind), status=403)


def test_strange_addresses(person, signed_in, placement, other_official_user, staff):
    page(person, of(placement, "dismissal"), status=404)
    page(person, about(make_request(placement), "dismissal"), status=404)
    page(signed_in(other_official_user), of(placement, "handover-list"), status=404)
    page(signed_in(staff), of(placement, "handover-list"), status=403)


def test_a_staff_member_who_is_an_official_prints_their_own_forms_only(signed_in, placement, staff):
    own = make_placement()
    own.official.account = staff
    own.official.save()
    page(signed_in(staff), of(own, "handover-list"))
    page(signed_in(staff), of(placement, "handover-list"), status=404)


def test_nobody_prints_letters_of_their_own_request(signed_in, placement):
    coordinator = factories.account_of(placement.official)
    coordinator.groups.set(factories.office().groups.all())
    request = make_request(placement)
    page(signed_in(coordinator), about(request, "opinion-sheet"), status=404)
    page(signed_in(coordinator), f"/extensions/{request.pk}/letters/", status=404)


def test_the_index_says_what_can_be_printed_and_why_not_the_rest(person, placement):
    request = make_request(placement)
    shown = page(person, f"/extensions/{request.pk}/letters/")
    assert f'href="{about(request, "opinion-sheet", "?side=home")}"' in shown
    assert f'href="{about(request, "reversal")}"' not in shown
    assert "No approval was reversed." in shown
    assert "The request is not decided." in shown


def test_a_letter_takes_a_fixed_number_of_queries(person, placement, django_assert_num_queries):
    person.get(of(placement, "posting-notice"))
    with django_assert_num_queries(6):
        page(person, of(placement, "posting-notice"))


def test_the_end_that_counts_is_the_current_one(person):
    request = make_request(state="approved", until=END + dt.timedelta(days=30))
    text = paper(person, of(request.placement, "arrival-receipt"))
    assert "2015年7月24日至2016年8月22日" in text
