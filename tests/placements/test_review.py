"""The review's further steps: trying another end, who works on it, the paper that comes in late."""

import datetime as dt

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from placements import actions
from placements.models import DecisionPaper, ExtensionRequest, Placement
from placements.refusals import NotAllowed
from tests import factories
from tests.factories import (
    DAY,
    END,
    NOW,
    account_of,
    give_opinions,
    make_cycle,
    make_official,
    make_placement,
    make_post,
    make_quota,
    make_request,
    office,
)

pytestmark = pytest.mark.usefixtures("on_the_day")

NUMBER = "京组干函〔2016〕21号"


@pytest.fixture
def person(coordinator, signed_in):
    return signed_in(coordinator)


def page(person, url, data=None):
    answer = person.get(url, data)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def review(person, request, **params):
    return page(person, f"/extensions/{request.pk}/", params)


# Another end is tried ----------------------------------------------------------------------------


def test_another_end_is_set_against_the_facts_and_changes_nothing(person):
    request = make_request(until=dt.date(2017, 7, 23))
    before = ExtensionRequest.objects.filter(pk=request.pk).values().get()
    html = review(person, request, **{"try": "2016-10-23"})
    assert "If that end is approved" in html
    assert "15 months" in html
    assert "it stays uncovered until 23 October 2016" in html
    assert 'id="approve_part" value="part" checked' in html
    assert 'value="2016-10-23"' in html
    assert ExtensionRequest.objects.filter(pk=request.pk).values().get() == before


def test_the_successor_overlaps_by_the_days_that_are_tried(person):
    request = make_request()
    successor = make_placement(
        cycle=make_cycle(2016),
        host_post=request.placement.host_post,
        starts_on=END + dt.timedelta(days=2),
        original_ends_on=dt.date(2017, 7, 24),
    )
    assert f"overlaps {successor.number} by 183 days" in review(person, request)
    assert f"overlaps {successor.number} by 7 days" in review(person, request, **{"try": "2016-07-31"})
    html = review(person, request, **{"try": "2016-07-24"})
    assert "Nobody is promised the post in those days." in html
    assert "Conflict" not in html


def test_the_next_cycle_is_counted_in_both_directions(person):
    request = make_request()
    after = make_cycle(2016)
    make_quota(after, places=7)
    make_placement(cycle=after, confirmed=False)
    make_placement(cycle=after, official=make_official("130600"), host_post=make_post("110106"))
    gone = make_placement(cycle=after, confirmed=False)
    actions.withdraw_placement(gone, reason="Stays.", by=office(), at=NOW)
    html = review(person, request)
    assert "Beijing to Hebei: 1 of 7 places taken; Hebei to Beijing: 1 placed, no quota" in html
    assert "not free for 184 days of it" in html
    assert "Beijing to Hebei 1, 2 if this one stays; the other way 1." in html


def test_who_is_in_the_home_post_is_told(person):
    request = make_request()
    home = request.placement.home_post
    assert "A guest holds it" not in review(person, request)
    guest = make_placement(
        cycle=make_cycle(2016), official=make_official("130600"), host_post=home, starts_on=END + dt.timedelta(days=10),
        original_ends_on=dt.date(2017, 8, 1),
    )  # fmt: skip
    html = review(person, request)
    assert f"A guest holds it, {guest.official}." in html
    assert f'href="/placements/{guest.pk}/"' in html


@pytest.mark.parametrize(
    ("tried", "sentence"),
    [
        ("tomorrow", "Write a day like 2016-07-23."),
        ("2016-02-30", "Write a day like 2016-07-23."),
        ("9" * 400, "Write a day like 2016-07-23."),
        ("1999-12-31", "The day must be between"),
        ("2016-07-23", "The new end must be after 23 July 2016."),
        ("2017-07-24", "latest possible 23 July 2017."),
    ],
)
def test_an_end_that_cannot_be_is_said_at_its_field(person, tried, sentence):
    request = make_request()
    html = review(person, request, **{"try": tried})
    assert sentence in html
    assert f'name="try" type="text" value="{tried}" aria-invalid="true" aria-describedby="try-error"' in html
    assert "If approved as asked" in html


@pytest.mark.parametrize("state", ["withdrawn", "approved", "declined", "reversed"])
def test_nothing_is_tried_on_a_request_that_is_settled(person, state):
    html = review(person, make_request(state=state), **{"try": "2016-10-23"})
    assert "Try another end" not in html
    assert "If approved as asked" in html


# Who works on it ---------------------------------------------------------------------------------


def test_a_request_is_assigned_and_a_colleague_decides_and_both_names_stay(person, second_coordinator, signed_in):
    request = make_request()
    give_opinions(request)
    assert "Assigned to nobody yet." in review(person, request)
    answer = person.post(f"/extensions/{request.pk}/assign/", {"to": second_coordinator.pk}, follow=True)
    assert f"Assigned to {second_coordinator}." in answer.content.decode()
    person.post(f"/extensions/{request.pk}/approve/", {"extent": "full"})
    request.refresh_from_db()
    assert (request.state, request.assigned_to, request.decided_by) == ("approved", second_coordinator, office())
    html = review(person, request)
    assert str(second_coordinator) in html
    assert f"recorded by {office()}" in html


def test_mine_and_nobodys_narrow_the_list(person, second_coordinator):
    made = {name: make_request() for name in ("mine", "nobody", "theirs")}
    actions.assign_extension(made["mine"], to=office(), by=office(), at=NOW)
    actions.assign_extension(made["theirs"], to=second_coordinator, by=office(), at=NOW)
    for assignee in ("mine", "nobody"):
        html = page(person, "/extensions/", {"assignee": assignee}).partition("<tbody>")[2]
        assert [name for name, request in made.items() if request.number in html] == [assignee]
    assert "Choose from the list." in page(person, "/extensions/", {"assignee": "x"})


@pytest.mark.parametrize("to", ["9" * 400, "-1", "x", "0"])
def test_a_made_up_assignee_is_refused_in_words(person, to):
    request = make_request()
    html = person.post(f"/extensions/{request.pk}/assign/", {"to": to}).content.decode()
    assert "Choose from the list." in html


def test_only_those_who_may_decide_are_assigned(staff, official_user, placement):
    request = make_request(placement)
    for nobody in (staff, official_user):
        with pytest.raises(NotAllowed, match="Choose from the list"):
            actions.assign_extension(request, to=nobody, by=office(), at=NOW)
    official_user.groups.set(office().groups.all())
    with pytest.raises(NotAllowed, match="their own request"):
        actions.assign_extension(request, to=factories.make_user(official_user.username, "Coordinators"), by=office(), at=NOW)  # fmt: skip  # noqa: E501


def test_it_is_given_back_to_nobody_while_it_waits_and_not_afterwards(person):
    request = make_request()
    actions.assign_extension(request, to=office(), by=office(), at=NOW)
    person.post(f"/extensions/{request.pk}/assign/", {"to": ""})
    request.refresh_from_db()
    assert request.assigned_to is None
    decided = make_request(state="declined")
    with pytest.raises(NotAllowed, match="Only a request that waits"):
        actions.assign_extension(decided, to=office(), by=office(), at=NOW)


# The paper that comes in late --------------------------------------------------------------------


@pytest.mark.parametrize("state", ["approved", "declined", "reversed"])
def test_the_paper_is_recorded_after_the_decision_which_stays_as_it_was(person, state):
    request = make_request(state=state)
    decided = ExtensionRequest.objects.filter(pk=request.pk).values().get()
    assert request.number in page(person, "/extensions/", {"state": "paper"})
    typed = {"document_number": NUMBER, "document_on": "2016-05-06", "signed_off_by": "Shen Yue"}
    answer = person.post(f"/extensions/{request.pk}/paper/", typed, follow=True)
    html = answer.content.decode()
    assert "Paper recorded." in html
    assert NUMBER in html
    assert "paper outstanding" not in html
    assert request.number not in page(person, "/extensions/", {"state": "paper"})
    assert ExtensionRequest.objects.filter(pk=request.pk).values().get() == decided


def test_the_latest_paper_stands_and_the_official_reads_it(person, signed_in):
    request = make_request(state="approved")
    for number in ("京组干函〔2016〕12号", NUMBER):
        person.post(f"/extensions/{request.pk}/paper/", {"document_number": number, "document_on": "2016-05-06"})
    request = ExtensionRequest.objects.get(pk=request.pk)
    assert request.paper.number == NUMBER
    assert not request.is_paper_outstanding
    assert "京组干函〔2016〕12号" in review(person, request), "what stood before is still there"
    html = signed_in(account_of(request.placement.official)).get("/my/").content.decode()
    assert NUMBER in html
    assert "京组干函〔2016〕12号" not in html


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"document_number": "", "document_on": "2016-05-06"}, "Fill this in."),
        ({"document_number": "   ", "document_on": "2016-05-06"}, "Fill this in."),
        ({"document_number": NUMBER, "document_on": ""}, "Fill this in."),
        ({"document_number": NUMBER, "document_on": "9999-12-31"}, "The day must be between"),
        ({"document_number": "京组干函[2016]021号", "document_on": "2016-05-06"}, "begins with 0"),
    ],
)
def test_a_paper_that_cannot_be_is_refused_at_its_field(person, typed, sentence):
    request = make_request(state="approved")
    html = person.post(f"/extensions/{request.pk}/paper/", typed).content.decode()
    assert sentence in html
    assert not DecisionPaper.objects.exists()


@pytest.mark.parametrize("verb", ["approve", "decline"])
def test_an_odd_number_is_said_once_and_kept_as_it_was_written(person, verb):
    request = make_request()
    give_opinions(request)
    odd = "京组干函[2016]021号"
    typed = {"extent": "full", "words": "Said so.", "next_step": "Ask again.", "decision_document_number": odd}
    html = person.post(f"/extensions/{request.pk}/{verb}/", typed).content.decode()
    assert "The year stands in other brackets than 〔〕." in html
    assert "The running number begins with 0." in html
    assert f'value="{odd}"' in html
    assert 'name="is_as_written"' in html
    person.post(f"/extensions/{request.pk}/{verb}/", typed | {"is_as_written": "on"})
    request.refresh_from_db()
    assert request.decision_document_number == odd


def test_a_paper_needs_a_decision_and_somebody_who_may_record_it(staff, placement):
    facts = {"document_number": NUMBER, "document_on": DAY, "at": NOW}
    waiting = make_request()
    with pytest.raises(NotAllowed, match="once the request is decided"):
        actions.record_paper(waiting, by=office(), **facts)
    decided = make_request(placement, state="approved")
    with pytest.raises(NotAllowed, match="You may not do this"):
        actions.record_paper(decided, by=staff, **facts)
    own = account_of(placement.official)
    own.groups.set(office().groups.all())
    with pytest.raises(NotAllowed, match="your own request"):
        actions.record_paper(decided, by=factories.make_user(own.username, "Coordinators"), **facts)


def test_the_database_itself_keeps_papers(person):
    request = make_request(state="approved")
    actions.record_paper(request, document_number=NUMBER, document_on=DAY, by=office(), at=NOW)
    for change in (DecisionPaper.objects.all().delete, lambda: DecisionPaper.objects.update(document_number="x")):
        with pytest.raises(ProgrammingError, match="append-only"), transaction.atomic():
            change()
    waiting = make_request()
    with pytest.raises(IntegrityError, match="once the request is decided"), transaction.atomic():
        DecisionPaper.objects.create(
            request=waiting, document_number=NUMBER, document_on=DAY, recorded_by=office(), recorded_at=NOW
        )


# Traps -------------------------------------------------------------------------------------------


def test_an_extension_moves_nobody_elses_days(placement):
    others = [make_placement(), make_placement(cycle=make_cycle(2016), official=placement.official)]
    before = list(Placement.objects.exclude(pk=placement.pk).order_by("pk").values())
    cycle = make_cycle(2015)
    request = make_request(make_placement())
    give_opinions(request)
    before = list(Placement.objects.exclude(pk=request.placement_id).order_by("pk").values())
    days = (cycle.starts_on, cycle.ends_on, cycle.programme_ends_on)
    actions.approve_extension(request, by=office(), at=NOW)
    assert list(Placement.objects.exclude(pk=request.placement_id).order_by("pk").values()) == before
    assert len(before) == len(others) + 1
    cycle.refresh_from_db()
    assert (cycle.starts_on, cycle.ends_on, cycle.programme_ends_on) == days


def test_the_day_after_the_end_is_taken_within_the_late_days_and_not_after_them():
    cycle = make_cycle(2015, late_days_after_end=3)
    for days, is_taken in ((1, True), (3, True), (4, False)):
        placement, on = make_placement(cycle=cycle), END + dt.timedelta(days=days)
        if is_taken:
            assert make_request(placement, on=on).is_late
        else:
            with pytest.raises(NotAllowed, match="late ones were taken until 26 July 2016"):
                make_request(placement, on=on)


def test_an_approval_to_another_day_needs_no_second_request(person):
    request = make_request()
    give_opinions(request)
    person.post(f"/extensions/{request.pk}/approve/", {"extent": "part", "until": "2016-12-31"})
    placement = Placement.objects.get(pk=request.placement_id)
    assert placement.ends_on == dt.date(2016, 12, 31)
    assert list(placement.extension_requests.values_list("state", flat=True)) == ["approved"]


def test_reversing_brings_back_the_very_day():
    request = make_request(until=dt.date(2016, 12, 31))
    give_opinions(request)
    actions.approve_extension(request, by=office(), at=NOW)
    actions.reverse_extension(request, reason="Entered for the wrong person.", by=office(), at=NOW, on=DAY)
    placement = Placement.objects.get(pk=request.placement_id)
    assert (placement.ends_on, placement.original_ends_on) == (END, END)
    assert list(placement.term.values_list("ends_on", flat=True)) == [END, dt.date(2016, 12, 31), END]


def test_the_personal_reason_is_on_no_print_of_the_review(person):
    private = make_request(reason="personal", explanation="")
    assert private.is_private
    assert '<div class="sheet-body screen-only">' in review(person, private)
    assert "screen-only" not in review(person, make_request())
