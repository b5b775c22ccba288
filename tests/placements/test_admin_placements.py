"""Entering, correcting and confirming placements in the back office, as a coordinator does."""

import datetime as dt
import re

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from placements.models import Departure, Placement, TermEntry
from placements.models.placements import State
from tests.factories import (
    END,
    NOW,
    START,
    make_cycle,
    make_official,
    make_organisation,
    make_placement,
    make_post,
    make_quota,
    make_request,
)

pytestmark = pytest.mark.django_db

LIST = reverse("admin:placements_placement_changelist")
ADD = reverse("admin:placements_placement_add")
NO_INLINES = {
    f"{prefix}-{name}": 0
    for prefix in ("term", "extension_requests", "departures")
    for name in ("TOTAL_FORMS", "INITIAL_FORMS")
}


def change(placement):
    return reverse("admin:placements_placement_change", args=[placement.pk])


def verb(placement, name):
    return reverse(f"admin:placements_placement_{name}", args=[placement.pk])


def typed(placement, **facts):
    """What the form of a placement sends when nothing but `facts` is changed."""
    fields = {
        "official": placement.official_id,
        "host_post": placement.host_post_id,
        "starts_on": placement.starts_on.isoformat(),
        "original_ends_on": placement.original_ends_on.isoformat(),
        "task": placement.task,
        "note": placement.note,
    }
    return {**fields, **NO_INLINES, **facts}


def errors(response):
    """The sentences of a page that refused, by field."""
    assert response.status_code == 200
    return {field: list(sentences) for field, sentences in response.context["adminform"].form.errors.items()}


@pytest.fixture
def door(coordinator, signed_in):
    return signed_in(coordinator)


@pytest.fixture
def facts(db):
    """An official, a post and a cycle that no rule objects to."""
    return {"official": make_official().pk, "host_post": make_post().pk, "cycle": make_cycle().pk}


class TestEntering:
    def test_three_fields_are_enough(self, door, facts, coordinator):
        response = door.post(ADD, facts)

        assert response.status_code == 302, errors(response)
        placement = Placement.objects.get()
        assert (placement.starts_on, placement.original_ends_on, placement.ends_on) == (START, END, END)
        assert placement.number == "P-15-0001"
        assert placement.state == State.PROPOSED
        assert placement.proposed_by == coordinator
        assert placement.home_post == placement.official.home_post

    def test_the_open_cycle_is_chosen_beforehand(self, door):
        make_cycle(2014)
        upcoming = make_cycle(2040, programme_ends_on=dt.date(2050, 1, 1))

        form = door.get(ADD).context["adminform"].form

        assert form.get_initial_for_field(form.fields["cycle"], "cycle") == upcoming
        assert form.fields["starts_on"].required is False

    def test_an_address_may_fill_the_form(self, door, facts):
        form = door.get(ADD, facts).context["adminform"].form

        assert form.initial["official"] == str(facts["official"])

    def test_a_taken_official_is_refused_at_the_field_with_number_and_days(self, door, facts):
        other = make_placement()

        refused = errors(door.post(ADD, {**facts, "official": other.official_id}))

        assert refused == {
            "official": [
                f"{other.official} already has placement {other.number}, 24 July 2015 to 23 July 2016.",
            ]
        }

    def test_a_taken_post_is_refused_at_the_field(self, door, facts):
        other = make_placement()

        refused = errors(door.post(ADD, {**facts, "host_post": other.host_post_id}))

        assert list(refused) == ["host_post"]
        assert other.number in refused["host_post"][0]

    def test_a_post_at_home_is_refused(self, door, facts):
        refused = errors(door.post(ADD, {**facts, "host_post": make_post("110106").pk}))

        assert refused == {"host_post": ["The host post is in the home region (Beijing)."]}

    def test_a_term_under_a_year_is_refused(self, door, facts):
        refused = errors(door.post(ADD, {**facts, "original_ends_on": "2016-07-22"}))

        assert refused == {"original_ends_on": ["The term is under 12 months; the earliest end is 23 July 2016."]}

    def test_an_end_before_the_start_is_refused(self, door, facts):
        refused = errors(door.post(ADD, {**facts, "original_ends_on": "2015-01-01"}))

        assert refused == {"original_ends_on": ["The term ends before it starts."]}

    def test_a_closed_cycle_is_refused(self, door, facts, coordinator):
        closed = make_cycle(2014, closed_at=dt.datetime(2015, 1, 1, tzinfo=dt.UTC), closed_by=coordinator)

        refused = errors(door.post(ADD, {**facts, "cycle": closed.pk}))

        assert refused == {"cycle": ["The cycle is closed."]}

    @pytest.mark.parametrize("day", ["1999-12-31", "2101-01-01"])
    def test_days_of_another_century_are_refused_in_words(self, door, facts, day):
        refused = errors(door.post(ADD, {**facts, "appointment_document_on": day}))

        assert refused == {"__all__": ["The day must be between 2000-01-01 and 2100-01-01."]}

    @pytest.mark.parametrize("day", ["2016-02-30", "-infinity", "9" * 400, "soon"])
    def test_days_that_are_none_are_refused(self, door, facts, day):
        assert "starts_on" in errors(door.post(ADD, {**facts, "starts_on": day}))

    @pytest.mark.parametrize("key", ["", "0", "9" * 400])
    def test_officials_that_do_not_exist_are_refused(self, door, facts, key):
        assert "official" in errors(door.post(ADD, {**facts, "official": key}))

    def test_a_key_that_is_none_cannot_be_read(self, door, facts):
        assert door.post(ADD, {**facts, "official": "abc"}).status_code == 400
        assert door.get(ADD, {"official": "abc"}).status_code == 400

    def test_a_warning_asks_for_a_reason_and_keeps_what_was_typed(self, door, facts):
        make_quota(make_cycle(), places=0)

        response = door.post(ADD, {**facts, "task": "Reservoir works"})

        assert errors(response) == {
            "reason": [
                "The quota Beijing to Hebei is reached (0 of 0).",
                "To go on, write the reason; it is kept.",
            ]
        }
        page = response.content.decode()
        assert "Reservoir works" in page
        assert 'name="reason"' in page
        assert not Placement.objects.exists()

    def test_the_reason_is_not_asked_for_where_nothing_warns(self, door):
        assert 'name="reason"' not in door.get(ADD).content.decode()

    def test_the_reason_is_kept_with_the_warning(self, door, facts):
        make_quota(make_cycle(), places=0)

        response = door.post(ADD, {**facts, "reason": "Both departments agreed to one more."})

        assert response.status_code == 302, errors(response)
        departure = Departure.objects.get()
        assert departure.placement == Placement.objects.get()
        assert departure.reason == "Both departments agreed to one more."

    def test_a_state_that_is_typed_is_not_read(self, door, facts):
        door.post(ADD, {**facts, "state": "confirmed", "number": "P-99-9999", "ends_on": "2050-01-01"})

        placement = Placement.objects.get()
        assert (placement.state, placement.number, placement.ends_on) == (State.PROPOSED, "P-15-0001", END)


class TestCorrecting:
    def test_a_proposal_changes_its_official_and_with_it_the_home_post(self, door):
        placement, other = make_placement(confirmed=False), make_official("120000")

        response = door.post(change(placement), typed(placement, official=other.pk))

        assert response.status_code == 302, errors(response)
        placement.refresh_from_db()
        assert placement.official == other
        assert placement.home_post == other.home_post
        assert placement.home_region_id == "120000"

    def test_a_refusal_shows_at_the_field_and_saves_nothing(self, door):
        placement, other = make_placement(confirmed=False), make_placement()

        refused = errors(door.post(change(placement), typed(placement, official=other.official_id, task="New")))

        assert list(refused) == ["official"]
        placement.refresh_from_db()
        assert placement.task == ""

    def test_a_confirmed_placement_keeps_who_where_and_when(self, door):
        placement, other = make_placement(), make_official()

        response = door.post(
            change(placement), typed(placement, official=other.pk, starts_on="2015-08-01", task="Water prices")
        )

        assert response.status_code == 302, errors(response)
        before = placement.official
        placement.refresh_from_db()
        assert (placement.official, placement.starts_on, placement.task) == (before, START, "Water prices")

    def test_what_was_withdrawn_is_only_read(self, door):
        placement = make_placement(confirmed=False)
        door.post(verb(placement, "withdraw"), {"reason": "Entered twice."})

        assert 'name="_save"' not in door.get(change(placement)).content.decode()
        assert door.post(change(placement), typed(placement, task="No")).status_code == 403

    def test_a_contact_and_the_congress_decision_are_entered_after_confirmation(self, door):
        placement = make_placement(host_post=make_post(needs_congress_decision=True))
        decided = {"congress_decision_number": "承人常〔2015〕8号", "congress_decision_on": "2015-08-01"}

        response = door.post(change(placement), typed(placement, **decided))

        assert response.status_code == 302, errors(response)
        placement.refresh_from_db()
        assert not placement.is_appointment_outstanding

    @pytest.mark.parametrize("language", ["en", "zh-hans"])
    def test_a_form_that_is_sent_as_it_came_is_taken(self, door, language):
        """The days stand in the fields as the fields read them, in either language."""
        placement = make_placement(confirmed=False)
        door.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        with translation.override(language):
            form = door.get(change(placement)).context["adminform"].form
            sent = {name: form[name].value() for name in form.fields if form[name].value() is not None}
            shown = {name: form[name].subwidgets[0].data["value"] for name in ("starts_on", "original_ends_on")}
            assert shown == {"starts_on": "2015-07-24", "original_ends_on": "2016-07-23"}
            assert door.post(change(placement), {**sent, **NO_INLINES, **shown}).status_code == 302

    def test_nothing_is_deleted(self, door, placement):
        address = reverse("admin:placements_placement_delete", args=[placement.pk])

        assert door.get(address).status_code == 403
        assert door.post(address, {"post": "yes"}).status_code == 403
        assert Placement.objects.filter(pk=placement.pk).exists()


class TestButtons:
    def test_confirming_opens_the_ledger(self, door):
        placement = make_placement(confirmed=False)
        assert verb(placement, "confirm") in door.get(change(placement)).content.decode()

        response = door.post(verb(placement, "confirm"), follow=True)

        assert f"{placement} is confirmed." in response.content.decode()
        placement.refresh_from_db()
        assert placement.state == State.CONFIRMED
        assert TermEntry.objects.get(placement=placement).ends_on == END

    def test_a_warning_leads_to_a_page_that_asks_for_the_reason(self, door):
        placement = make_placement(confirmed=False, host_post=make_post(needs_congress_decision=True))

        page = door.post(verb(placement, "confirm"))

        assert "The post needs a people’s congress decision; number and date are missing." in page.content.decode()
        response = door.post(verb(placement, "confirm"), {"reason": "The standing committee meets in August."})
        assert response.status_code == 302
        placement.refresh_from_db()
        assert placement.state == State.CONFIRMED

    def test_asking_changes_nothing(self, door):
        placement = make_placement(confirmed=False)

        for name in ["confirm", "withdraw", "cancel", "return-early", "reverse-early-return"]:
            assert "<form" in door.get(verb(placement, name)).content.decode()

        placement.refresh_from_db()
        assert placement.state == State.PROPOSED

    def test_a_withdrawal_needs_a_reason(self, door):
        placement = make_placement(confirmed=False)

        page = door.post(verb(placement, "withdraw"), {"reason": "  "})
        assert page.status_code == 200
        assert page.context["form"].errors["reason"]

        assert door.post(verb(placement, "withdraw"), {"reason": "Entered twice."}).status_code == 302
        placement.refresh_from_db()
        assert (placement.state, placement.closing_reason) == (State.WITHDRAWN, "Entered twice.")

    def test_a_placement_that_has_started_is_not_cancelled(self, door, placement):
        page = door.post(verb(placement, "cancel"), {"reason": "Too late."})

        assert "The placement has started; end it early instead." in page.content.decode()

    def test_a_placement_that_has_not_started_is_cancelled(self, door):
        cycle = make_cycle(2040, programme_ends_on=dt.date(2050, 1, 1))
        placement = make_placement(cycle=cycle)

        response = door.post(verb(placement, "cancel"), {"reason": "The host no longer needs it."})

        assert response.status_code == 302
        placement.refresh_from_db()
        assert placement.state == State.CANCELLED

    def test_a_term_ends_early_and_the_earlier_end_is_taken_back(self, door, placement):
        early = {"ends_on": "2016-03-31", "reason": "completed", "note": ""}

        assert door.post(verb(placement, "return-early"), early).status_code == 302
        placement.refresh_from_db()
        assert placement.ends_on == dt.date(2016, 3, 31)
        reverse = verb(placement, "reverse-early-return")
        assert door.post(reverse, {"reason": "Wrong person."}).status_code == 200, "the earlier end is long past"
        with time_machine.travel(NOW, tick=False):
            assert door.post(reverse, {"reason": "Wrong person."}).status_code == 302
        placement.refresh_from_db()
        assert placement.ends_on == END

    def test_an_early_return_is_taken_back_after_an_extension_too(self, door):
        """The end is later than the original one; that it comes early says the ledger."""
        placement = make_request(state="approved").placement
        with time_machine.travel(NOW, tick=False):
            offered = verb(placement, "reverse-early-return")
            assert offered not in door.get(change(placement)).content.decode()
            early = {"ends_on": "2016-10-31", "reason": "completed", "note": ""}
            assert door.post(verb(placement, "return-early"), early).status_code == 302
            assert offered in door.get(change(placement)).content.decode()
            assert door.post(offered, {"reason": "Wrong person."}).status_code == 302
        placement.refresh_from_db()
        assert placement.ends_on == dt.date(2017, 1, 23)
        with time_machine.travel(NOW, tick=False):
            assert offered not in door.get(change(placement)).content.decode(), "it was taken back"

    def test_an_end_outside_the_term_is_refused_at_the_field(self, door, placement):
        page = door.post(verb(placement, "return-early"), {"ends_on": "2017-03-31", "reason": "completed"})

        assert "The day must be between 24 July 2015 and 22 July 2016." in page.context["form"].errors["ends_on"]

    def test_a_placement_that_is_confirmed_is_not_confirmed_again(self, door, placement):
        page = door.post(verb(placement, "confirm"))

        assert "Only a proposed placement can be confirmed." in page.content.decode()

    def test_a_placement_that_does_not_exist(self, door):
        for key in [10**9, "9" * 400, "abc"]:
            address = f"{LIST}{key}/confirm/"
            assert door.post(address).status_code == 302
            assert door.get(f"{LIST}{key}/change/").status_code == 302
            assert door.get(f"{LIST}{key}/history/").status_code == 302


class TestManyAtOnce:
    def act(self, door, action, placements, **more):
        return door.post(LIST, {"action": action, "_selected_action": [p.pk for p in placements], **more}, follow=True)

    def test_one_refusal_never_undoes_the_others(self, door):
        good, bad = make_placement(confirmed=False), make_placement()

        page = self.act(door, "confirm_selected", [good, bad]).content.decode()

        assert "1 confirmed, 1 refused" in page
        assert f"{bad}: Only a proposed placement can be confirmed." in page
        good.refresh_from_db()
        assert good.state == State.CONFIRMED

    def test_those_that_need_a_reason_are_asked_for_it(self, door):
        plain = make_placement(confirmed=False)
        mayor = make_placement(confirmed=False, host_post=make_post(needs_congress_decision=True))

        response = self.act(door, "confirm_selected", [plain, mayor])

        assert response.context["rows"] == [mayor]
        page = response.content.decode()
        assert "1 confirmed, 0 refused" in page
        assert f"{mayor}: The post needs a people’s congress decision; number and date are missing." in page
        page = self.act(door, "confirm_selected", [mayor], apply=1, reason="Meets in August.").content.decode()
        assert "1 confirmed, 0 refused" in page
        assert set(Placement.objects.values_list("state", flat=True)) == {State.CONFIRMED}

    def test_a_withdrawal_asks_for_one_reason_for_all(self, door):
        placements = [make_placement(confirmed=False) for _ in range(2)]

        page = self.act(door, "withdraw_selected", placements)
        assert page.context["rows"] == placements
        assert not page.context["form"].errors

        page = self.act(door, "withdraw_selected", placements, apply=1, reason="The cycle was cut.").content.decode()
        assert "2 withdrawn, 0 refused" in page
        assert set(Placement.objects.values_list("closing_reason", flat=True)) == {"The cycle was cut."}

    def test_all_pages_are_chosen_at_most_two_hundred_at_once(self, door, monkeypatch):
        monkeypatch.setattr("placements.admin.verbs.MOST_AT_ONCE", 1)
        placements = [make_placement(confirmed=False) for _ in range(2)]

        page = self.act(door, "confirm_selected", placements).content.decode()

        assert "Choose at most 1 at once." in page
        assert set(Placement.objects.values_list("state", flat=True)) == {State.PROPOSED}


class TestTheList:
    def shown(self, door, **query):
        return [str(placement) for placement in door.get(LIST, query).context["cl"].result_list]

    def test_people_are_found_as_their_names_are_written(self, door):
        placement = make_placement(
            official=make_official(family_name="Lyu", given_name="Zhenqian", name_zh="吕震乾"),
        )
        make_placement()

        for text in ["吕震", "lv zhenqian", "lzq", "lu", placement.number, placement.number.lower()]:
            assert self.shown(door, q=text) == [str(placement)], text

    @pytest.mark.parametrize(
        ("query", "number"),
        [
            ({"state": "proposed"}, 1),
            ({"state": "confirmed"}, 2),
            ({"phase": "ended"}, 2),
            ({"phase": "serving"}, 0),
            ({"year": "2015"}, 3),
            ({"home": "110000"}, 3),
            ({"host": "110000"}, 0),
            ({"ending": "90"}, 0),
            ({"appointment": "outstanding"}, 0),
            ({"created": "yes"}, 1),
        ],
    )
    def test_filters(self, door, query, number):
        make_placement(confirmed=False)
        make_placement()
        make_placement(host_post=make_post(is_created_for_programme=True))

        assert len(self.shown(door, **query)) == number

    @pytest.mark.parametrize("rows", [1, 50])
    def test_queries_do_not_grow_with_the_rows(self, door, django_assert_num_queries, rows):
        cycle, home, host = make_cycle(), make_organisation("110000"), make_organisation()
        for _ in range(rows):
            official = make_official(home_post=make_post(organisation=home))
            make_placement(confirmed=False, cycle=cycle, official=official, host_post=make_post(organisation=host))
        door.get(LIST)

        # session, account; count, rows; for the filters: cycles, regions twice
        with django_assert_num_queries(7):
            page = door.get(LIST)

        assert len(re.findall("P-15-", page.content.decode())) >= rows


class TestHistory:
    def test_who_did_what_from_what_to_what(self, door, coordinator):
        placement = make_placement(confirmed=False)
        door.post(change(placement), typed(placement, task="Water prices"))
        door.post(verb(placement, "confirm"))

        page = door.get(reverse("admin:placements_placement_history", args=[placement.pk])).content.decode()

        text = " ".join(re.sub(r"<[^>]+>", " ", page).split())
        assert "Changed · confirmation of a placement" in text
        assert "State proposed → confirmed" in text
        assert "Task Water prices" in text
        assert "Term record · added · confirmation of a placement" in text
        assert str(coordinator) in text
