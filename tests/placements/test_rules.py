"""Rules that speak: each refusal and each warning answers with its sentence, and nothing is saved."""

import datetime as dt

import pytest

from officials.models.vocabulary import Tier
from placements import actions, rules
from placements.models import Departure, ExtensionRequest, GuideAge, Placement, TermEntry
from placements.refusals import NeedsReason, NotAllowed
from tests import factories
from tests.factories import (
    DAY,
    END,
    EXPLANATION,
    NOW,
    START,
    account_of,
    give_opinions,
    make_cycle,
    make_official,
    make_placement,
    make_post,
    make_quota,
    make_request,
    new_placement,
    office,
)

pytestmark = pytest.mark.django_db

ONE_DAY = dt.timedelta(days=1)


def propose(reason="", **facts):
    return actions.propose_placement(new_placement(**facts), reason=reason, by=office(), at=NOW)


def says(refusal):
    """All sentences of the refusal, whatever field they stand at."""
    return " ".join(refusal.value.messages)


class TestPlacing:
    def test_takes_days_and_posts_from_cycle_and_register(self):
        official = make_official()
        placement = propose(official=official)
        assert placement.number == "P-15-0001"
        assert (placement.starts_on, placement.original_ends_on, placement.ends_on) == (START, END, END)
        assert placement.home_post == official.home_post
        assert not TermEntry.objects.exists()

    def test_numbers_run_by_the_cycles_year(self):
        numbers = [propose().number, propose().number]
        later = make_cycle(2016)
        numbers.append(propose(cycle=later).number)
        assert numbers == ["P-15-0001", "P-15-0002", "P-16-0001"]

    def test_refuses_a_term_under_the_least_months(self):
        cycle = make_cycle(least_months=14)
        with pytest.raises(NotAllowed) as refusal:
            propose(cycle=cycle)
        assert refusal.value.message_dict == {
            "original_ends_on": ["The term is under 14 months; the earliest end is 23 September 2016."]
        }

    def test_refuses_a_term_that_ends_before_it_starts(self):
        with pytest.raises(NotAllowed) as refusal:
            propose(original_ends_on=START - ONE_DAY)
        assert "The term ends before it starts." in says(refusal)

    @pytest.mark.parametrize(("retired_on", "refused"), [(START, True), (END, True), (END + ONE_DAY, False)])
    def test_refuses_a_retired_post(self, retired_on, refused):
        post = make_post(retired_on=retired_on)
        if not refused:
            propose(host_post=post)
            return
        with pytest.raises(NotAllowed) as refusal:
            propose(host_post=post)
        assert "The post was retired on" in says(refusal)

    @pytest.mark.parametrize(("retired_on", "refused"), [(END, True), (END + ONE_DAY, False)])
    def test_refuses_a_post_whose_organisation_is_no_more(self, retired_on, refused):
        post = make_post(organisation=factories.make_organisation(retired_on=retired_on))
        if not refused:
            propose(host_post=post)
            return
        with pytest.raises(NotAllowed) as refusal:
            propose(host_post=post)
        sentence = "The organisation of the post was retired on 23 July 2016."
        assert refusal.value.message_dict == {"host_post": [sentence]}

    def test_refuses_a_closed_cycle(self):
        cycle = make_cycle()
        actions.close_cycle(cycle, by=office(), at=NOW)
        with pytest.raises(NotAllowed) as refusal:
            propose(cycle=cycle)
        assert refusal.value.message_dict == {"cycle": ["The cycle is closed."]}

    def test_refuses_an_official_who_left_the_register(self):
        with pytest.raises(NotAllowed, match="no longer in the register"):
            propose(official=make_official(is_active=False))

    @pytest.mark.parametrize("who", ["staff", "administrator", "official_user"])
    def test_refuses_who_may_not(self, who, request):
        placement = new_placement()
        with pytest.raises(NotAllowed, match="You may not do this."):
            actions.propose_placement(placement, by=request.getfixturevalue(who), at=NOW)
        assert not Placement.objects.filter(official=placement.official).exists()

    def test_warns_of_another_tier(self):
        _warns(
            "tier_differs",
            "Tier differs: division level, deputy and bureau level, deputy.",
            host_post=make_post(tier=Tier.BUREAU_DEP),
        )

    def test_warns_without_shared_expertise(self):
        _warns("no_shared_expertise", "No shared expertise.", host_post=make_post(fields=("AGRI",)))

    def test_warns_of_age_over_the_guide(self):
        GuideAge.objects.create(cycle=make_cycle(), tier=Tier.DIVISION_DEP, age=39)
        _warns("age_over_guide", "Age is over the guide of 39.", official=make_official(birth_year=1975))

    def test_warns_when_the_quota_is_reached(self):
        make_quota(make_cycle(), places=1)
        propose()
        _warns("quota_reached", "The quota Beijing to Hebei is reached (1 of 1).")

    def test_warns_of_another_start(self):
        _warns(
            "start_differs",
            "Start differs from the cycle’s (24 July 2015).",
            starts_on=dt.date(2015, 10, 12),
            original_ends_on=dt.date(2016, 10, 11),
        )

    def test_is_silent_where_a_fact_is_missing(self):
        GuideAge.objects.create(cycle=make_cycle(), tier=Tier.DIVISION_DEP, age=39)
        official = make_official(rank=None, birth_month=None, fields=(), home_post=make_post("110000", tier=""))
        propose(official=official, host_post=make_post(tier=Tier.BUREAU))
        assert not Departure.objects.exists()


def _warns(rule, sentence, **facts):
    """The action asks for a reason, saves nothing without, and keeps it with the sentence."""
    before = Placement.objects.count()
    with pytest.raises(NeedsReason) as refusal:
        propose(**facts)
    assert refusal.value.message_dict["reason"] == [sentence, "To go on, write the reason; it is kept."]
    assert Placement.objects.count() == before
    placement = propose(reason="Agreed by both departments.", **facts)
    departure = Departure.objects.get()
    assert (departure.rule, departure.sentence, departure.reason) == (rule, sentence, "Agreed by both departments.")
    assert (departure.placement, departure.departed_by) == (placement, office())


class TestCorrecting:
    def test_a_proposal_may_change_wholly(self):
        placement = make_placement(confirmed=False)
        placement.host_post = post = make_post("130600")
        actions.correct_placement(placement, by=office(), at=NOW)
        placement.refresh_from_db()
        assert placement.host_post == post

    def test_a_proposal_is_asked_again(self):
        taken, placement = make_placement(), make_placement(confirmed=False)
        placement.host_post = taken.host_post
        with pytest.raises(NotAllowed, match="The post is held by"):
            actions.correct_placement(placement, by=office(), at=NOW)

    def test_a_confirmed_one_keeps_who_where_and_when(self):
        placement = make_placement()
        placement.host_post = make_post()
        with pytest.raises(NotAllowed, match="no longer change"):
            actions.correct_placement(placement, by=office(), at=NOW)

    def test_a_confirmed_ones_documents_may_come_later(self):
        placement = make_placement()
        placement.appointment_document_number = "京组干〔2015〕42号"
        actions.correct_placement(placement, by=office(), at=NOW)
        placement.refresh_from_db()
        assert placement.appointment_document_number == "京组干〔2015〕42号"

    def test_a_stale_form_is_refused(self):
        placement = make_placement(confirmed=False)
        actions.confirm_placement(Placement.objects.get(pk=placement.pk), by=office(), at=NOW)
        placement.note = "typed before somebody confirmed it"
        with pytest.raises(NotAllowed, match="Somebody changed this placement meanwhile"):
            actions.correct_placement(placement, by=office(), at=NOW)

    def test_the_same_correction_may_be_sent_twice(self):
        """By two coordinators, or one impatient one: the second changes nothing and is not refused."""
        pk = make_placement(confirmed=False).pk
        longer = END + dt.timedelta(days=8)
        opened = [Placement.objects.get(pk=pk), Placement.objects.get(pk=pk)]
        for form in opened:
            form.original_ends_on = longer
            actions.correct_placement(form, reason="Agreed by both.", by=office(), at=NOW)
        placement = Placement.objects.get(pk=pk)
        assert (placement.original_ends_on, placement.ends_on) == (longer, longer)


class TestConfirming:
    def test_opens_the_ledger(self):
        placement = make_placement()
        entry = placement.term.get()
        assert (entry.kind, entry.serial, entry.ends_on, entry.previous_ends_on) == ("original", 1, END, None)

    def test_warns_without_the_congress_decision(self):
        proposal = make_placement(confirmed=False, host_post=make_post(needs_congress_decision=True))
        with pytest.raises(NeedsReason) as refusal:
            actions.confirm_placement(proposal, by=office(), at=NOW)
        assert "The post needs a people’s congress decision; number and date are missing." in says(refusal)
        placement = actions.confirm_placement(proposal, reason="Session is on 28 July.", by=office(), at=NOW)
        assert placement.host_title.endswith("(to be appointed)")
        placement.congress_decision_number = "承人常〔2015〕12号"
        placement.congress_decision_on = dt.date(2015, 7, 28)
        placement = actions.correct_placement(placement, by=office(), at=NOW)
        assert not placement.host_title.endswith("(to be appointed)")

    def test_asks_again_what_may_have_changed(self):
        proposal = make_placement(confirmed=False)
        proposal.host_post.retired_on = START
        proposal.host_post.save()
        with pytest.raises(NotAllowed, match="The post was retired on 24 July 2015."):
            actions.confirm_placement(proposal, by=office(), at=NOW)

    def test_withdrawing_and_cancelling_need_a_reason_and_the_right_state(self):
        proposal, placement = make_placement(confirmed=False), make_placement()
        before_start = START - ONE_DAY
        with pytest.raises(NotAllowed, match="Give the reason."):
            actions.withdraw_placement(proposal, reason=" ", by=office(), at=NOW)
        with pytest.raises(NotAllowed, match="Only a confirmed placement can be cancelled."):
            actions.cancel_placement(proposal, reason="Ill-timed.", by=office(), at=NOW, on=before_start)
        with pytest.raises(NotAllowed, match="Only a proposed placement can be withdrawn."):
            actions.withdraw_placement(placement, reason="Entered twice.", by=office(), at=NOW)
        with pytest.raises(NotAllowed, match="The placement has started; end it early instead."):
            actions.cancel_placement(placement, reason="Ill-timed.", by=office(), at=NOW, on=START)
        assert actions.withdraw_placement(proposal, reason="Twice.", by=office(), at=NOW).state == "withdrawn"
        cancelled = actions.cancel_placement(placement, reason="Ill-timed.", by=office(), at=NOW, on=before_start)
        assert (cancelled.state, cancelled.closing_reason, cancelled.closed_by) == ("cancelled", "Ill-timed.", office())


class TestClosingACycle:
    def test_refuses_while_proposals_wait(self):
        proposal = make_placement(confirmed=False)
        with pytest.raises(NotAllowed, match="1 placements of this cycle are still proposed"):
            actions.close_cycle(proposal.cycle, by=office(), at=NOW)
        actions.confirm_placement(proposal, by=office(), at=NOW)
        cycle = actions.close_cycle(proposal.cycle, by=office(), at=NOW)
        assert (cycle.closed_by, cycle.closed_at) == (office(), NOW)
        with pytest.raises(NotAllowed, match="The cycle is closed."):
            actions.close_cycle(cycle, by=office(), at=NOW)

    def test_requests_go_on(self):
        request = make_request()
        actions.close_cycle(request.placement.cycle, by=office(), at=NOW)
        give_opinions(request)
        assert actions.approve_extension(request, by=office(), at=NOW).state == "approved"


class TestAsking:
    @pytest.mark.parametrize(
        ("on", "sentence"),
        [
            (START - ONE_DAY, "The placement has not started."),
            (dt.date(2016, 3, 24), "Requests open on 25 March 2016; it is not yet open."),
            (dt.date(2016, 3, 25), None),
            (dt.date(2016, 5, 24), None),
            (END, None),
            (END + ONE_DAY, "Requests closed on 24 May 2016; late ones were taken until 23 July 2016."),
        ],
    )
    def test_window(self, placement, on, sentence):
        assert rules.why_not_ask(placement, on=on) == sentence
        if sentence:
            with pytest.raises(NotAllowed, match=sentence):
                make_request(placement, on=on)
        else:
            make_request(placement, on=on)

    @pytest.mark.parametrize(("on", "late"), [(dt.date(2016, 5, 24), False), (dt.date(2016, 5, 25), True)])
    def test_late_ones_are_taken_and_marked(self, placement, on, late):
        assert make_request(placement, on=on).is_late is late

    def test_the_cycle_may_take_late_ones_after_the_end(self, placement):
        placement.cycle.late_days_after_end = 5
        placement.cycle.save()
        request = make_request(placement, on=END + dt.timedelta(days=5))
        assert request.is_late
        give_opinions(request)
        actions.approve_extension(request, by=office(), at=NOW)
        placement.refresh_from_db()
        assert placement.ends_on == dt.date(2017, 1, 23), "approving closes the gap"
        assert placement.phase(on=END + ONE_DAY) == "serving"

    def test_refuses_a_proposal(self):
        with pytest.raises(NotAllowed, match="The placement has not started."):
            make_request(make_placement(confirmed=False))

    def test_refuses_a_stranger(self, placement, other_official_user, staff):
        for stranger in (other_official_user, staff):
            with pytest.raises(NotAllowed, match="This is not your placement."):
                actions.draft_extension(placement, by=stranger, at=NOW, on=DAY)

    def test_a_coordinator_enters_one_that_came_on_paper(self, placement):
        request = actions.draft_extension(
            placement,
            asked_ends_on=dt.date(2017, 1, 23),
            reason="host_asks",
            explanation=EXPLANATION,
            origin="host",
            paper_dated_on=dt.date(2016, 5, 6),
            by=office(),
            at=NOW,
            on=DAY,
        )
        request = actions.submit_extension(request, by=office(), at=NOW, on=DAY)
        assert (request.origin, request.submitted_by) == ("host", office())

    @pytest.mark.parametrize(
        ("until", "facts", "sentence"),
        [
            (END, {}, "The new end must be after 23 July 2016."),
            (
                dt.date(2017, 7, 24),
                {},
                "The new end is past the most months of one extension (12); latest possible 23 July 2017.",
            ),
            (
                dt.date(2017, 7, 23),
                {"most_months": 18},
                "The new end is past the most months (18); latest possible 23 January 2017.",
            ),
            (
                dt.date(2017, 1, 24),
                {"most_extension_months": 6},
                "The new end is past the most months of one extension (6); latest possible 23 January 2017.",
            ),
            (
                dt.date(2017, 1, 1),
                {"programme_ends_on": dt.date(2016, 12, 31)},
                "The new end is past the programme’s last day; latest possible 31 December 2016.",
            ),
        ],
    )
    def test_refuses_an_end_out_of_bounds(self, until, facts, sentence):
        placement = make_placement(cycle=make_cycle(**facts))
        with pytest.raises(NotAllowed) as refusal:
            make_request(placement, until=until)
        assert refusal.value.message_dict == {"asked_ends_on": [sentence]}

    def test_refuses_at_once_where_no_end_is_possible(self):
        placement = make_placement(cycle=make_cycle(programme_ends_on=END))
        with pytest.raises(NotAllowed, match="past the programme’s last day; latest possible 23 July 2016"):
            actions.draft_extension(placement, by=account_of(placement.official), at=NOW, on=DAY)

    def test_a_draft_may_lack_everything_and_sending_says_what(self, placement, official_user):
        def sends(**facts):
            request = actions.draft_extension(placement, **facts, by=official_user, at=NOW, on=DAY)
            with pytest.raises(NotAllowed) as refusal:
                actions.submit_extension(request, by=official_user, at=NOW, on=DAY)
            return refusal.value.message_dict

        until = dt.date(2017, 1, 23)
        assert sends() == {"asked_ends_on": ["Fill this in."]}
        assert sends(asked_ends_on=until) == {"reason": ["Choose a reason."]}
        assert sends(asked_ends_on=until, reason="project", explanation="Not done yet.") == {
            "explanation": ["Write at least 30 characters; you wrote 13."]
        }
        request = ExtensionRequest.objects.get()
        assert (request.state, request.number) == ("draft", None)

    def test_the_personal_reason_needs_no_detail(self, placement):
        assert make_request(placement, reason="personal", explanation="").state == "submitted"

    def test_a_returned_request_keeps_its_number(self):
        request = make_request(state="returned")
        again = make_request(request.placement, until=dt.date(2016, 10, 23))
        assert (again.pk, again.number, again.asked_ends_on) == (request.pk, "R-16-0001", dt.date(2016, 10, 23))

    def test_only_a_draft_is_discarded(self):
        draft = make_request(state="draft")
        official = draft.drafted_by
        with pytest.raises(NotAllowed, match="This is not your placement."):
            actions.discard_draft(draft, by=office(), at=NOW)
        actions.discard_draft(draft, by=official, at=NOW)
        assert not ExtensionRequest.objects.exists()
        with pytest.raises(NotAllowed, match="Only a draft can be discarded."):
            request = make_request(draft.placement)
            actions.discard_draft(request, by=official, at=NOW)


class TestPhases:
    @pytest.mark.parametrize(
        ("on", "phase", "left"),
        [
            (START - ONE_DAY, "upcoming", 365 + 1),
            (START, "serving", 365),
            (END, "serving", 0),
            (END + ONE_DAY, "ended", -1),
        ],
    )
    def test_phase_and_days_left(self, placement, on, phase, left):
        assert placement.phase(on=on) == phase
        assert placement.days_left(on=on) == left
        methods = {
            "upcoming": Placement.objects.upcoming,
            "serving": Placement.objects.serving,
            "ended": Placement.objects.ended,
            "early": Placement.objects.ended_early,
        }
        assert [name for name, method in methods.items() if method(on=on).exists()] == [phase]

    @pytest.mark.parametrize(("on", "soon"), [(dt.date(2016, 4, 23), False), (dt.date(2016, 4, 24), True), (END, True)])
    def test_ending_soon_is_within_the_cycles_days(self, placement, on, soon):
        assert placement.is_ending_soon(on=on) is soon
        assert Placement.objects.ending_soon(on=on).exists() is soon

    def test_extended_is_a_mark_beside_serving_and_ending_soon(self):
        make_request(state="approved")
        on = dt.date(2016, 12, 1)
        for which in (Placement.objects.serving, Placement.objects.extended, Placement.objects.ending_soon):
            assert which(on=on).count() == 1
