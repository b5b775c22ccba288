"""The registers and the accounts in the back office."""

import re

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import Group
from django.urls import reverse

from officials.models import Contact, Official, Organisation, Post, User
from tests.factories import (
    expertise,
    jurisdiction,
    make_contact,
    make_official,
    make_organisation,
    make_placement,
    make_post,
    make_user,
    rank,
)

pytestmark = pytest.mark.django_db

INDEX = reverse("admin:index")
REGISTERS = ["official", "post", "organisation", "contact"]
VOCABULARIES = ["jurisdiction", "expertise", "rank"]
ACCOUNTS = ["user", "group"]


def page(model, name="changelist", *args):
    return reverse(f"admin:officials_{model}_{name}", args=args)


def errors(response):
    assert response.status_code == 200
    return {field: list(sentences) for field, sentences in response.context["adminform"].form.errors.items()}


def words(response):
    """The text of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def door(coordinator, signed_in):
    return signed_in(coordinator)


@pytest.fixture
def keys(db):
    """A row of each model."""
    contact = make_contact(make_organisation())
    account = make_user("somebody")
    return {
        "official": make_official().pk,
        "post": make_post().pk,
        "organisation": contact.organisation_id,
        "contact": contact.pk,
        "jurisdiction": jurisdiction("130681").pk,
        "expertise": expertise().pk,
        "rank": rank().pk,
        "user": account.pk,
        "group": Group.objects.get(name="Staff").pk,
    }


class TestWhoMay:
    @pytest.mark.parametrize("model", REGISTERS + VOCABULARIES + ACCOUNTS)
    @pytest.mark.parametrize("who", ["staff", "official_user"])
    def test_staff_and_officials_have_no_back_office(self, request, signed_in, keys, who, model):
        door = signed_in(request.getfixturevalue(who))

        assert door.get(INDEX).status_code == 403
        for address in [page(model), page(model, "add"), page(model, "change", keys[model])]:
            assert door.get(address).status_code == 403

    @pytest.mark.parametrize("model", REGISTERS + VOCABULARIES)
    def test_administrators_see_no_registers(self, signed_in, administrator, keys, model):
        door = signed_in(administrator)

        for address in [page(model), page(model, "change", keys[model]), page(model, "history", keys[model])]:
            assert door.get(address).status_code == 403

    @pytest.mark.parametrize("model", ACCOUNTS)
    def test_coordinators_see_no_accounts(self, door, keys, model):
        for address in [page(model), page(model, "add"), page(model, "change", keys[model])]:
            assert door.get(address).status_code == 403

    @pytest.mark.parametrize("model", REGISTERS + VOCABULARIES)
    def test_coordinators_read_registers(self, door, keys, model):
        for address in [page(model), page(model, "change", keys[model]), page(model, "history", keys[model])]:
            assert door.get(address).status_code == 200

    @pytest.mark.parametrize("model", VOCABULARIES)
    def test_what_the_reference_data_says_is_not_typed(self, door, keys, model):
        assert door.get(page(model, "add")).status_code == 403
        assert door.post(page(model, "change", keys[model]), {"name_en": "X"}).status_code == 403
        assert door.post(page(model, "delete", keys[model]), {"post": "yes"}).status_code == 403

    def test_strangers_are_sent_to_sign_in(self, client):
        response = client.get(INDEX, follow=True)

        assert response.redirect_chain[-1][0] == "/sign-in/?next=/admin/"

    def test_every_list_is_in_a_section_and_counts_no_further_than_it_shows(self):
        for model, model_admin in site._registry.items():
            assert model_admin.section, model
            assert model_admin.show_full_result_count is False, model
            assert model_admin.list_select_related is False or isinstance(model_admin.list_select_related, tuple), model


class TestTheHouse:
    def test_the_first_page_shows_the_sections_in_the_order_of_the_work(self, door):
        titles = [section["name"] for section in door.get(INDEX).context["app_list"]]

        assert titles == ["The exchange", "Registers", "Audit trail"]

    def test_administrators_see_accounts_and_the_audit_trail_alone(self, signed_in, administrator):
        sections = signed_in(administrator).get(INDEX).context["app_list"]

        assert [section["name"] for section in sections] == ["Accounts and groups", "Audit trail"]
        models = [[model["object_name"] for model in section["models"]] for section in sections]
        assert models == [["User", "Group"], ["Export"]]

    def test_the_way_out_leads_to_the_first_page_of_the_office(self, door):
        assert '<a href="/">View site</a>' in door.get(INDEX).content.decode()

    def test_no_page_brings_a_style_or_a_script_of_its_own(self, door, keys):
        for model in REGISTERS + VOCABULARIES:
            for address in [page(model), page(model, "change", keys[model]), page(model, "history", keys[model])]:
                html = door.get(address).content.decode()
                assert "style=" not in html
                assert "<style" not in html
                assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", html)
                assert not re.search(r"\son[a-z]+=", html)


class TestOfficials:
    def typed(self, **facts):
        fields = {
            "name_zh": "吕震乾",
            "home_post": make_post("110106").pk,
            "letter_language": "zh-hans",
            "provenance": "register",
            "is_active": "on",
        }
        return {**fields, **facts}

    def test_pinyin_is_proposed_from_the_characters(self, door):
        response = door.post(page("official", "add"), self.typed())

        assert response.status_code == 302, errors(response)
        official = Official.objects.get()
        assert (official.family_name, official.given_name, official.initials) == ("Lyu", "Zhenqian", "lzq")
        assert official.personnel_number is None

    def test_pinyin_that_is_typed_is_kept(self, door):
        door.post(page("official", "add"), self.typed(name_zh="曾一一", family_name="Ceng"))

        official = Official.objects.get()
        assert (official.family_name, official.given_name) == ("Ceng", "Yiyi")

    def test_a_name_known_in_pinyin_alone(self, door):
        door.post(page("official", "add"), self.typed(name_zh="", family_name="Liang", given_name="Zhonglin"))

        assert str(Official.objects.get()) == "Liang Zhonglin"

    def test_no_name_at_all_is_refused(self, door):
        refused = errors(door.post(page("official", "add"), self.typed(name_zh="")))

        assert refused == {"family_name": ["Fill this in."], "given_name": ["Fill this in."]}

    @pytest.mark.parametrize(
        ("facts", "field"),
        [
            ({"birth_year": "1500"}, "birth_year"),
            ({"birth_year": "9" * 400}, "birth_year"),
            ({"birth_month": "13", "birth_year": "1980"}, "birth_month"),
            ({"email": "nobody"}, "email"),
            ({"provenance": "rumour"}, "provenance"),
            ({"name_zh": "吕" * 31}, "name_zh"),
            ({"note": "x" * 2001}, "note"),
            ({"home_post": "0"}, "home_post"),
        ],
    )
    def test_what_cannot_be_is_refused_at_the_field(self, door, facts, field):
        assert field in errors(door.post(page("official", "add"), self.typed(**facts)))

    def test_a_birth_month_needs_its_year(self, door):
        refused = errors(door.post(page("official", "add"), self.typed(birth_month="5")))

        assert refused["__all__"] == ["A birth month is 1 to 12, and goes with a birth year."]

    def test_the_account_is_named_as_its_owner_types_it(self, door):
        account = make_user("lyuzhenqian")

        response = door.post(page("official", "add"), self.typed(account="lyuzhenqian"))
        assert response.status_code == 302, errors(response)
        official = Official.objects.get()
        assert official.account == account
        assert 'value="lyuzhenqian"' in door.get(page("official", "change", official.pk)).content.decode()

        refused = errors(door.post(page("official", "add"), self.typed(account="nobody")))
        assert refused == {"account": ["No active account has this name."]}
        assert "account" in errors(door.post(page("official", "add"), self.typed(account="lyuzhenqian")))

    def test_an_official_with_a_placement_is_not_deleted(self, door, placement):
        door.post(page("official", "delete", placement.official_id), {"post": "yes"})

        assert Official.objects.filter(pk=placement.official_id).exists()

    def test_an_official_used_since_the_page_asked_is_refused_in_words(self, door, monkeypatch):
        """The page looked and found nothing; then somebody placed the official."""
        official = make_placement().official
        model_admin = site._registry[Official]
        monkeypatch.setattr(model_admin, "get_deleted_objects", lambda *_args: ([], {}, set(), []))

        response = door.post(page("official", "delete", official.pk), {"post": "yes"}, follow=True)

        assert "Records that are part of history cannot be deleted." in words(response)

    def test_people_are_found_as_their_names_are_written(self, door):
        official = make_official(family_name="Lyu", given_name="Zhenqian", name_zh="吕震乾")
        make_official()

        for text in ["吕", "lv zhen", "lzq", official.personnel_number]:
            assert list(door.get(page("official"), {"q": text}).context["cl"].result_list) == [official], text

    def test_the_history_tells_who_changed_which_field(self, door, coordinator):
        official = make_official()
        form = door.get(page("official", "change", official.pk)).context["adminform"].form
        typed = {name: value for name, value in form.initial.items() if value not in (None, "")}
        typed |= {"mobile": "13800000000", "expertise": ["WATER", expertise("FINANCE").pk]}

        response = door.post(page("official", "change", official.pk), typed)
        assert response.status_code == 302, errors(response)
        history = words(door.get(page("official", "history", official.pk)))

        assert "Mobile 13800000000" in history
        assert "Expertise · added" in history
        assert "Field FINANCE" in history
        assert str(coordinator) in history


class TestPosts:
    def typed(self, **facts):
        return {"title_en": "Vice mayor", "organisation": make_organisation().pk, **facts}

    def test_code_and_region_follow_from_the_organisation(self, door):
        response = door.post(page("post", "add"), self.typed())

        assert response.status_code == 302, errors(response)
        post = Post.objects.get()
        assert post.region_id == "130000"
        assert post.code == f"{post.organisation.code}-01"

    def test_facts_of_a_created_post_belong_to_a_created_post(self, door):
        refused = errors(door.post(page("post", "add"), self.typed(created_why="For the campus.")))

        assert "tick that first" in refused["__all__"][0]

    def test_a_used_post_does_not_change_its_region(self, door, placement):
        post = placement.host_post
        typed = self.typed(organisation=make_organisation("120000").pk, code=post.code)

        refused = errors(door.post(page("post", "change", post.pk), typed))

        assert refused == {"organisation": ["The region of a post in use cannot change."]}

    def test_posts_are_found_by_organisation(self, door):
        post = make_post()
        make_post()

        shown = door.get(page("post"), {"q": post.organisation.name_zh}).context["cl"].result_list

        assert list(shown) == [post]


class TestOrganisations:
    def typed(self, **facts):
        empty = {"contacts-TOTAL_FORMS": 0, "contacts-INITIAL_FORMS": 0}
        fields = {
            "name_en": "Reform Commission",
            "name_zh": "发展和改革委员会",
            "code": "DRC",
            "jurisdiction": jurisdiction("130800").pk,
            "kind": "government department",
            "standing_order": 0,
        }
        return {**fields, **empty, **facts}

    def test_an_organisation_with_a_contact(self, door):
        contact = {
            "contacts-TOTAL_FORMS": 1,
            "contacts-0-family_name": "Mu",
            "contacts-0-phone": "0314-5550000",
            "contacts-0-is_active": "on",
        }

        response = door.post(page("organisation", "add"), self.typed(**contact))

        assert response.status_code == 302, errors(response)
        assert Contact.objects.get().organisation == Organisation.objects.get()

    def test_two_of_one_name_in_one_place_are_refused(self, door):
        door.post(page("organisation", "add"), self.typed())

        refused = errors(door.post(page("organisation", "add"), self.typed(code="DRC-2")))

        assert refused["__all__"] == ["An organisation of this name exists in this jurisdiction."]


class TestAccounts:
    @pytest.fixture
    def door(self, administrator, signed_in):
        return signed_in(administrator)

    def typed(self, account, **facts):
        return {"username": account.username, "is_active": "on", **facts}

    def test_an_account_is_opened_with_its_group(self, door):
        staff = Group.objects.get(name="Staff").pk
        password = {"usable_password": "true", "password1": "a-long-enough-one", "password2": "a-long-enough-one"}

        response = door.post(
            page("user", "add"),
            {"username": "wang", "last_name": "Wang", "is_active": "on", "groups": [staff], **password},
        )

        assert response.status_code == 302, errors(response)
        account = User.objects.get(username="wang")
        assert account.has_perm("placements.view_roster")
        assert account.check_password("a-long-enough-one")

    def test_nobody_is_made_a_superuser_here(self, door):
        account = make_user("wang")

        door.post(page("user", "change", account.pk), self.typed(account, is_superuser="on", user_permissions=[1]))

        account.refresh_from_db()
        assert not account.is_superuser
        assert not account.user_permissions.exists()

    def test_a_superuser_is_not_changed_here(self, door):
        root = User.objects.create_superuser("root")

        assert door.post(page("user", "change", root.pk), self.typed(root)).status_code == 403
        new = {"password1": "a-long-enough-one", "password2": "a-long-enough-one", "usable_password": "true"}
        assert door.post(reverse("admin:auth_user_password_change", args=[root.pk]), new).status_code == 403

    def test_accounts_are_deactivated_and_never_deleted(self, door):
        account = make_user("wang")

        assert door.post(page("user", "delete", account.pk), {"post": "yes"}).status_code == 403
        typed = self.typed(account)
        del typed["is_active"]
        assert door.post(page("user", "change", account.pk), typed).status_code == 302
        account.refresh_from_db()
        assert not account.is_active

    def test_who_is_deactivated_is_signed_out_everywhere_and_stays_so(self, door, signed_in):
        """An office that shuts somebody out for a minute does not let an open session in again."""
        account = make_user("wang")
        desk, phone = signed_in(account), signed_in(account)
        typed = self.typed(account)
        del typed["is_active"]
        assert door.post(page("user", "change", account.pk), typed).status_code == 302
        assert door.post(page("user", "change", account.pk), self.typed(account)).status_code == 302

        for client in (desk, phone):
            assert client.get("/password/").status_code == 302
        assert signed_in(account).get("/password/").status_code == 200
        assert door.get("/password/").status_code == 200, "nobody else is signed out"

    def test_a_password_is_set_anew(self, door):
        account = make_user("wang")
        address = reverse("admin:auth_user_password_change", args=[account.pk])
        assert door.get(address).status_code == 200
        new = {"password1": "a-long-enough-one", "password2": "a-long-enough-one", "usable_password": "true"}

        assert door.post(address, new).status_code == 302

        account.refresh_from_db()
        assert account.check_password("a-long-enough-one")

    def test_the_history_tells_of_groups_and_hides_the_password(self, door):
        account = make_user("wang")
        staff = Group.objects.get(name="Staff").pk
        door.post(page("user", "change", account.pk), self.typed(account, groups=[staff], email="w@example.org"))

        history = words(door.get(page("user", "history", account.pk)))

        assert "Groups · added Group Staff" in history
        assert "w@example.org" in history
        assert "password" not in history.lower()

    def test_the_groups_of_the_roles_stay(self, door):
        staff = Group.objects.get(name="Staff")
        other = Group.objects.create(name="Readers")

        assert door.post(page("group", "delete", staff.pk), {"post": "yes"}).status_code == 403
        assert door.post(page("group", "delete", other.pk), {"post": "yes"}).status_code == 302
        assert not Group.objects.filter(name="Readers").exists()

    def test_the_groups_of_the_roles_keep_their_names(self, door):
        """Under another name one could be deleted after all."""
        staff, other = Group.objects.get(name="Staff"), Group.objects.create(name="Readers")
        rights = list(staff.permissions.values_list("pk", flat=True))

        refused = door.post(page("group", "change", staff.pk), {"name": "Gone", "permissions": rights})
        assert errors(refused) == {"name": ["The groups of the roles keep their names."]}
        same = door.post(page("group", "change", staff.pk), {"name": "Staff", "permissions": rights})
        renamed = door.post(page("group", "change", other.pk), {"name": "Gone", "permissions": rights})
        assert (same.status_code, renamed.status_code) == (302, 302)
        other.refresh_from_db()
        assert other.name == "Gone"

    def test_rights_on_the_trail_are_not_given(self, door):
        group = Group.objects.get(name="Staff")

        offered = door.get(page("group", "change", group.pk)).context["adminform"].form.fields["permissions"].queryset

        assert offered.filter(codename="view_roster").exists()
        assert not offered.filter(codename__contains="event").exists()
        assert not offered.exclude(content_type__app_label__in=["officials", "placements"]).exists()

    def test_the_history_of_a_group_tells_of_its_rights(self, door):
        group = Group.objects.create(name="Readers")
        form = door.get(page("group", "change", group.pk)).context["adminform"].form
        right = form.fields["permissions"].queryset.get(codename="view_roster")
        door.post(page("group", "change", group.pk), {"name": "Readers", "permissions": [right.pk]})

        history = words(door.get(page("group", "history", group.pk)))

        assert "Permissions · added" in history
        assert "Can read rosters and confirmed placements" in history

    @pytest.mark.parametrize("query", ["group=abc", "group=" + "9" * 400, "password__startswith=x", "e=1", "p=9999999"])
    def test_made_up_look_ups_never_break(self, door, query):
        assert door.get(f"{page('user')}?{query}", follow=True).status_code in {200, 400}


class TestLists:
    def grow(self, model):
        for _ in range(5):
            official = make_official()
            make_contact(official.home_post.organisation)
            make_user(f"user-{official.pk}", "Staff")

    @pytest.mark.parametrize(
        ("model", "expected"),
        [
            ("official", 5),  # session, account; count, rows; regions
            ("post", 5),
            ("organisation", 5),
            ("contact", 4),
            ("jurisdiction", 5),
            ("expertise", 4),
            ("rank", 4),
        ],
    )
    def test_the_same_number_of_queries_with_one_row_and_with_many(
        self, door, keys, model, expected, django_assert_num_queries
    ):
        for _few_then_many in range(2):
            door.get(page(model))  # saved filters are kept in memory from now on
            with django_assert_num_queries(expected):
                door.get(page(model))
            self.grow(model)

    @pytest.mark.parametrize(("model", "expected"), [("user", 6), ("group", 4)])
    def test_accounts_too(self, signed_in, administrator, keys, model, expected, django_assert_num_queries):
        """Session, account; count, rows; of accounts also their groups and those of the filter."""
        door = signed_in(administrator)
        with django_assert_num_queries(expected):
            door.get(page(model))
        self.grow(model)
        with django_assert_num_queries(expected):
            door.get(page(model))
