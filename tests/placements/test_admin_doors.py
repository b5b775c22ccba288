"""Who comes into the exchange's part of the back office, and what made-up addresses get."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from placements import actions
from placements.models import Departure, ExtensionRequest, Opinion, TermEntry
from tests.factories import (
    NOW,
    START,
    account_of,
    give_opinions,
    make_cycle,
    make_offer,
    make_placement,
    make_post,
    make_quota,
    make_request,
    make_user,
)

pytestmark = pytest.mark.django_db

INDEX = reverse("admin:index")
MODELS = ["placement", "extensionrequest", "opinion", "termentry", "departure", "cycle"]
READ_ONLY = ["extensionrequest", "opinion", "termentry", "departure"]


def page(model, name="changelist", *args):
    return reverse(f"admin:placements_{model}_{name}", args=args)


@pytest.fixture
def everything(db):
    """One row at least of each model; the row's key by the model's name."""
    make_quota(make_cycle(), places=0)
    placement = make_placement(host_post=make_post(needs_congress_decision=True))
    request = make_request(placement)
    give_opinions(request)
    return {
        "placement": placement.pk,
        "extensionrequest": request.pk,
        "opinion": Opinion.objects.first().pk,
        "termentry": TermEntry.objects.first().pk,
        "departure": Departure.objects.first().pk,
        "cycle": placement.cycle_id,
    }


@pytest.mark.parametrize("model", MODELS)
class TestTheCast:
    def pages(self, model, everything):
        key = everything[model]
        return [page(model), page(model, "change", key), page(model, "history", key), page(model, "add")]

    def test_strangers_are_sent_to_sign_in(self, client, everything, model):
        for address in self.pages(model, everything):
            response = client.get(address)
            assert response.status_code == 302
            assert "/sign-in/" in response["Location"] or "/admin/login/" in response["Location"]

    @pytest.mark.parametrize("who", ["staff", "official_user", "administrator"])
    def test_everybody_else_is_shut_out(self, request, signed_in, everything, model, who):
        door = signed_in(request.getfixturevalue(who))

        for address in self.pages(model, everything):
            assert door.get(address).status_code == 403, address
            assert door.post(address).status_code == 403, address

    def test_coordinators_read(self, signed_in, coordinator, everything, model):
        door = signed_in(coordinator)

        for address in self.pages(model, everything)[:3]:
            assert door.get(address).status_code == 200, address


@pytest.mark.parametrize("model", READ_ONLY)
def test_what_actions_write_is_not_typed(signed_in, coordinator, everything, model):
    door = signed_in(coordinator)

    assert door.get(page(model, "add")).status_code == 403
    assert door.post(page(model, "change", everything[model]), {}).status_code == 403
    assert door.post(page(model, "delete", everything[model]), {"post": "yes"}).status_code == 403


class TestVerbs:
    @pytest.mark.parametrize("verb", ["confirm", "withdraw", "cancel", "return-early", "reverse-early-return"])
    @pytest.mark.parametrize("who", ["staff", "official_user", "administrator"])
    def test_only_coordinators(self, request, signed_in, placement, verb, who):
        door = signed_in(request.getfixturevalue(who))

        for key in [placement.pk, 10**9]:  # the gate tells nothing of what exists
            assert door.get(page("placement", verb, key)).status_code == 403
            assert door.post(page("placement", verb, key), {"reason": "No."}).status_code == 403

    def test_who_may_read_but_not_confirm_gets_no_buttons(self, signed_in, placement):
        reader = make_user("reader", is_staff=True)
        reader.user_permissions.set(Permission.objects.filter(codename__in=["view_placement", "change_placement"]))
        door = signed_in(reader)
        proposal = make_placement(confirmed=False)

        shown = door.get(page("placement", "change", proposal.pk)).content.decode()

        assert page("placement", "confirm", proposal.pk) not in shown
        assert door.post(page("placement", "confirm", proposal.pk)).status_code == 403
        assert "confirm_selected" not in door.get(page("placement")).content.decode()


class TestRequests:
    def test_drafts_are_their_writers_alone(self, signed_in, coordinator):
        draft = make_request(state="draft")
        door = signed_in(coordinator)

        assert list(door.get(page("extensionrequest")).context["cl"].result_list) == []
        assert door.get(page("extensionrequest", "change", draft.pk)).status_code == 302

    def test_nobody_reads_the_opinions_on_their_own_request(self, signed_in, coordinator):
        """A coordinator may be an official too."""
        request = make_request()
        give_opinions(request)
        placement = request.placement
        placement.official.account = coordinator
        placement.official.save()
        door = signed_in(coordinator)

        assert list(door.get(page("extensionrequest")).context["cl"].result_list) == []
        assert list(door.get(page("opinion")).context["cl"].result_list) == []
        assert door.get(page("extensionrequest", "change", request.pk)).status_code == 302
        assert request.number not in door.get(page("placement", "change", placement.pk)).content.decode()
        history = door.get(page("placement", "history", placement.pk))
        assert request.number not in history.content.decode()

    def test_nobody_reads_which_warnings_were_overridden_on_their_own_request(self, signed_in, coordinator):
        """They tell that an opinion is missing or objects. What was overridden elsewhere is read."""
        own, other = (make_request(make_placement(starts_on=START - dt.timedelta(days=n))) for n in (0, 1))
        own.placement.official.account = coordinator
        own.placement.official.save()
        second = make_user("second", "Coordinators", is_staff=True)
        for request in (own, other):
            actions.approve_extension(request, reason="Agreed by telephone.", by=second, at=NOW)
        of_own, of_other = (request.departures.first() for request in (own, other))
        of_placement = other.placement.departures.get()
        door = signed_in(coordinator)

        listed = set(door.get(page("departure")).context["cl"].result_list)
        assert listed == {of_placement, *other.departures.all()}
        assert door.get(page("departure", "change", of_own.pk)).status_code == 302
        assert door.get(page("departure", "history", of_own.pk)).status_code == 302
        assert "opinion is missing" in door.get(page("departure", "change", of_other.pk)).content.decode()

    def test_the_review_is_one_link_away(self, signed_in, coordinator):
        request = make_request()

        shown = signed_in(coordinator).get(page("extensionrequest", "change", request.pk)).content.decode()

        assert reverse("placements:extension", args=[request.pk]) in shown


class TestCycles:
    def typed(self, cycle, **facts):
        fields = {
            name: getattr(cycle, name) or 0
            for name in [field.name for field in cycle._meta.fields if field.editable and not field.primary_key]
        }
        empty = {
            f"{prefix}-{name}": 0
            for prefix in ("quotas", "suggested_ends", "guide_ages")
            for name in ("TOTAL_FORMS", "INITIAL_FORMS")
        }
        return {**fields, **empty, **facts}

    def test_policy_numbers_and_quotas_are_typed(self, signed_in, coordinator):
        cycle = make_cycle()
        make_quota(make_cycle(2014))
        quota = {
            "quotas-TOTAL_FORMS": 1,
            "quotas-0-home_region": "110000",
            "quotas-0-host_region": "130000",
            "quotas-0-places": 100,
        }

        response = signed_in(coordinator).post(
            page("cycle", "change", cycle.pk), self.typed(cycle, most_months=36, **quota)
        )

        assert response.status_code == 302, response.context["errors"]
        cycle.refresh_from_db()
        assert cycle.most_months == 36
        assert cycle.quotas.get().places == 100

    def test_weights_that_do_not_add_up_are_refused_in_words(self, signed_in, coordinator):
        cycle = make_cycle()

        response = signed_in(coordinator).post(page("cycle", "change", cycle.pk), self.typed(cycle, fit_tier=99))

        assert "The three weights of the fit add up to 100." in response.content.decode()

    def test_the_year_stays_once_numbers_carry_it(self, signed_in, coordinator):
        """P-15-0001 is a placement of 2015 for ever."""
        door, cycle = signed_in(coordinator), make_cycle()
        address = page("cycle", "change", cycle.pk)
        assert door.post(address, self.typed(cycle, year=2016)).status_code == 302, "nothing was numbered yet"
        cycle.refresh_from_db()
        make_offer(cycle=cycle)

        refused = door.post(address, self.typed(cycle, year=2017))

        assert refused.context["adminform"].form.errors == {
            "year": ["Numbers carry this year already; it no longer changes."]
        }
        assert door.post(address, self.typed(cycle, name_en="The second")).status_code == 302
        cycle.refresh_from_db()
        assert (cycle.year, cycle.name_en) == (2016, "The second")

    def test_a_cycle_with_open_proposals_is_not_closed(self, signed_in, coordinator):
        placement = make_placement(confirmed=False)
        door = signed_in(coordinator)

        shown = door.post(page("cycle", "close", placement.cycle_id)).content.decode()

        assert "1 placements of this cycle are still proposed; confirm or withdraw them first." in shown

    def test_a_cycle_is_closed_by_its_button(self, signed_in, coordinator):
        cycle = make_cycle()
        door = signed_in(coordinator)
        assert page("cycle", "close", cycle.pk) in door.get(page("cycle", "change", cycle.pk)).content.decode()
        assert "<form" in door.get(page("cycle", "close", cycle.pk)).content.decode()

        assert door.post(page("cycle", "close", cycle.pk)).status_code == 302

        cycle.refresh_from_db()
        assert cycle.closed_by == coordinator

    def test_a_used_cycle_is_not_deleted(self, signed_in, coordinator, placement):
        door = signed_in(coordinator)
        address = page("cycle", "delete", placement.cycle_id)

        assert door.get(address).status_code == 200
        door.post(address, {"post": "yes"})

        placement.cycle.refresh_from_db()

    def test_the_history_tells_of_quotas_too(self, signed_in, coordinator):
        quota = make_quota(make_cycle())
        quota.places = 110
        quota.save()

        shown = signed_in(coordinator).get(page("cycle", "history", quota.cycle_id)).content.decode()

        assert "<del>100</del> → <ins>110</ins>" in shown


def length_of(shown, item):
    """How long the list is, as its page has it."""
    if "cl" in shown:
        return shown["cl"].result_count
    if "Officials" in item.label:
        return shown["without_address"].every.count()
    if "Coordinators" in item.label:
        return len(shown.get("coordinators_without", []))
    return (shown["list"].paged if "list" in shown else shown["paged"]).count


class TestWhatWaits:
    def test_each_number_is_the_length_of_its_list(self, signed_in, coordinator):
        make_request()
        make_request(state="approved")  # its paper is outstanding
        make_placement(confirmed=False)
        make_placement(
            host_post=make_post(needs_congress_decision=True),
            cycle=make_cycle(2040, programme_ends_on=dt.date(2050, 1, 1)),
        )
        door = signed_in(coordinator)

        waiting = door.get(INDEX).context["waiting"]

        assert [item.count for item in waiting] == [1, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
        for item in waiting:
            assert length_of(door.get(item.url).context, item) == item.count

    def test_administrators_are_told_nothing_of_placements(self, signed_in, administrator):
        make_request()

        response = signed_in(administrator).get(INDEX)

        assert response.context["waiting"] == []
        # Which lists left the house is theirs to read; its address lies among the exchange's.
        html = response.content.decode().lower().replace("/admin/placements/export/", "")
        assert "placement" not in html


HOSTILE = [
    "nonsense__x=1",
    "e=1",
    "official__id__exact=abc",
    "official__id__exact=" + "9" * 400,
    "official__password=x",
    "official__account__password__startswith=x",
    "p=999999999999",
    "p=-1",
    "p=abc",
    "o=99.-99.x",
    "q=" + "x" * 5000,
    "q=%00",
    "q=%ed%a0%80",
    "state=nonsense",
    "year=9999999999999999999999",
    "phase=%27",
    "home=13",
    "ending=91",
    "all=",
    "_popup=1",
    "_to_field=password",
    "_facets=1",
    "starts_on__gte=-infinity",
    "starts_on__gte=2016-02-30",
    "pk__in=" + "1," * 3000,
    "pk__isnull=maybe",
    "number__regex=(",
]


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("query", HOSTILE)
def test_made_up_look_ups_never_break(signed_in, coordinator, everything, model, query):
    response = signed_in(coordinator).get(f"{page(model)}?{query}", follow=True)

    assert response.status_code in {200, 400, 404}


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("key", ["0", "-1", "abc", "9" * 400, "1_2F", "%00", "_00", "1/2/3"])
@pytest.mark.parametrize("name", ["change", "history", "delete"])
def test_made_up_keys_never_break(signed_in, coordinator, model, key, name):
    response = signed_in(coordinator).get(f"{page(model)}{key}/{name}/", follow=True)

    assert response.status_code in {200, 400, 403, 404}


AUTOCOMPLETE = reverse("admin:autocomplete")


class TestAutocomplete:
    def ask(self, door, field="official", **query):
        return door.get(
            AUTOCOMPLETE, {"app_label": "placements", "model_name": "placement", "field_name": field, **query}
        )

    def test_a_few_letters_find_the_official_with_the_home_post(self, signed_in, coordinator):
        placement = make_placement(confirmed=False)
        official = placement.official
        official.family_name, official.given_name, official.name_zh = "Lyu", "Zhenqian", "吕震乾"
        official.save()
        door = signed_in(coordinator)

        for term in ["吕", "lzq", "lv zhen"]:
            (found,) = self.ask(door, term=term).json()["results"]
            assert found == {"id": str(official.pk), "text": f"吕震乾 Lyu Zhenqian, {official.home_post}"}

    def test_a_post_is_found_by_its_organisation_and_shown_with_its_place(self, signed_in, coordinator):
        post = make_post("130681")

        (found,) = self.ask(signed_in(coordinator), "host_post", term=post.organisation.name_en).json()["results"]

        assert found["text"].endswith("Zhuozhou (Baoding)")

    def test_retired_posts_and_inactive_officials_are_not_offered(self, signed_in, coordinator):
        placement = make_placement()
        placement.host_post.retired_on = dt.date(2016, 8, 1)
        placement.host_post.save()
        placement.official.is_active = False
        placement.official.save()
        door = signed_in(coordinator)

        assert self.ask(door, "host_post", term=placement.host_post.code).json()["results"] == []
        assert self.ask(door, term=placement.official.personnel_number).json()["results"] == []

    @pytest.mark.parametrize("who", ["staff", "official_user", "administrator"])
    def test_nobody_else_is_answered(self, request, signed_in, who):
        assert self.ask(signed_in(request.getfixturevalue(who)), term="s").status_code == 403

    @pytest.mark.parametrize(
        "query",
        [
            {"field_name": "password"},
            {"model_name": "x"},
            {"page": "0"},
            {"page": "9" * 400},
            {"term": "\x00"},
            {"term": "x" * 9000},
        ],
    )
    def test_made_up_questions_never_break(self, signed_in, coordinator, query):
        assert self.ask(signed_in(coordinator), **query).status_code in {200, 400, 403, 404}

    def test_the_list_of_choices_does_not_ask_once_a_row(self, signed_in, coordinator, django_assert_num_queries):
        for _ in range(5):
            account_of(make_placement().official)
        door = signed_in(coordinator)

        # session, whoever asks; count, rows
        with django_assert_num_queries(4):
            assert len(self.ask(door, term="s").json()["results"]) == 5
        with django_assert_num_queries(4):
            assert self.ask(door, "host_post", term="deputy").json()["results"]


@pytest.mark.parametrize("model", ["extensionrequest", "opinion", "termentry", "departure"])
def test_lists_ask_the_same_number_of_questions_with_one_row_and_with_many(
    signed_in, coordinator, everything, model, django_assert_num_queries
):
    """Session, account; count, rows; the cycles of a filter."""
    expected = {"extensionrequest": 5, "opinion": 4, "termentry": 4, "departure": 4}[model]
    door = signed_in(coordinator)
    door.get(page(model))  # saved filters are kept in memory from now on
    with django_assert_num_queries(expected):
        door.get(page(model))
    for _ in range(5):
        give_opinions(make_request(make_placement(host_post=make_post(needs_congress_decision=True))))
    assert ExtensionRequest.objects.count() == 6
    with django_assert_num_queries(expected):
        door.get(page(model))
