"""The pages of an official, a post and an organisation: what they show, to whom, and how many queries that takes."""

import datetime as dt
import re

import pytest

from placements import actions
from tests import factories
from tests.factories import (
    DAY,
    END,
    EXPLANATION,
    NOW,
    account_of,
    make_contact,
    make_official,
    make_organisation,
    make_placement,
    make_post,
    make_request,
)

pytestmark = pytest.mark.usefixtures("on_the_day")


@pytest.fixture
def person(staff, signed_in):
    return signed_in(staff)


@pytest.fixture
def office_person(coordinator, signed_in):
    return signed_in(coordinator)


def page(person, url, data=None):
    answer = person.get(url, data)
    assert answer.status_code == 200, url
    return " ".join(answer.content.decode().split())


def content(person, url, data=None):
    """The page below its head, where every sign-out button has a token of its own."""
    return page(person, url, data).partition("<main")[2]


def of_official(official):
    return f"/officials/{official.pk}/"


def of_post(post):
    return f"/posts/{post.pk}/"


def of_organisation(organisation):
    return f"/organisations/{organisation.pk}/"


def next_cycle(**facts):
    starts_on = facts.pop("starts_on", END + dt.timedelta(days=1))
    return make_placement(starts_on=starts_on, original_ends_on=starts_on + dt.timedelta(days=365), **facts)


def cancel(placement):
    return actions.cancel_placement(placement, reason="The post was given up.", by=factories.office(), at=NOW, on=DAY)


def withdraw(placement):
    return actions.withdraw_placement(placement, reason="Asked for by the home side.", by=factories.office(), at=NOW)


def numbers(html):
    return set(re.findall(r"P-\d\d-\d{4}", html))


# An official -----------------------------------------------------------------------------------


class TestOfficial:
    def test_both_hats_stand_side_by_side_with_both_contacts(self, person):
        placement = make_placement()
        placement.home_contact = make_contact(placement.home_post.organisation, name_zh="严旭", phone="010-1111")
        placement.host_contact = make_contact(placement.host_post.organisation, name_zh="穆青岩", phone="0314-2222")
        placement.save()
        crossing = (
            page(person, of_official(placement.official)).partition('class="crossing"')[2].partition("</section>")[0]
        )
        for post in (placement.home_post, placement.host_post):
            assert f'href="/posts/{post.pk}/"' in crossing
            assert f'href="/organisations/{post.organisation_id}/"' in crossing
        assert crossing.index("010-1111") < crossing.index("0314-2222")

    def test_every_confirmed_placement_is_listed_with_its_ends(self, person):
        official = make_official()
        first = make_placement(official=official)
        second = next_cycle(official=official)
        actions.return_early(first, ends_on=dt.date(2016, 4, 30), reason="leaving", by=factories.office(), at=NOW)
        html = page(person, of_official(official))
        assert numbers(html) == {first.number, second.number}
        for words in ["Ended early", "Upcoming", "30 Apr 2016", "original end <time", "23 Jul 2016"]:
            assert words in html, words
        assert "leaving service" not in html
        # The one that comes is shown in full; the one that is over stands in the table.
        assert f'href="/posts/{second.host_post_id}/"' in html.partition("<table")[0]

    def test_what_was_not_confirmed_is_for_coordinators(self, person, office_person):
        official = make_official()
        make_placement(official=official)
        known = content(person, of_official(official))
        proposed = next_cycle(official=official, confirmed=False)
        dropped = withdraw(next_cycle(official=official, starts_on=dt.date(2018, 1, 1), confirmed=False))
        cancelled = cancel(next_cycle(official=official, starts_on=dt.date(2019, 9, 1)))
        assert content(person, of_official(official)) == known
        html = page(office_person, of_official(official))
        assert {proposed.number, dropped.number, cancelled.number} < numbers(html)
        for words in ["Proposed", "Withdrawn (before confirmation)", "Cancelled (before start)"]:
            assert words in html, words

    @pytest.mark.parametrize("fate", [lambda placement: placement, withdraw])
    def test_staff_do_not_know_of_who_was_only_proposed(self, person, office_person, fate):
        placement = fate(make_placement(confirmed=False))
        assert person.get(of_official(placement.official)).status_code == 404
        assert placement.number in page(office_person, of_official(placement.official))

    def test_staff_do_not_know_of_who_was_cancelled_or_never_placed(self, person, office_person):
        cancelled, idle = cancel(next_cycle()).official, make_official()
        for official in (cancelled, idle):
            assert person.get(of_official(official)).status_code == 404
        assert "No placement is under way, to come or over." in page(office_person, of_official(idle))

    def test_personal_facts_are_for_coordinators(self, person, office_person):
        official = make_official(
            mobile="13911112222", email="shen@example.org", work_phone="010-6655", note="Prefers the north."
        )
        make_placement(official=official)
        private = ["13911112222", "March 1975", "shen@example.org", official.personnel_number, "Prefers the north."]
        assert [words for words in private if words not in page(office_person, of_official(official))] == []
        html = page(person, of_official(official))
        assert [words for words in private if words in html] == []
        assert "010-6655" in html

    @pytest.mark.parametrize("state", ["submitted", "returned", "declined", "withdrawn", "reversed", "approved"])
    def test_requests_are_for_coordinators(self, person, office_person, state):
        request = make_request(state=state)
        html = page(office_person, of_official(request.placement.official))
        assert f"Open request {request.number}" in html
        html = page(person, of_official(request.placement.official))
        for words in (request.number, EXPLANATION, "Extension requests"):
            assert words not in html
        assert ("23 Jan 2017" in html) == (state == "approved")

    def test_a_draft_is_nobody_elses(self, office_person):
        request = make_request(state="draft")
        assert "None was sent." in page(office_person, of_official(request.placement.official))

    def test_a_coordinator_does_not_read_the_requests_on_their_own_placement(self, placement, signed_in):
        coordinator = account_of(placement.official)
        coordinator.groups.set(factories.office().groups.all())
        request = make_request(placement)
        html = page(signed_in(coordinator), of_official(placement.official))
        assert placement.number in html
        assert request.number not in html

    def test_an_official_is_sent_to_their_own_page_and_meets_nobody_else(self, official_user, placement, signed_in):
        other = make_placement().official
        client = signed_in(official_user)
        answer = client.get(of_official(placement.official))
        assert (answer.status_code, answer["Location"]) == (302, "/my/")
        assert client.get(of_official(other)).status_code == 404

    def test_a_change_of_the_home_post_is_said(self, person):
        placement = make_placement()
        placement.official.home_post = make_post("110000", title_en="Chief of the new division")
        placement.official.save()
        html = page(person, of_official(placement.official))
        assert "Chief of the new division" in html
        assert "Has changed since the placement was made." in html
        assert placement.home_post.title_en in html

    @pytest.mark.parametrize("rows", [1, 50])
    def test_the_number_of_queries_does_not_grow(self, office_person, rows, django_assert_num_queries):
        official = make_official()
        for n in range(rows):
            cycle = factories.make_cycle(2016)
            starts_on = dt.date(2017, 1, 1) + dt.timedelta(days=400 * n)
            next_cycle(official=official, cycle=cycle, starts_on=starts_on, confirmed=False)
        with django_assert_num_queries(8):
            assert len(numbers(page(office_person, of_official(official)))) == rows


# A post ----------------------------------------------------------------------------------------


class TestPost:
    def test_who_holds_it_who_held_it_and_who_comes(self, person):
        post = make_post()
        before = make_placement(host_post=post, starts_on=dt.date(2014, 7, 24), original_ends_on=dt.date(2015, 7, 23))
        now, comes = make_placement(host_post=post), next_cycle(host_post=post)
        html = page(person, of_post(post))
        order = ["Holds it on the day", now.number, "Comes", comes.number, "Held it before", before.number]
        places = [html.index(words) for words in order]
        assert places == sorted(places)
        assert f"vacant from {comes.ends_on.day + 1} July 2017. Nobody is confirmed to follow." in html

    def test_from_when_it_is_vacant(self, person):
        post = make_placement().host_post
        lede = f"Held by {post.placements.get().official} to 23 July 2016; vacant from 24 July 2016."
        assert f"{lede} Nobody is confirmed to follow." in page(person, of_post(post))
        assert "Vacant since 24 July 2016." in page(person, of_post(post), {"on": "2017-01-01"})
        assert "No guest has held this post yet." in page(person, of_post(post), {"on": "2015-01-01"})
        comes = next_cycle(host_post=post, starts_on=dt.date(2016, 9, 1))
        assert f"{lede} {comes.official} takes it on 1 September 2016." in page(person, of_post(post))

    def test_proposed_withdrawn_and_cancelled_guests_are_for_coordinators(self, person, office_person):
        post = make_placement().host_post
        known = content(person, of_post(post))
        proposed = next_cycle(host_post=post, confirmed=False)
        dropped = withdraw(next_cycle(host_post=post, starts_on=dt.date(2018, 9, 1), confirmed=False))
        cancelled = cancel(next_cycle(host_post=post, starts_on=dt.date(2019, 9, 1)))
        assert content(person, of_post(post)) == known
        html = page(office_person, of_post(post))
        assert {proposed.number, dropped.number, cancelled.number} < numbers(html)
        assert "Nobody is confirmed to follow." in html

    def test_for_whom_it_was_created_is_for_coordinators(self, person, office_person):
        candidate = make_placement(confirmed=False, official=make_official(name_zh="龙云逸"))
        post = make_post(
            is_created_for_programme=True,
            created_for=candidate.official,
            created_why="The reservoir needs an engineer.",
            created_at_request_of="Chengde Water Bureau office",
        )
        private = ["龙云逸", "The reservoir needs an engineer.", "Chengde Water Bureau office"]
        html = page(person, of_post(post))
        assert [words for words in private if words in html] == []
        assert "Created for the programme" in html
        html = page(office_person, of_post(post))
        assert [words for words in private if words not in html] == []

    def test_the_facts_of_the_post(self, person):
        post = make_post("130826", fields=("WATER", "RAIL"), duties="Reservoir safety.", needs_congress_decision=True)
        post.retired_on = dt.date(2016, 1, 1)
        post.save()
        html = page(person, of_post(post))
        for words in [
            post.title_en,
            post.title_zh,
            post.code,
            "Fengning Manchu Autonomous County (Chengde)",
            "Hebei",
            "Field WATER",
            "Field RAIL",
            "Reservoir safety.",
            "needed for each appointment",
            "1 January 2016",
            "No guest has held this post.",
        ]:
            assert words in html, words

    def test_a_retired_post_waits_for_nobody(self, person):
        post = make_placement().host_post
        post.retired_on = dt.date(2016, 8, 1)
        post.save()
        html = page(person, of_post(post), {"on": "2016-09-01"})
        assert "Vacant since 24 July 2016. Retired on 1 August 2016." in html
        assert "Nobody is confirmed to follow." not in html

    def test_who_keeps_it_at_home(self, person, office_person):
        away, proposed = make_placement(), make_placement(confirmed=False)
        html = page(person, of_post(away.home_post))
        assert "Home post of" in html
        assert away.number in html
        assert "Home post of" not in page(person, of_post(proposed.home_post))
        assert proposed.number in page(office_person, of_post(proposed.home_post))

    @pytest.mark.parametrize("day", ["x", "2016-13-01", "-1", "9" * 400, "💧", "1999-12-31"])
    def test_a_day_that_cannot_be_read_is_named(self, person, day):
        placement = make_placement()
        html = page(person, of_post(placement.host_post), {"on": day})
        assert 'id="f-on-error"' in html
        assert placement.number not in html
        assert "<title>Error:" in html

    @pytest.mark.parametrize("rows", [1, 50])
    def test_the_number_of_queries_does_not_grow(self, office_person, rows, django_assert_num_queries):
        post, cycle = make_post(), factories.make_cycle(2016)
        for n in range(rows):
            starts_on = dt.date(2017, 1, 1) + dt.timedelta(days=400 * n)
            next_cycle(host_post=post, cycle=cycle, starts_on=starts_on, confirmed=False)
            make_placement(official=make_official(home_post=post), host_post=make_post("110106"), confirmed=False)
        with django_assert_num_queries(11):
            assert len(numbers(page(office_person, of_post(post)))) == 2 * rows


# An organisation -------------------------------------------------------------------------------


class TestOrganisation:
    def test_its_posts_with_guest_and_vacancy(self, person):
        bureau = make_organisation()
        held = make_placement(host_post=make_post(organisation=bureau))
        empty = make_post(organisation=bureau, is_created_for_programme=True)
        plain = make_post(organisation=bureau)
        html = page(person, of_organisation(bureau))
        rows = {code: row for row in html.split("<tr>") for code in re.findall(r"ORG-\d+-\d+", row)}
        assert held.official.name_latin in rows[held.host_post.code]
        assert "24 Jul 2016" in rows[held.host_post.code]
        assert "not held yet" in rows[empty.code]
        assert "not held yet" not in rows[plain.code]
        assert "1 official hosted, 0 sent out on the day." in html

    def test_whom_it_hosts_and_whom_it_has_sent_out(self, person):
        bureau = make_organisation()
        hosted = make_placement(host_post=make_post(organisation=bureau))
        sent = make_placement(
            official=make_official(home_post=make_post(organisation=bureau)), host_post=make_post("110106")
        )
        assert numbers(page(person, of_organisation(bureau), {"show": "hosted"})) == {hosted.number}
        assert numbers(page(person, of_organisation(bureau), {"show": "sent"})) == {sent.number}
        html = page(person, of_organisation(bureau))
        for words in ["Posts 2", "Hosted 1", "Sent out 1", "1 official hosted, 1 sent out on the day."]:
            assert words in html, words
        assert "0 officials hosted, 0 sent out" in page(person, of_organisation(bureau), {"on": "2014-01-01"})

    def test_what_was_not_confirmed_is_for_coordinators(self, person, office_person):
        bureau = make_organisation()
        post = make_placement(host_post=make_post(organisation=bureau)).host_post
        other = make_post(organisation=bureau)
        lists = ["posts", "hosted", "sent"]
        known = [content(person, of_organisation(bureau), {"show": show}) for show in lists]
        coming = next_cycle(host_post=post, confirmed=False, official=make_official(name_zh="龙云逸"))
        leaving = make_placement(
            official=make_official(home_post=other, name_zh="方远行"), host_post=make_post("110106"), confirmed=False
        )
        assert [content(person, of_organisation(bureau), {"show": show}) for show in lists] == known
        assert "龙云逸" in page(office_person, of_organisation(bureau))
        assert coming.number in page(office_person, of_organisation(bureau), {"show": "hosted"})
        assert leaving.number in page(office_person, of_organisation(bureau), {"show": "sent"})

    def test_its_contacts_and_facts(self, person, office_person):
        bureau = make_organisation("130826", standing_order=17, note="Moves to the new building.")
        make_contact(bureau, phone="0314-1234", position="Head of personnel", email="mu@example.org")
        make_contact(bureau, phone="0314-9999", is_active=False)
        html = page(person, of_organisation(bureau))
        for words in ["0314-1234", "Head of personnel", "mu@example.org", ">17<", "Fengning Manchu Autonomous County"]:
            assert words in html, words
        assert "0314-9999" not in html
        assert "Moves to the new building." not in html
        assert "Moves to the new building." in page(office_person, of_organisation(bureau))

    def test_many_posts_are_counted_out_highest_tier_first(self, person):
        bureau = make_organisation()
        last, *_others, first = [
            make_post(organisation=bureau, fields=(), tier=tier) for tier in ["", *49 * ["SECTION"], "BUREAU"]
        ]
        html = page(person, of_organisation(bureau))
        assert "Posts 51" in html
        assert "Showing 1–50 of 51" in html
        assert re.findall(r"ORG-\d+-\d+", html)[0] == first.code
        assert re.findall(r"ORG-\d+-\d+", page(person, of_organisation(bureau), {"page": "2"})) == [last.code]

    @pytest.mark.parametrize("name", ["on", "show"])
    @pytest.mark.parametrize("value", ["x", "-1", "9" * 400, "' or 1=1 --", "💧", "1999-12-31"])
    def test_what_cannot_be_read_is_named_and_nothing_is_listed(self, person, name, value):
        post = make_placement().host_post
        html = page(person, of_organisation(post.organisation), {name: value})
        assert f'href="#f-{name}"' in html
        assert post.code not in html
        assert "<title>Error:" in html

    @pytest.mark.parametrize("rows", [1, 50])
    @pytest.mark.parametrize(("show", "queries"), [("posts", 10), ("hosted", 10), ("sent", 10)])
    def test_the_number_of_queries_does_not_grow(self, office_person, rows, show, queries, django_assert_num_queries):
        bureau = make_organisation()
        for _n in range(rows):
            make_placement(host_post=make_post(organisation=bureau), confirmed=False)
            home = make_official(home_post=make_post(organisation=bureau))
            make_placement(official=home, host_post=make_post("110106"), confirmed=False)
        with django_assert_num_queries(queries):
            html = page(office_person, of_organisation(bureau), {"show": show})
        assert len(numbers(html)) == (0 if show == "posts" else rows)


# The ways there --------------------------------------------------------------------------------


def test_the_pages_of_a_placement_lead_to_its_records(person, office_person, official_user, placement, signed_in):
    addresses = [
        of_official(placement.official),
        *(of_post(post) for post in (placement.home_post, placement.host_post)),
        *(of_organisation(post.organisation) for post in (placement.home_post, placement.host_post)),
    ]
    for reader in (person, office_person):
        html = page(reader, f"/placements/{placement.pk}/")
        assert [address for address in addresses if f'href="{address}"' not in html] == []
    own = page(signed_in(official_user), f"/placements/{placement.pk}/")
    assert [address for address in addresses if address in own] == []
    review = page(office_person, f"/extensions/{make_request(placement).pk}/")
    for address in (addresses[0], addresses[2], addresses[4]):
        assert f'href="{address}"' in review


def test_data_entry_is_a_step_away_for_those_who_may(person, office_person, placement):
    post = placement.host_post
    for url, model, pk in [
        (of_official(placement.official), "official", placement.official_id),
        (of_post(post), "post", post.pk),
        (of_organisation(post.organisation), "organisation", post.organisation_id),
    ]:
        link = f'href="/admin/officials/{model}/{pk}/change/"'
        assert link in page(office_person, url)
        assert "/admin/" not in page(person, url)
