"""The nine things that must never be false, each attacked through every door.

Each class is one invariant of the domain; its tests are the doors: the action, the admin form
(test_invariants_in_admin.py), the ORM's bulk methods, raw SQL.
"""

import datetime as dt

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from officials.models import Official, Post
from placements import actions
from placements.models import Departure, ExtensionRequest, Opinion, Placement, TermEntry
from placements.models.placements import State
from placements.refusals import NotAllowed
from tests import factories
from tests.attacks import refused_by_database, sql
from tests.factories import (
    DAY,
    END,
    NOW,
    START,
    make_official,
    make_placement,
    make_post,
    make_request,
    new_placement,
)

pytestmark = pytest.mark.django_db

DAY_BEFORE = START - dt.timedelta(days=1)


def unsaved(**facts):
    """A whole row as bulk_create takes it: nothing asked, nothing filled in by an action."""
    placement = new_placement(**facts)
    ends_on = facts.get("ends_on")
    placement.fill_in()
    if ends_on:
        placement.ends_on = ends_on
    placement.number = f"P-99-{Placement.objects.count():04d}"
    placement.proposed_by, placement.proposed_at = factories.office(), NOW
    return placement


class TestDates:
    """1. A placement does not end before it starts, within 2000–2100; its original term is at least a year."""

    @pytest.mark.parametrize(
        ("starts_on", "ends_on"),
        [
            (START, DAY_BEFORE),
            (START, dt.date(2016, 7, 22)),
            (dt.date(1999, 7, 24), dt.date(2000, 12, 31)),
            (dt.date(2099, 7, 24), dt.date(2100, 7, 24)),
        ],
    )
    def test_action(self, starts_on, ends_on):
        with pytest.raises(ValidationError):
            make_placement(starts_on=starts_on, original_ends_on=ends_on)
        assert not Placement.objects.exists()

    def test_bulk(self):
        with refused_by_database("placement_does_not_end_before_it_starts", "placement_term_is_a_year_at_least"):
            Placement.objects.bulk_create([unsaved(original_ends_on=DAY_BEFORE)])
        with refused_by_database("placement_term_is_a_year_at_least"):
            Placement.objects.bulk_create([unsaved(original_ends_on=dt.date(2016, 7, 22))])
        placement = make_placement(confirmed=False)
        with refused_by_database("placement_days_are_of_this_century"):
            Placement.objects.update(ends_on=dt.date(2101, 1, 1), original_ends_on=dt.date(2101, 1, 1))
        placement.refresh_from_db()
        assert placement.ends_on == END

    def test_sql(self):
        make_placement(confirmed=False)
        with refused_by_database("placement_does_not_end_before_it_starts", "placement_term_is_a_year_at_least"):
            sql("update placements_placement set ends_on = '2015-07-01', original_ends_on = '2015-07-01'")
        with refused_by_database("placement_days_are_of_this_century", "placement_term_is_a_year_at_least"):
            sql("update placements_placement set starts_on = '-infinity'")
        with refused_by_database("placement_days_are_of_this_century"):
            sql("update placements_placement set ends_on = 'infinity', original_ends_on = 'infinity'")

    @pytest.mark.parametrize(
        ("starts_on", "ends_on"),
        [
            (dt.date(2016, 2, 29), dt.date(2017, 2, 27)),
            (dt.date(2015, 3, 1), dt.date(2016, 2, 29)),
            (dt.date(2015, 7, 24), dt.date(2016, 7, 23)),
        ],
    )
    def test_the_shortest_year_is_taken_and_a_day_less_is_not(self, starts_on, ends_on):
        with refused_by_database("placement_term_is_a_year_at_least"):
            Placement.objects.bulk_create(
                [unsaved(starts_on=starts_on, original_ends_on=ends_on - dt.timedelta(days=1))]
            )
        Placement.objects.bulk_create([unsaved(starts_on=starts_on, original_ends_on=ends_on)])

    def test_a_placement_that_completes_another_may_be_shorter(self):
        first = make_placement()
        actions.return_early(first, ends_on=dt.date(2016, 1, 31), reason="home_needs", by=factories.office(), at=NOW)
        second = make_placement(
            host_post=first.host_post, starts_on=dt.date(2016, 2, 1), original_ends_on=END, replaces=first
        )
        assert second.days_in_all == 174
        with refused_by_database("placement_term_is_a_year_at_least"):
            Placement.objects.filter(pk=second.pk).update(replaces=None)


class TestRegions:
    """2. Home region and host region differ, and are those of its two posts' organisations."""

    def test_action(self):
        with pytest.raises(NotAllowed) as refusal:
            make_placement(official=make_official("110000"), host_post=make_post("110106"))
        assert refusal.value.message_dict["host_post"] == ["The host post is in the home region (Beijing)."]

    def test_action_takes_regions_from_the_posts(self):
        placement = make_placement(home_region=factories.jurisdiction("120000"))
        assert (placement.home_region_id, placement.host_region_id) == ("110000", "130000")

    def test_bulk(self):
        make_placement()
        with refused_by_database("placement_crosses_regions"):
            Placement.objects.bulk_create([unsaved(official=make_official("110000"), host_post=make_post("110106"))])
        with refused_by_database("placement_confirmed_is_fixed"):
            Placement.objects.update(home_region="120000")
        with refused_by_database("post_region_is_its_organisations", "placement_host_region_is_its_posts"):
            Post.objects.filter(region="130000").update(region="110000")

    def test_sql(self):
        proposed = make_placement(confirmed=False)
        factories.jurisdiction("120000")
        with refused_by_database("placement_home_region_is_its_posts"):
            sql("update placements_placement set home_region_id = '120000'")
        with refused_by_database("placement_crosses_regions"):
            sql("update placements_placement set host_region_id = home_region_id")
        with refused_by_database("post_region_is_its_organisations", "placement_host_region_is_its_posts"):
            sql("update officials_post set region_id = '110000' where id = %s", proposed.host_post_id)
        with refused_by_database("organisation_region_is_its_jurisdictions", "post_region_is_its_organisations"):
            sql("update officials_organisation set region_id = '110000' where region_id = '130000'")
        with refused_by_database("post_region_is_its_organisations"):
            sql(
                "update officials_organisation set region_id = '110000', jurisdiction_id = '110000'"
                " where region_id = '130000'"
            )

    def test_register_in_use_keeps_its_region(self):
        placement = make_placement()
        organisation = placement.host_post.organisation
        organisation.jurisdiction = factories.jurisdiction("110000")
        with pytest.raises(ValidationError, match="region of an organisation in use"):
            organisation.full_clean()
        post = placement.host_post
        post.organisation = factories.make_organisation("110000")
        with pytest.raises(ValidationError, match="region of a post in use"):
            post.full_clean()


class TestOneOfficial:
    """3. No official has two live placements that share a day."""

    def test_action(self):
        first = make_placement(confirmed=False)
        with pytest.raises(NotAllowed) as refusal:
            make_placement(official=first.official, starts_on=END, original_ends_on=dt.date(2017, 7, 22))
        assert refusal.value.message_dict == {
            "official": [f"{first.official} already has placement {first.number}, 24 July 2015 to 23 July 2016."]
        }

    def test_bulk(self):
        first = make_placement()
        with refused_by_database("placement_official_is_in_one_place"):
            Placement.objects.bulk_create([unsaved(official=first.official)])
        second = make_placement()
        with refused_by_database("placement_confirmed_is_fixed"):
            Placement.objects.filter(pk=second.pk).update(official=first.official)

    def test_sql(self):
        first, second = make_placement(), make_placement(confirmed=False)
        with refused_by_database("placement_official_is_in_one_place"):
            sql("update placements_placement set official_id = %s where id = %s", first.official_id, second.pk)

    def test_the_day_after_is_free_and_a_withdrawn_one_holds_nobody(self):
        first = make_placement()
        make_placement(
            official=first.official, starts_on=END + dt.timedelta(days=1), original_ends_on=dt.date(2017, 7, 23)
        )
        other = make_placement(confirmed=False)
        actions.withdraw_placement(other, reason="Entered twice.", by=factories.office(), at=NOW)
        make_placement(official=other.official, host_post=other.host_post)


class TestOneGuest:
    """4. No host post has two live placements that share a day."""

    def test_action(self):
        first = make_placement()
        with pytest.raises(NotAllowed) as refusal:
            make_placement(host_post=first.host_post)
        assert refusal.value.message_dict == {
            "host_post": [f"The post is held by {first.official}, {first.number}, 24 July 2015 to 23 July 2016."]
        }

    def test_bulk(self):
        first = make_placement()
        with refused_by_database("placement_post_has_one_guest"):
            Placement.objects.bulk_create([unsaved(host_post=first.host_post)])

    def test_sql(self):
        first, second = make_placement(), make_placement(confirmed=False)
        with refused_by_database("placement_post_has_one_guest"):
            sql("update placements_placement set host_post_id = %s where id = %s", first.host_post_id, second.pk)

    def test_an_extension_does_not_run_into_the_successor(self):
        first = make_placement()
        make_placement(host_post=first.host_post, starts_on=dt.date(2016, 8, 1), original_ends_on=dt.date(2017, 7, 31))
        request = make_request(first, until=dt.date(2016, 8, 1))
        with refused_by_database("placement_post_has_one_guest"):
            TermEntry.objects.create(
                placement=first,
                serial=2,
                kind="extension",
                previous_ends_on=END,
                ends_on=dt.date(2016, 8, 1),
                request=request,
                entered_by=factories.office(),
                entered_at=NOW,
            )


class TestLedger:
    """5. The current end is that of the latest term entry; term entries are never changed or deleted."""

    def test_action(self):
        placement = make_placement()
        placement.original_ends_on = dt.date(2017, 7, 23)
        with pytest.raises(NotAllowed, match="no longer change"):
            actions.correct_placement(placement, by=factories.office(), at=NOW)
        placement.refresh_from_db()
        placement.ends_on = dt.date(2017, 7, 23)
        actions.correct_placement(placement, by=factories.office(), at=NOW)
        placement.refresh_from_db()
        assert placement.ends_on == END, "the action puts back the end of the ledger"

    def test_bulk(self):
        make_placement()
        with refused_by_database("placement_end_is_of_latest_term_entry"):
            Placement.objects.update(ends_on=dt.date(2016, 12, 31))
        with refused_by_database("term_entry_is_kept"):
            TermEntry.objects.update(ends_on=dt.date(2016, 12, 31))
        with refused_by_database("term_entry_is_kept"):
            TermEntry.objects.all()._raw_delete("default")
        with refused_by_database("term_entry_builds_on_the_latest"):
            TermEntry.objects.bulk_create(
                [
                    TermEntry(
                        placement=Placement.objects.get(),
                        serial=5,
                        kind="early_return",
                        reason="home_needs",
                        previous_ends_on=END,
                        ends_on=DAY,
                        entered_by=factories.office(),
                        entered_at=NOW,
                    )
                ]
            )

    def test_sql(self):
        placement = make_placement()
        with refused_by_database("placement_end_is_of_latest_term_entry"):
            sql("update placements_placement set ends_on = ends_on + 30")
        with refused_by_database("term_entry_is_kept"):
            sql("update placements_termentry set ends_on = ends_on + 30")
        with refused_by_database("term_entry_is_kept"):
            sql("delete from placements_termentry")
        with refused_by_database("placement_is_kept"):
            sql("delete from placements_placement")
        with refused_by_database("term_entry_builds_on_the_latest"):
            _entry_by_sql(placement, serial=2, previous="2016-07-22", ends="2016-05-01")
        with refused_by_database("term_entry_early_return_is_within"):
            _entry_by_sql(placement, serial=2, previous=END, ends="2016-08-01")
        _entry_by_sql(placement, serial=2, previous=END, ends="2016-05-01")
        placement.refresh_from_db()
        assert placement.ends_on == dt.date(2016, 5, 1), "the database moves the end with the entry"

    def test_sql_cannot_confirm_without_a_ledger_nor_open_one_without_confirming(self):
        placement = make_placement(confirmed=False)
        with refused_by_database("placement_end_is_of_latest_term_entry"):
            sql(
                "update placements_placement set state = 'confirmed', confirmed_by_id = proposed_by_id,"
                " confirmed_at = proposed_at"
            )
        with refused_by_database("term_entry_is_of_a_confirmed_placement"):
            TermEntry.objects.create(
                placement=placement,
                serial=1,
                kind="original",
                ends_on=END,
                entered_by=factories.office(),
                entered_at=NOW,
            )

    @pytest.mark.django_db(transaction=True)
    def test_the_ledger_is_written_under_read_committed_only(self):
        placement = make_placement()
        with refused_by_database("25000"):
            sql("set transaction isolation level repeatable read")
            _entry_by_sql(placement, serial=2, previous=END, ends="2016-05-01")


def _entry_by_sql(placement, *, serial, previous, ends):
    sql(
        "insert into placements_termentry (placement_id, serial, kind, previous_ends_on, ends_on, reason, note,"
        " entered_by_id, entered_at) values (%s, %s, 'early_return', %s, %s, 'home_needs', '', %s, now())",
        placement.pk,
        serial,
        previous,
        ends,
        placement.proposed_by_id,
    )


class TestOneOpenRequest:
    """6. At most one open request (draft, submitted, returned) for a placement."""

    @pytest.mark.parametrize("state", ["submitted", "draft", "returned"])
    def test_action(self, state):
        request = make_request(state=state)
        official = request.placement.official.account
        if state == "submitted":
            with pytest.raises(NotAllowed, match=f"An open request exists: {request.number}."):
                make_request(request.placement)
        else:
            again = actions.draft_extension(
                request.placement, explanation="Something else.", by=official, at=NOW, on=DAY
            )
            assert again.pk == request.pk, "the draft or returned request is gone on with"
        assert ExtensionRequest.objects.count() == 1

    def test_bulk(self):
        request = make_request()
        with refused_by_database("request_one_open_for_a_placement"):
            ExtensionRequest.objects.bulk_create(
                [
                    ExtensionRequest(
                        placement=request.placement, current_ends_on=END, drafted_by=request.drafted_by, drafted_at=NOW
                    )
                ]
            )

    def test_sql(self):
        request = make_request()
        with refused_by_database("request_one_open_for_a_placement"):
            sql(
                "insert into placements_extensionrequest (placement_id, state, origin, current_ends_on, reason,"
                " explanation, is_late, drafted_by_id, drafted_at, return_words, decision_words, next_step,"
                " approving_body, signed_off_by, decision_document_number, reversal_reason)"
                " values (%s, 'draft', 'official', %s, '', '', false, %s, now(), '', '', '', '', '', '', '')",
                request.placement_id,
                END,
                request.drafted_by_id,
            )

    def test_a_settled_request_leaves_room_for_another(self):
        request = make_request(state="withdrawn")
        assert make_request(request.placement).number != request.number


class TestDecision:
    """7. A decision is whole or absent; a decided request no longer changes, save to be reversed."""

    def test_action(self):
        request = make_request(state="approved")
        for act in (
            lambda: actions.approve_extension(request, by=factories.office(), at=NOW),
            lambda: actions.decline_extension(request, words="No.", next_step="None.", by=factories.office(), at=NOW),
            lambda: actions.return_extension(request, words="Less.", by=factories.office(), at=NOW),
        ):
            with pytest.raises(NotAllowed, match="decided this request at 9 May 2016, 10:30; this page is out of date"):
                act()
        with pytest.raises(NotAllowed, match="sent and is not settled can be withdrawn"):
            actions.withdraw_extension(request, by=request.submitted_by, at=NOW)
        with pytest.raises(NotAllowed, match="recorded while the request waits"):
            factories.give_opinions(request)

    @pytest.mark.parametrize("missing", ["words", "next_step"])
    def test_action_declines_with_a_reason_and_what_can_be_done_next(self, missing):
        request = make_request()
        words = {"words": "The home post cannot be covered.", "next_step": "Ask again.", missing: "  "}
        with pytest.raises(NotAllowed) as refusal:
            actions.decline_extension(request, **words, by=factories.office(), at=NOW)
        assert refusal.value.message_dict == {missing: ["Fill this in."]}

    def test_bulk(self):
        request = make_request()
        everything = ExtensionRequest.objects.filter(pk=request.pk)
        with refused_by_database("request_decision_is_whole_or_absent"):
            everything.update(state="declined")
        with refused_by_database("request_decision_is_whole_or_absent"):
            everything.update(decided_by=factories.office())
        with refused_by_database("request_approved_is_in_the_ledger"):
            everything.update(
                state="approved", approved_ends_on=dt.date(2017, 1, 23), decided_by=factories.office(), decided_at=NOW
            )
        with refused_by_database("request_sent_is_fixed"):
            everything.update(asked_ends_on=dt.date(2017, 7, 23))
        decided = make_request(state="declined")
        for change in ({"decision_words": "Other words."}, {"decided_by": decided.submitted_by}, {"explanation": "x"}):
            with refused_by_database("request_decided_is_final"):
                ExtensionRequest.objects.filter(pk=decided.pk).update(**change)

    def test_sql(self):
        approved = make_request(state="approved")
        with refused_by_database("request_decided_is_final"):
            sql("update placements_extensionrequest set approved_ends_on = approved_ends_on + 1")
        with refused_by_database("request_is_kept"):
            sql("delete from placements_extensionrequest")
        with refused_by_database("request_reversed_is_in_the_ledger"):
            sql(
                "update placements_extensionrequest set state = 'reversed', reversed_by_id = decided_by_id,"
                " reversed_at = now(), reversal_reason = 'none'"
            )
        with refused_by_database("opinion_is_of_an_open_request"):
            sql("update placements_opinion set answer = 'objects', note = 'no'")
        with refused_by_database("opinion_is_kept"):
            sql("delete from placements_opinion")
        assert Opinion.objects.filter(request=approved).count() == 2

    def test_sql_cannot_extend_without_an_approval(self):
        request = make_request()
        with refused_by_database("request_in_the_ledger_is_approved"):
            sql(
                "insert into placements_termentry (placement_id, serial, kind, previous_ends_on, ends_on, request_id,"
                " reason, note, entered_by_id, entered_at)"
                " values (%s, 2, 'extension', %s, '2017-01-23', %s, '', '', %s, now())",
                request.placement_id,
                END,
                request.pk,
                factories.office().pk,
            )

    def test_reversal_changes_its_three_columns_and_the_state_only(self):
        request = make_request(state="approved")
        before = ExtensionRequest.objects.filter(pk=request.pk).values().get()
        actions.reverse_extension(
            request, reason="Entered for the wrong person.", by=factories.office(), at=NOW, on=DAY
        )
        after = ExtensionRequest.objects.filter(pk=request.pk).values().get()
        changed = {name for name in before if before[name] != after[name]}
        assert changed == {"state", "reversed_by_id", "reversed_at", "reversal_reason"}


class TestStates:
    """8. Every state is one of its list; every move is one of its table (the grid: test_moves.py)."""

    def test_action(self):
        placement = make_placement()
        with pytest.raises(NotAllowed, match="Only a proposed placement can be confirmed."):
            actions.confirm_placement(placement, by=factories.office(), at=NOW)

    def test_bulk(self):
        make_placement(confirmed=False)
        with refused_by_database("placement_state_is_known", "placement_moves_by_the_table"):
            Placement.objects.update(state="served")
        with refused_by_database("placement_begins_proposed"):
            Placement.objects.bulk_create([unsaved(state=State.CONFIRMED)])
        with refused_by_database("request_begins_as_draft"):
            make_request()
            ExtensionRequest.objects.bulk_create(
                [
                    ExtensionRequest(
                        placement=make_placement(),
                        state="submitted",
                        number="R-99-0001",
                        current_ends_on=END,
                        asked_ends_on=END + dt.timedelta(days=1),
                        reason="other",
                        drafted_by=factories.office(),
                        drafted_at=NOW,
                        submitted_by=factories.office(),
                        submitted_at=NOW,
                    )
                ]
            )

    def test_sql(self):
        make_request()
        with refused_by_database("placement_moves_by_the_table"):
            sql("update placements_placement set state = 'proposed', confirmed_by_id = null, confirmed_at = null")
        with refused_by_database("request_moves_by_the_table", "request_state_is_known"):
            sql("update placements_extensionrequest set state = 'lost'")


class TestAudit:
    """9. Every change leaves an audit row: who, when, from where, before and after; nobody changes or deletes one."""

    def test_action(self):
        placement = make_placement()
        events = _events(placement)
        assert [(event["pgh_label"], event["state"]) for event in events] == [
            ("insert", "proposed"),
            ("update", "confirmed"),
        ]
        assert events[1]["pgh_context"] == {"action": "confirm_placement", "by": factories.office().pk}

    def test_bulk(self):
        placement = make_placement()
        Placement.objects.filter(pk=placement.pk).update(note="Seen by the leading group.")
        assert _events(placement)[-1]["note"] == "Seen by the leading group."
        Official.objects.filter(pk=placement.official_id).update(mobile="138 0000 0000")
        assert _events(placement.official)[-1]["mobile"] == "138 0000 0000"

    def test_sql(self):
        placement = make_placement()
        sql("update placements_placement set note = 'by hand'")
        assert _events(placement)[-1]["note"] == "by hand"
        (role,) = sql("select pgh_role from placements_placementevent order by pgh_id desc limit 1")[0]
        (session_user,) = sql("select session_user")[0]
        assert role == session_user
        for statement in (
            "update placements_placementevent set note = 'never happened'",
            "delete from placements_placementevent",
            "update officials_officialevent set mobile = ''",
            "update placements_departureevent set reason = 'x'",
        ):
            if "departure" in statement:
                _departure()
            with refused_by_database("audit_is_append_only"):
                sql(statement)

    def test_no_session_switches_the_trail_off(self):
        placement = make_placement()
        before = len(_events(placement))
        with transaction.atomic():
            sql("set local pgtrigger.ignore = '{placements_placement:all,placements.Placement:update_update}'")
            sql("update placements_placement set note = 'unseen?'")
        assert len(_events(placement)) == before + 1

    def test_a_departure_is_kept(self):
        _departure()
        with refused_by_database("audit_is_append_only"):
            Departure.objects.update(reason="Never said.")
        with refused_by_database("audit_is_append_only"):
            sql("delete from placements_departure")


def _departure():
    return make_placement(starts_on=dt.date(2015, 9, 1), original_ends_on=dt.date(2016, 8, 31)).departures.get()


def _events(row):
    event_model = apps.get_model(row._meta.app_label, f"{row._meta.model_name}event")
    return list(event_model.objects.filter(pgh_obj=row.pk).order_by("pgh_id").values())


def test_the_guards_stand_on_every_table_and_cannot_be_switched_off(db):
    """Every audit table has both guards, always on; so have the tables that are kept for ever."""
    with connection.cursor() as cursor:
        cursor.execute("select tgrelid::regclass::text, tgname, tgenabled from pg_trigger where tgname like 'office_%'")
        guards = {(table, name): enabled for table, name, enabled in cursor.fetchall()}
        cursor.execute(
            "select relname from pg_class where relkind = 'r' and relname ~ '^(officials|placements)_.*event$'"
        )
        audit_tables = [table for (table,) in cursor.fetchall()]
    assert len(audit_tables) > 20
    for table in audit_tables:
        assert guards[table, "office_kept"] == "A"
        assert (table, "office_kept_whole") in guards
    for (table, name), enabled in guards.items():
        if name != "office_kept_whole" and table.startswith("placements_"):
            assert enabled == "A", (table, name)


def test_truncate_is_refused(db):
    """The tests' own flush needs this guard off; here it is on again, and holds."""
    make_placement()
    for table in ("placements_placementevent", "placements_placement", "placements_departure"):
        sql("set constraints all immediate")
        sql(f"alter table {table} enable always trigger office_kept_whole")
        with refused_by_database("audit_is_append_only"):
            sql(f"truncate {table} cascade")


def test_replication_role_does_not_switch_the_guards_off(db):
    make_placement()
    sql("set local session_replication_role = replica")
    with refused_by_database("audit_is_append_only"):
        sql("delete from placements_placementevent")
    with refused_by_database("term_entry_is_kept"):
        sql("delete from placements_termentry")
