"""Reminding those who have not said anything: who can be, what they read, each by itself, once a week."""

import datetime as dt
import re
from html import unescape

import pytest
import time_machine
from django.db import DatabaseError

from placements import actions
from placements.actions import locks
from placements.actions.each import MOST
from placements.models import Notice
from placements.notices.by_hand import DAYS_BETWEEN, still_unasked
from placements.notices.letters import write
from placements.refusals import NotAllowed
from tests import factories
from tests.attacks import sql
from tests.copies import placements_like
from tests.factories import DAY, END, NOW, START, make_official, make_placement, make_request

REMIND, RESULTS, UNASKED = "/endings/remind/", "/endings/reminded/", "/endings/list/?what=unasked"


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def person(coordinator, signed_in):
    return signed_in(coordinator)


def unasked(**facts):
    """A term that ends, of whom nothing was heard."""
    facts.setdefault("official", make_official(email="someone@water.example.com"))
    return make_placement(**facts)


def page(person, address, data=None):
    answer = person.get(address, data)
    assert answer.status_code == 200
    return unescape(" ".join(answer.content.decode().split()))


def remind(person, placements, go="a"):
    """The page of the results after reminding."""
    answer = person.post(REMIND, {"p": [placement.pk for placement in placements], "go": go})
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"] == RESULTS
    return page(person, RESULTS)


def ticks(html):
    return {int(key) for key in re.findall(r'<input type="checkbox" name="p" value="(\d+)"', html)}


def reminders():
    return Notice.objects.filter(kind="remind")


def act(placement, on=DAY, by=None):
    at = NOW + (on - DAY)
    return actions.remind_official(placement, by=by or factories.office(), at=at, on=on)


# From the list ---------------------------------------------------------------------------------


@pytest.mark.django_db
def test_people_are_ticked_in_the_list_and_reminded_of_what_they_can_do(person):
    first, second, third = unasked(), unasked(), unasked()
    make_request(unasked())
    assert ticks(page(person, UNASKED)) == {first.pk, second.pk, third.pk}
    html = page(person, REMIND, {"p": [first.pk, second.pk]})
    assert ticks(html) == {first.pk, second.pk}
    assert "2 officials are sent a reminder." in html
    assert not reminders().exists(), "looking sends nothing"
    html = remind(person, [first, second])
    assert "2 reminders are on their way." in html
    assert html.count("To be sent with the next round") == 2
    assert set(reminders().values_list("placement", "official", "state")) == {
        (placement.pk, placement.official_id, "owed") for placement in (first, second)
    }


@pytest.mark.django_db
def test_all_behind_the_filters_are_reminded_whatever_page_they_are_on(person):
    first = unasked()
    placements = [first, *placements_like(first, 51)]
    late = unasked(starts_on=dt.date(2015, 8, 1), original_ends_on=dt.date(2016, 7, 31))
    listed = page(person, f"{UNASKED}&until=2016-07-23")
    every = unescape(re.search(r'href="([^"]*every=1[^"]*)"', listed)[1])
    assert ticks(page(person, every)) == {placement.pk for placement in placements}
    assert late.pk not in ticks(page(person, every))


@pytest.mark.django_db
def test_the_other_lists_remind_nobody(person):
    make_request(unasked())
    unasked()
    for query in ("", "?what=asked", "?what=nothing"):
        html = page(person, f"/endings/list/{query}")
        assert ticks(html) == set()
        assert "Remind those ticked" not in html


@pytest.mark.django_db
def test_the_list_says_when_each_was_reminded_and_who_has_no_address(person):
    placement = unasked()
    unasked(official=make_official())
    html = page(person, UNASKED)
    assert "Reminded on" not in html
    assert html.count("no e-mail address") == 1
    remind(person, [placement])
    assert "Reminded on 9 May 2016" in page(person, UNASKED)
    sql("update placements_notice set state = 'failed', trouble = 'refused' where kind = 'remind'")
    assert "Reminder of 9 May 2016 failed" in page(person, UNASKED)
    sql(
        "update placements_notice set state = 'dropped', drop_reason = 'by_hand', settled = now() where kind = 'remind'"
    )
    assert "Remind" not in page(person, UNASKED).partition("<tbody>")[2].partition("</tbody>")[0]


# What refuses ----------------------------------------------------------------------------------


def asked():
    return make_request(unasked()).placement


def declined():
    return make_request(unasked(), state="declined").placement


def followed():
    placement = unasked()
    make_placement(
        host_post=placement.host_post, starts_on=END + dt.timedelta(days=1), original_ends_on=dt.date(2017, 7, 23)
    )
    return placement


def early():
    """Its window opens on 1 August."""
    return unasked(starts_on=dt.date(2015, 11, 30), original_ends_on=dt.date(2016, 11, 29))


def over():
    return unasked(starts_on=dt.date(2015, 1, 1), original_ends_on=dt.date(2016, 5, 1))


def as_long_as_can_be():
    """Its end is the programme's last day."""
    return unasked(cycle=factories.make_cycle(2014, starts_on=START, ends_on=END, programme_ends_on=END))


REFUSALS = [
    (asked, "There is nothing to remind of: Extension asked."),
    (declined, "There is nothing to remind of: Extension declined."),
    (followed, "There is nothing to remind of: Successor confirmed."),
    (early, "Requests open on 1 August 2016; it is not yet open."),
    (over, "Requests closed on 2 March 2016; late ones were taken until 1 May 2016."),
    (as_long_as_can_be, "The new end is past the programme’s last day; latest possible 23 July 2016."),
    (lambda: unasked(official=make_official()), "No e-mail address is on record."),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("make", "sentence"), REFUSALS)
def test_who_is_not_reminded_and_why(person, make, sentence):
    placement, other = make(), unasked(host_post=factories.make_post("130600"))
    with pytest.raises(NotAllowed) as refused:
        act(placement)
    assert refused.value.messages == [sentence]
    html = page(person, REMIND, {"p": [placement.pk, other.pk]})
    assert sentence in html
    assert ticks(html) == {other.pk}
    assert "1 official is sent a reminder. 1 is not, as the line says." in html
    html = remind(person, [placement, other])
    assert sentence in html, "asked for all the same, it is refused in the same words"
    assert "1 reminder is on its way. 1 was refused." in html
    assert reminders().get().placement == other


@pytest.mark.django_db
def test_a_draft_is_not_known_and_its_writer_is_reminded(person):
    placement = make_request(unasked(), state="draft").placement
    assert "1 reminder is on its way." in remind(person, [placement])


@pytest.mark.django_db
def test_a_proposal_is_not_reminded_of(coordinator):
    with pytest.raises(NotAllowed, match="The placement is not confirmed"):
        act(unasked(confirmed=False))


@pytest.mark.django_db
def test_a_week_lies_between_two_reminders():
    placement = unasked()
    act(placement)
    for days in (0, 1, DAYS_BETWEEN - 1):
        with pytest.raises(NotAllowed, match="Reminded on 9 May 2016; again from 16 May 2016 on."):
            act(placement, on=DAY + dt.timedelta(days=days))
    act(placement, on=DAY + dt.timedelta(days=DAYS_BETWEEN))
    assert reminders().count() == 2


@pytest.mark.django_db
def test_nobody_reminds_themselves(signed_in):
    placement = unasked()
    coordinator = factories.account_of(placement.official)
    coordinator.groups.set(factories.office().groups.all())
    with pytest.raises(NotAllowed, match="Nobody reminds themselves."):
        act(placement, by=coordinator)
    person = signed_in(coordinator)
    assert ticks(page(person, UNASKED)) == set()
    assert "Nobody was chosen" in page(person, REMIND, {"p": placement.pk})


@pytest.mark.django_db
def test_only_coordinators_remind(staff, administrator, signed_in):
    placement = unasked()
    official = factories.account_of(placement.official)
    for person in (staff, administrator, official):
        assert signed_in(person).post(REMIND, {"p": placement.pk, "go": "a"}).status_code == 403
        with pytest.raises(NotAllowed):
            act(placement, by=person)
    assert not reminders().exists()


# Each by itself --------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_one_that_fails_of_two_hundred_leaves_the_others_reminded(person, monkeypatch):
    first = unasked()
    placements = [first, *placements_like(first, MOST - 1)]
    broken, refused = placements[50], placements[120]
    refused.official.email = ""
    refused.official.save()
    hold = locks.hold_placement
    monkeypatch.setattr(
        locks, "hold_placement", lambda held: _raise(DatabaseError("gone")) if held.pk == broken.pk else hold(held)
    )
    html = remind(person, placements)
    assert "198 reminders are on their way. 2 were refused." in html
    assert "It could not be saved just now. Try again." in html
    assert "No e-mail address is on record." in html
    assert reminders().count() == MOST - 2


def _raise(error):
    raise error


@pytest.mark.django_db
def test_the_same_button_twice_reminds_once(person):
    placement = unasked()
    remind(person, [placement])
    assert "1 reminder is on its way." in remind(person, [placement]), "the same page sent twice"
    html = remind(person, [placement], go="b")
    assert "0 reminders are on their way. 1 had been reminded earlier today." in html
    assert "Reminded earlier today" in html
    assert reminders().count() == 1


@pytest.mark.django_db
def test_more_than_two_hundred_are_too_many(person):
    html = page(person, REMIND, {"p": list(range(1, MOST + 2))})
    assert "At most 200 people can be reminded in one go." in html


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query", ["p=x", "p=-1", "p=" + "9" * 400, "p=1%27", "every=1&what=x", "every=1&on=yesterday", "p=999999", ""]
)
def test_nonsense_chooses_nobody(person, query):
    unasked()
    assert "Nobody was chosen" in page(person, f"{REMIND}?{query}")
    answer = person.post(REMIND, {"p": ["x", "-1"]})
    assert "Nobody was chosen" in answer.content.decode()
    assert not reminders().exists()


@pytest.mark.django_db
def test_before_anybody_was_reminded_the_page_says_so(person):
    assert "Nobody was reminded yet" in page(person, RESULTS)


# What it says, and whether it still does -------------------------------------------------------


def letter(placement, on=DAY):
    notice = reminders().get(placement=placement)
    return write(notice, on=on)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [
        (
            "en",
            "No extension request from you yet",
            [
                "Your placement ends on 23 July 2016. No request for an extension has come from you yet.",
                "If you wish to stay longer, ask by 24 May 2016 (inclusive).",
                "If you do nothing, your last day is 23 July 2016 and you return to your home post.",
            ],
        ),
        (
            "zh-hans",
            "【干部交流】尚未收到您的延期申请",
            [
                "您的挂职于2016年7月23日期满，目前尚未收到您的延期申请。",
                "如需延期，提交申请的截止日期为2016年5月24日（含当日）。",
                "如不申请，您的挂职于2016年7月23日期满，期满后返回派出单位工作。",
            ],
        ),
    ],
)
def test_it_is_worded_in_the_officials_language(language, subject, words):
    placement = unasked(official=make_official(email="a@water.example.com", letter_language=language))
    act(placement)
    written = letter(placement)
    assert written.subject == subject
    for sentence in words:
        assert sentence in written.text
        assert sentence in unescape(written.html)
    assert "沈若川" not in written.subject


@pytest.mark.django_db
def test_after_the_on_time_day_it_says_until_when_a_late_one_is_taken():
    placement, late = unasked(official=make_official(email="a@b.example", letter_language="en")), dt.date(2016, 6, 1)
    act(placement, on=late)
    assert "A late one is taken until 23 July 2016 (inclusive) and marked late." in letter(placement, late).text


@pytest.mark.django_db
@pytest.mark.parametrize("what_happens", ["asked", "moved", "over", "nothing"])
def test_it_is_not_sent_once_it_is_no_longer_so(what_happens, coordinator):
    placement, on = unasked(), DAY
    act(placement)
    if what_happens == "asked":
        make_request(placement)
    elif what_happens == "moved":
        actions.return_early(placement, ends_on=dt.date(2016, 6, 30), reason="completed", by=coordinator, at=NOW)
    elif what_happens == "over":
        on = END + dt.timedelta(days=1)
    assert still_unasked(reminders().get(), on=on) == (what_happens == "nothing")


# Queries ---------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 50])
def test_the_number_of_queries_does_not_grow(rows, coordinator, signed_in, django_assert_num_queries):
    first = unasked()
    placements = [first, *placements_like(first, rows - 1)]
    person = signed_in(coordinator)
    # Session and account, one for the people, two for their posts, one for reminders.
    with django_assert_num_queries(6):
        assert len(ticks(page(person, REMIND, {"p": [placement.pk for placement in placements]}))) == rows
    remind(person, placements)
    with django_assert_num_queries(3):
        assert page(person, RESULTS).count("To be sent with the next round") == rows
