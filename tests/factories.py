"""A small world to test in: regions, organisations, people, and what happens to them, through the actions.

Everything not said is filled in with something that no rule objects to. The days are those of
the first cycle: 24 July 2015 to 23 July 2016; DAY is a day in it on which an extension may be
asked for in time.
"""

import datetime as dt
import itertools

from django.contrib.auth.models import Group
from django.utils import timezone

from officials.models import (
    Contact,
    Expertise,
    Jurisdiction,
    Official,
    Organisation,
    Post,
    Rank,
    User,
)
from officials.models.vocabulary import Tier
from placements import actions
from placements.models import Cycle, Placement, Quota

START = dt.date(2015, 7, 24)
END = dt.date(2016, 7, 23)
DAY = dt.date(2016, 5, 9)
NOW = dt.datetime(2016, 5, 9, 10, 30, tzinfo=timezone.get_default_timezone())
EXPLANATION = "The reservoir works are under contract until December and need the same hands."

_serial = itertools.count(1)

DIVISIONS = {
    # for each code: English name, Chinese name, level, kind, parent
    "110000": ("Beijing", "北京市", "province", "municipality", None),
    "120000": ("Tianjin", "天津市", "province", "municipality", None),
    "130000": ("Hebei", "河北省", "province", "province", None),
    "110106": ("Fengtai District", "丰台区", "county", "district", "110000"),
    "130100": ("Shijiazhuang", "石家庄市", "prefecture", "prefecture-level city", "130000"),
    "130600": ("Baoding", "保定市", "prefecture", "prefecture-level city", "130000"),
    "130681": ("Zhuozhou", "涿州市", "county", "county-level city", "130600"),
    "130800": ("Chengde", "承德市", "prefecture", "prefecture-level city", "130000"),
    "130826": ("Fengning Manchu Autonomous County", "丰宁满族自治县", "county", "autonomous county", "130800"),
}


def jurisdiction(code):
    """The division of that code, with all it is part of."""
    if found := Jurisdiction.objects.filter(code=code).first():
        return found
    name_en, name_zh, level, kind, parent = DIVISIONS[code]
    made = Jurisdiction(
        code=code,
        name_en=name_en,
        name_zh=name_zh,
        level=level,
        kind=kind,
        parent=jurisdiction(parent) if parent else None,
    )
    made.save()
    return made


def expertise(code="WATER"):
    return Expertise.objects.get_or_create(
        code=code,
        defaults={"name_en": f"Field {code}", "name_zh": "水利水务", "group": "Environment and natural resources"},
    )[0]


def rank(tier=Tier.DIVISION_DEP):
    return Rank.objects.get_or_create(
        code=f"POST-{tier}",
        defaults={
            "name_en": f"Rank {tier}",
            "name_zh": "职务",
            "order": 10 + list(Tier.values).index(tier),
            "track": "post",
            "tier": tier,
            "level_from": 20,
            "level_to": 14,
        },
    )[0]


def make_organisation(code="130800", **facts):
    n = next(_serial)
    return Organisation.objects.create(
        **{
            "code": f"ORG-{n}",
            "name_en": f"Organisation {n}",
            "name_zh": f"第{n}局",
            "jurisdiction": jurisdiction(code),
            "kind": "government department",
            **facts,
        }
    )


def make_post(code="130800", *, organisation=None, fields=("WATER",), **facts):
    n = next(_serial)
    post = Post.objects.create(
        **{
            "title_en": f"Deputy director {n}",
            "title_zh": f"副局长{n}",
            "organisation": organisation or make_organisation(code),
            "tier": Tier.DIVISION_DEP,
            **facts,
        }
    )
    post.expertise.set([expertise(field) for field in fields])
    return post


def make_official(code="110000", *, home_post=None, fields=("WATER",), **facts):
    n = next(_serial)
    official = Official.objects.create(
        **{
            "personnel_number": f"T-{n:05d}",
            "family_name": "Shen",
            "given_name": f"Ruochuan{''.join(chr(97 + int(d)) for d in str(n))}",
            "name_zh": "沈若川",
            "birth_year": 1975,
            "birth_month": 3,
            "rank": rank(),
            "home_post": home_post or make_post(code),
            **facts,
        }
    )
    official.expertise.set([expertise(field) for field in fields])
    return official


def make_contact(organisation, **facts):
    return Contact.objects.create(
        **{
            "organisation": organisation,
            "family_name": "Mu",
            "given_name": "Qingyan",
            "name_zh": "穆青岩",
            "phone": "0314-5550000",
            **facts,
        }
    )


def make_user(username, *groups, **facts):
    facts.setdefault("email", f"{username}@office.example.com")
    user = User.objects.filter(username=username).first() or User.objects.create_user(username, **facts)
    user.groups.set(Group.objects.filter(name__in=groups))
    assert user.groups.count() == len(groups), "a group is missing"
    return user


def office():
    """The coordinator by whom everything is done that no test is about."""
    return make_user("office", "Coordinators", is_staff=True, last_name="Qiao", first_name="Lan")


def account_of(official):
    """The official's sign-in account, made where there is none."""
    if official.account is None:
        official.account = make_user(f"official-{official.pk}")
        official.save()
    return official.account


def make_cycle(year=2015, **facts):
    if found := Cycle.objects.filter(year=year).first():
        return found
    return Cycle.objects.create(
        **{
            "year": year,
            "name_en": f"Cycle {year}",
            "name_zh": f"{year}年批次",
            "starts_on": START.replace(year=year),
            "ends_on": END.replace(year=year + 1),
            "programme_ends_on": dt.date(2020, 12, 31),
            **facts,
        }
    )


def make_quota(cycle, home="110000", host="130000", places=100, **facts):
    return Quota.objects.create(
        cycle=cycle, home_region=jurisdiction(home), host_region=jurisdiction(host), places=places, **facts
    )


def new_placement(**facts):
    """An unsaved placement that no rule objects to."""
    facts.setdefault("cycle", None)
    facts["cycle"] = facts["cycle"] or make_cycle()
    facts["official"] = facts.get("official") or make_official()
    facts["host_post"] = facts.get("host_post") or make_post()
    if "starts_on" not in facts:
        facts["starts_on"] = facts["cycle"].starts_on
    if "original_ends_on" not in facts:
        facts["original_ends_on"] = facts["cycle"].ends_on
    return Placement(**facts)


def make_placement(*, confirmed=True, reason="Agreed by both sides.", **facts):
    """A proposed or confirmed placement, through the actions."""
    at = NOW - dt.timedelta(days=330)
    placement = actions.propose_placement(new_placement(**facts), reason=reason, by=office(), at=at)
    if confirmed:
        placement = actions.confirm_placement(placement, reason=reason, by=office(), at=at)
    return placement


def make_nomination(official=None, *, cycle=None, state="put_forward", on=None, at=None, **facts):
    """A nomination in that state, through the actions; nominated 60 days before the cycle starts."""
    cycle = cycle or make_cycle()
    on = on or cycle.starts_on - dt.timedelta(days=60)
    by, at = office(), at or NOW - dt.timedelta(days=350)
    nomination = actions.put_forward(official or make_official(), cycle=cycle, **facts, by=by, at=at, on=on)
    if state == "checked":
        nomination = actions.check_nomination(nomination, by=by, at=at)
    if state == "withdrawn":
        nomination = actions.withdraw_nomination(nomination, reason="Fell ill.", by=by, at=at)
    assert nomination.state == state, state
    return nomination


def make_offer(post=None, *, cycle=None, state="open", on=None, at=None, **facts):
    """An offered post in that state, through the actions; offered 60 days before the cycle starts."""
    cycle = cycle or make_cycle()
    on = on or cycle.starts_on - dt.timedelta(days=60)
    by, at = office(), at or NOW - dt.timedelta(days=350)
    offer = actions.offer_post(post or make_post(), cycle=cycle, **facts, by=by, at=at, on=on)
    if state == "withdrawn":
        offer = actions.withdraw_offer(offer, reason="The works are done.", by=by, at=at)
    if state == "closed":
        offer = actions.close_offer(offer, reason="Two offices merged.", by=by, at=at, on=on)
    assert offer.state == state, state
    return offer


def make_request(placement=None, *, state="submitted", until=dt.date(2017, 1, 23), on=DAY, at=NOW, **facts):
    """A request in that state, through the actions."""
    placement = placement or make_placement()
    official = account_of(placement.official)
    facts = {"asked_ends_on": until, "reason": "project", "explanation": EXPLANATION, **facts}
    request = actions.draft_extension(placement, **facts, by=official, at=at, on=on)
    if state == "draft":
        return request
    request = actions.submit_extension(request, by=official, at=at, on=on)
    if state == "submitted":
        return request
    if state == "withdrawn":
        return actions.withdraw_extension(request, by=official, at=at)
    if state == "returned":
        return actions.return_extension(request, words="Ask for less.", by=office(), at=at)
    if state == "declined":
        return actions.decline_extension(
            request, words="The home post cannot be covered.", next_step="Ask again in autumn.", by=office(), at=at
        )
    give_opinions(request)
    request = actions.approve_extension(request, words="Agreed.", by=office(), at=at)
    if state == "reversed":
        return actions.reverse_extension(request, reason="Entered for the wrong person.", by=office(), at=at, on=on)
    assert state == "approved", state
    return request


def give_opinions(request, *, answer="agrees", **facts):
    """Both organisations answer."""
    for side in ("home", "host"):
        actions.record_opinion(
            request,
            side=side,
            level="organisation",
            answer=answer,
            given_on=DAY,
            signer="Mu Qingyan",
            by=office(),
            at=NOW,
            **facts,
        )


def make_plan(cycle=None, *, home="110000", host="130000", at=NOW, **options):
    """The next version of the direction's plan, through the action; a quota is made where there is none."""
    cycle = cycle or make_cycle()
    if not cycle.quotas.filter(home_region=home, host_region=host).exists():
        make_quota(cycle, home, host)
    (plan,) = actions.suggest_plans(cycle, [(home, host)], by=office(), at=at, **options)
    return plan


def make_plan_row(*, state="suggested", cycle=None, at=NOW, **facts):
    """A row of a plan with one nominee and one offered post that fit; in that state, through the actions."""
    cycle = cycle or make_cycle()
    nomination, _offer = make_nomination(cycle=cycle, **facts), make_offer(cycle=cycle)
    row = make_plan(cycle).rows.get(nomination=nomination)
    by = office()
    if state == "skipped":
        return actions.skip_row(row, by=by, at=at)
    if state in {"accepted", "proposed"}:
        row = actions.accept_row(row, by=by, at=at)
    if state == "proposed":
        actions.agree_plan(row.plan, agreed_on=DAY, agreeing_body="部务会", by=by, at=at, on=DAY)
        row = actions.propose_row(row, by=by, at=at)
    if state == "set_aside":
        make_plan(cycle)
        row.refresh_from_db()
    assert row.state == state, state
    return row
