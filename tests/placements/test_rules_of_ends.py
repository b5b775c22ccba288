"""Rules that speak where a request is decided, a decision reversed, a term ended early."""

import datetime as dt

import pytest

from placements import actions
from placements.models import Placement
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
    make_placement,
    make_request,
    new_placement,
    office,
)
from tests.placements.test_rules import says

pytestmark = pytest.mark.django_db

ONE_DAY = dt.timedelta(days=1)


class TestDeciding:
    def test_approves_as_asked(self):
        request = make_request(state="approved")
        placement = request.placement
        placement.refresh_from_db()
        assert placement.ends_on == request.approved_ends_on == dt.date(2017, 1, 23)
        assert placement.original_ends_on == END
        assert [entry.kind for entry in placement.term.all()] == ["original", "extension"]
        assert request.is_paper_outstanding

    def test_approves_to_another_day_without_a_new_request(self):
        request = make_request()
        give_opinions(request)
        until = dt.date(2016, 10, 23)
        request = actions.approve_extension(
            request,
            until=until,
            by=office(),
            at=NOW,
            approving_body="中共北京市委组织部",
            decision_document_number="京组干函〔2016〕21号",
            decision_document_on=dt.date(2016, 5, 8),
        )
        request.refresh_from_db()
        assert request.is_approved_to_another_day
        assert not request.is_paper_outstanding
        request.placement.refresh_from_db()
        assert request.placement.ends_on == until

    def test_refuses_a_day_out_of_bounds(self):
        request = make_request()
        give_opinions(request)
        with pytest.raises(NotAllowed) as refusal:
            actions.approve_extension(request, until=dt.date(2017, 7, 24), by=office(), at=NOW)
        assert "latest possible 23 July 2017" in says(refusal)

    def test_nobody_decides_their_own(self):
        request = make_request()
        own = account_of(request.placement.official)
        factories.make_user(own.username, "Coordinators")
        own = type(own).objects.get(pk=own.pk)
        for act in (
            lambda: actions.approve_extension(request, by=own, at=NOW),
            lambda: actions.decline_extension(request, words="No.", next_step="None.", by=own, at=NOW),
            lambda: actions.return_extension(request, words="Less.", by=own, at=NOW),
        ):
            with pytest.raises(NotAllowed, match="You cannot decide your own request."):
                act()

    def test_refuses_without_permission(self, staff):
        request = make_request()
        with pytest.raises(NotAllowed, match="You may not do this."):
            actions.approve_extension(request, by=staff, at=NOW)
        with pytest.raises(NotAllowed, match="You may not do this."):
            actions.record_opinion(
                request, side="home", level="organisation", answer="agrees", given_on=DAY, by=staff, at=NOW
            )

    @pytest.mark.parametrize("state", ["draft", "returned", "withdrawn"])
    def test_refuses_what_is_not_submitted(self, state):
        request = make_request(state=state)
        with pytest.raises(NotAllowed, match="The request is not waiting for a decision."):
            actions.approve_extension(request, by=office(), at=NOW)

    @pytest.mark.parametrize("confirmed", [True, False])
    def test_refuses_a_post_promised_to_a_successor(self, placement, confirmed):
        successor = make_placement(
            host_post=placement.host_post,
            starts_on=dt.date(2016, 7, 25),
            original_ends_on=dt.date(2017, 7, 24),
            confirmed=confirmed,
        )
        request = make_request(placement)
        give_opinions(request)
        with pytest.raises(NotAllowed) as refusal:
            actions.approve_extension(request, by=office(), at=NOW)
        assert says(refusal) == f"The post is promised to a successor from 25 July 2016 ({successor.number})."
        placement.refresh_from_db()
        assert placement.ends_on == END
        actions.approve_extension(request, until=dt.date(2016, 7, 24), by=office(), at=NOW)

    def test_refuses_where_the_official_goes_elsewhere(self, placement):
        other = make_placement(
            official=placement.official, starts_on=dt.date(2016, 9, 1), original_ends_on=dt.date(2017, 8, 31)
        )
        request = make_request(placement)
        give_opinions(request)
        with pytest.raises(NotAllowed, match=f"already has placement {other.number}"):
            actions.approve_extension(request, by=office(), at=NOW)

    @pytest.mark.parametrize(
        ("given", "sentences"),
        [
            (None, ["The host opinion is missing or objects.", "The home opinion is missing or objects."]),
            ({"answer": "objects", "note": "Needed at home."}, ["The host opinion", "The home opinion"]),
            ({"answer": "agrees_until", "until": dt.date(2016, 12, 31)}, ["The host opinion", "The home opinion"]),
            ({"answer": "agrees_until", "until": dt.date(2017, 1, 23)}, []),
        ],
    )
    def test_warns_of_opinions(self, given, sentences):
        request = make_request()
        if given:
            give_opinions(request, **given)
        if sentences:
            with pytest.raises(NeedsReason) as refusal:
                actions.approve_extension(request, by=office(), at=NOW)
            for sentence in sentences:
                assert sentence in says(refusal)
        request = actions.approve_extension(request, reason="Agreed by telephone.", by=office(), at=NOW)
        assert request.departures.count() == len(sentences)

    @pytest.mark.parametrize(("until", "warns"), [(dt.date(2017, 1, 23), False), (dt.date(2017, 1, 24), True)])
    def test_who_agrees_agrees_to_what_is_asked_and_to_no_day_more(self, until, warns):
        request = make_request()
        give_opinions(request)
        if warns:
            with pytest.raises(NeedsReason) as refusal:
                actions.approve_extension(request, until=until, by=office(), at=NOW)
            assert refusal.value.message_dict["reason"][:2] == [
                "The host opinion is missing or objects.",
                "The home opinion is missing or objects.",
            ]
        reason = "Both agreed by telephone." if warns else ""
        assert actions.approve_extension(request, until=until, reason=reason, by=office(), at=NOW)

    def test_one_extension_moves_nobody_else(self):
        others = [make_placement() for _ in range(3)]
        before = list(Placement.objects.exclude(pk=0).values_list("pk", "ends_on"))
        request = make_request(state="approved")
        assert list(Placement.objects.exclude(pk=request.placement_id).values_list("pk", "ends_on")) == before
        assert len(others) == 3

    def test_a_decision_after_an_early_return_needs_the_request_again(self, placement):
        request = make_request(placement)
        with pytest.raises(NotAllowed, match=f"Extension request {request.number} waits; decide it first."):
            actions.return_early(placement, ends_on=DAY, reason="home_needs", by=office(), at=NOW)


class TestReversing:
    def reverse(self, request, on=DAY):
        return actions.reverse_extension(request, reason="Entered for the wrong person.", by=office(), at=NOW, on=on)

    def test_brings_the_earlier_end_back(self):
        request = make_request(state="reversed")
        placement = Placement.objects.get(pk=request.placement_id)
        assert placement.ends_on == END
        assert [entry.kind for entry in placement.term.all()] == ["original", "extension", "reversal"]

    def test_refuses_under_a_later_term_entry(self):
        request = make_request(state="approved")
        actions.return_early(request.placement, ends_on=dt.date(2016, 12, 1), reason="home_needs", by=office(), at=NOW)
        with pytest.raises(NotAllowed, match="cannot be reversed: a later term record rests on it"):
            self.reverse(request)

    def test_refuses_under_a_successor(self):
        request = make_request(state="approved")
        later = actions.propose_placement(
            new_placement(
                host_post=request.placement.host_post,
                starts_on=dt.date(2017, 1, 24),
                original_ends_on=dt.date(2018, 1, 23),
            ),
            reason="Follows at once.",
            by=office(),
            at=NOW + ONE_DAY,
        )
        with pytest.raises(NotAllowed, match=f"cannot be reversed: {later.number} rests on it"):
            self.reverse(request)

    def test_refuses_under_a_new_request(self):
        request = make_request(state="approved")
        again = make_request(request.placement, until=dt.date(2017, 6, 30), on=dt.date(2016, 10, 1))
        with pytest.raises(NotAllowed, match=f"cannot be reversed: {again.number} rests on it"):
            self.reverse(request)

    def test_a_draft_is_no_bar_and_asks_from_the_end_that_is_back(self):
        """Nobody but its writer knows of it, and nobody else could take it out of the way."""
        request = make_request(state="approved")
        placement, official = request.placement, account_of(request.placement.official)
        facts = {"reason": "project", "explanation": EXPLANATION, "by": official, "at": NOW}
        draft = actions.draft_extension(placement, asked_ends_on=dt.date(2017, 6, 30), **facts, on=dt.date(2016, 10, 1))
        self.reverse(request)
        sent = actions.submit_extension(draft, by=official, at=NOW, on=DAY)
        assert (sent.current_ends_on, sent.asked_ends_on) == (END, dt.date(2017, 6, 30))

    @pytest.mark.parametrize(("on", "refused"), [(END, False), (END + ONE_DAY, True)])
    def test_refuses_when_the_earlier_end_is_past(self, on, refused):
        request = make_request(state="approved")
        if refused:
            with pytest.raises(NotAllowed, match="the earlier end is already past"):
                self.reverse(request, on=on)
        else:
            self.reverse(request, on=on)

    def test_refuses_without_reason_and_twice(self):
        request = make_request(state="approved")
        with pytest.raises(NotAllowed, match="Give the reason."):
            actions.reverse_extension(request, reason="", by=office(), at=NOW, on=DAY)
        self.reverse(request)
        with pytest.raises(NotAllowed, match="Only an approved request can be reversed."):
            self.reverse(request)


class TestEarlyReturn:
    def end(self, placement, ends_on=DAY, reason="home_needs"):
        return actions.return_early(placement, ends_on=ends_on, reason=reason, by=office(), at=NOW)

    @pytest.mark.parametrize("ends_on", [START - ONE_DAY, END, END + ONE_DAY])
    def test_refuses_days_outside_the_term(self, placement, ends_on):
        with pytest.raises(NotAllowed) as refusal:
            self.end(placement, ends_on)
        assert refusal.value.message_dict == {"ends_on": ["The day must be between 24 July 2015 and 22 July 2016."]}

    @pytest.mark.parametrize("reason", ["", "illness"])
    def test_refuses_a_reason_not_of_the_list(self, placement, reason):
        with pytest.raises(NotAllowed, match="Choose a reason."):
            self.end(placement, reason=reason)

    @pytest.mark.parametrize("ends_on", [START, END - ONE_DAY])
    def test_takes_the_first_and_the_last_possible_day(self, placement, ends_on):
        self.end(placement, ends_on)
        placement.refresh_from_db()
        assert (placement.ends_on, placement.phase(on=END)) == (ends_on, "early")

    def test_is_taken_back_like_an_extension(self, placement):
        self.end(placement)
        with pytest.raises(NotAllowed, match="Give the reason."):
            actions.reverse_early_return(placement, reason="", by=office(), at=NOW, on=DAY)
        actions.reverse_early_return(placement, reason="The recall was withdrawn.", by=office(), at=NOW, on=DAY)
        placement.refresh_from_db()
        assert placement.ends_on == END
        with pytest.raises(NotAllowed, match="not an early return"):
            actions.reverse_early_return(placement, reason="Again.", by=office(), at=NOW, on=DAY)

    def test_is_taken_back_past_a_draft_and_not_past_what_was_sent(self, placement):
        self.end(placement, dt.date(2016, 6, 30))
        request = make_request(placement, state="returned", until=dt.date(2016, 9, 30))
        with pytest.raises(NotAllowed, match=f"cannot be taken back: {request.number} rests on it"):
            actions.reverse_early_return(placement, reason="Withdrawn.", by=office(), at=NOW, on=DAY)
        actions.withdraw_extension(request, by=office(), at=NOW)
        make_request(placement, state="draft", until=dt.date(2016, 9, 30))
        actions.reverse_early_return(placement, reason="Withdrawn.", by=office(), at=NOW, on=DAY)
        placement.refresh_from_db()
        assert placement.ends_on == END

    def test_is_taken_back_until_the_earlier_end(self, placement):
        self.end(placement)
        with pytest.raises(NotAllowed, match="the earlier end is already past"):
            actions.reverse_early_return(placement, reason="Withdrawn.", by=office(), at=NOW, on=END + ONE_DAY)
        actions.reverse_early_return(placement, reason="Withdrawn.", by=office(), at=NOW, on=END)

    def test_is_taken_back_before_whoever_follows_the_whole_term(self, placement):
        self.end(placement)
        follows = new_placement(cycle=make_cycle(2016), host_post=placement.host_post)
        actions.propose_placement(follows, by=office(), at=NOW)
        actions.reverse_early_return(placement, reason="Withdrawn.", by=office(), at=NOW, on=DAY)
        placement.refresh_from_db()
        assert placement.ends_on == END

    def test_is_not_taken_back_over_a_successor(self, placement):
        self.end(placement, dt.date(2016, 1, 31))
        later = make_placement(
            host_post=placement.host_post, starts_on=dt.date(2016, 2, 1), original_ends_on=dt.date(2017, 1, 31)
        )
        with pytest.raises(NotAllowed, match=later.number):
            actions.reverse_early_return(placement, reason="Withdrawn.", by=office(), at=NOW, on=dt.date(2016, 1, 20))
