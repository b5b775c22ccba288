"""The roster against a plain reading of its rules: made-up placements, filters and days, and exact equality."""

import datetime as dt

import pytest
from django.db import transaction
from django.http import QueryDict
from django.utils import translation
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from exchangeoffice.prepared import prepared
from officials.models import Jurisdiction
from officials.models.vocabulary import Tier
from placements.models import Placement, TermEntry
from placements.models.ledger import EntryKind
from placements.roster_filter import GROUPS, PHASES, SORTS
from placements.views.roster_list import Roster
from tests import factories
from tests.factories import NOW
from tests.placements import roster_reading

FIRST = dt.date(2015, 1, 1)
PLACES = ["110000", "110106", "130000", "130100", "130600", "130681", "130800", "130826"]
SURNAMES = [
    ("沈", "Shen"),
    ("欧阳", "Ouyang"),
    ("曾", "Zeng"),
    ("", "Shui"),
    ("卢", "Lu"),
    ("鬱", "Yu"),
    ("丁", "Ding"),
]
FIELDS = [(), ("WATER",), ("HEALTH", "WATER"), ("ZETA",)]


@pytest.fixture
def world(db):
    """Posts in every kind of place, officials of every tier and of none, two cycles; nobody is placed yet."""
    factories.jurisdiction("120000")
    cycles = [factories.make_cycle(2015), factories.make_cycle(2016, ending_soon_days=30)]
    posts = []
    for place in PLACES:
        for at in range(2):
            organisation = factories.make_organisation(place, standing_order=9 - at)
            created = factories.make_post(organisation=organisation, is_created_for_programme=at == 0)
            posts += [created, factories.make_post(organisation=organisation)]
    officials = []
    for at, place in enumerate(PLACES * 2):
        zh, family = SURNAMES[at % len(SURNAMES)]
        tier = [*Tier.values, ""][at % 8]
        home_post = factories.make_post(place, tier=tier)
        rank = factories.rank(Tier.values[(at * 3) % 7]) if tier and at % 3 else None
        official = factories.make_official(
            home_post=home_post,
            family_name=family,
            given_name="Anbochu"[at % 3 * 2 :][:2].title(),
            name_zh=f"{zh}安" if zh else "",
            rank=rank,
            fields=FIELDS[at % len(FIELDS)],
        )
        officials.append(official)
    return cycles, officials, posts


# An official, a host post, a cycle, the days of the term, and what became of it.
TERMS = st.lists(
    st.tuples(
        st.integers(0, 15),
        st.integers(0, 31),
        st.integers(0, 1),
        st.integers(0, 900),
        st.sampled_from([365, 366, 400, 700]),
        st.sampled_from([None, None, None, None, 120, -90, -364]),
        st.sampled_from(["confirmed"] * 5 + ["proposed", "cancelled"]),
    ),
    min_size=2,
    max_size=12,
)

ASKED = st.fixed_dictionaries(
    {},
    optional={
        "on": st.one_of(st.just("any"), st.integers(0, 1900).map(lambda n: (FIRST + dt.timedelta(n)).isoformat())),
        "cycle": st.sampled_from(["2015", "2016"]),
        "home": st.sampled_from(["110000", "130000"]),
        "city": st.sampled_from(["110000", "110106", "130000", "130600", "130800"]),
        "expertise": st.sampled_from(["WATER", "HEALTH", "ZETA"]),
        "tier": st.sampled_from([*Tier.values, "none"]),
        "phase": st.sampled_from([phase for phase, _words in PHASES]),
        "within": st.sampled_from(["0", "30", "400"]),
        "created": st.just("yes"),
        "q": st.sampled_from(["安", "shen", "Ouyang", "鬱"]),
        "sort": st.sampled_from(SORTS),
        "group": st.sampled_from([group for group, _words in GROUPS]),
        "bodies": st.just("provincial"),
    },
)


def carry_out(world, terms):
    """Placements as the terms say, past the rules of the actions but not past those of the database."""
    cycles, officials, posts = world
    taken, office = [], factories.office()
    for at, (who, where, cycle, starts, days, later, state) in enumerate(terms):
        official, post = officials[who], posts[where]
        starts_on = FIRST + dt.timedelta(days=starts)
        original = starts_on + dt.timedelta(days=days - 1 + (days == 365))
        ends_on = original + dt.timedelta(days=later or 0)
        crosses = official.home_post.region_id != post.region_id
        busy = any(
            (other.official == official or other.host_post == post)
            and other.starts_on <= max(original, ends_on)
            and max(other.original_ends_on, other.ends_on) >= starts_on
            for other in taken
        )
        if not crosses or busy:
            continue
        placement = Placement(
            number=f"P-15-{at + 1:04d}",
            cycle=cycles[cycle],
            official=official,
            host_post=post,
            starts_on=starts_on,
            original_ends_on=original,
            proposed_by=office,
            proposed_at=NOW,
        )
        placement.fill_in()
        placement.save()
        if state != "proposed":
            _confirm(placement, ends_on, state, office)
        placement.refresh_from_db()
        taken.append(placement)


def _confirm(placement, ends_on, state, office):
    entry = {"placement": placement, "entered_by": office, "entered_at": NOW}
    original = placement.original_ends_on
    TermEntry.objects.create(serial=1, kind=EntryKind.ORIGINAL, ends_on=original, **entry)
    Placement.objects.filter(pk=placement.pk).update(state="confirmed", confirmed_by=office, confirmed_at=NOW)
    if state == "cancelled":
        facts = {"closed_by": office, "closed_at": NOW, "closing_reason": "Given up."}
        Placement.objects.filter(pk=placement.pk).update(state="cancelled", **facts)
    elif ends_on < original:
        early = {"kind": EntryKind.EARLY_RETURN, "previous_ends_on": original, "ends_on": ends_on}
        TermEntry.objects.create(serial=2, reason="completed", **early, **entry)
    elif ends_on > original and (original - placement.starts_on).days < 600:  # 24 months are the most in all
        _extend(placement, ends_on)


def _extend(placement, ends_on):
    on = placement.original_ends_on - dt.timedelta(days=80)
    placement.refresh_from_db()
    at = dt.datetime.combine(on, dt.time(9), NOW.tzinfo)
    factories.make_request(placement, state="approved", until=ends_on, on=on, at=at)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_roster_is_what_a_plain_reading_of_the_rules_says(world, language):
    places = {place.code: place for place in Jurisdiction.objects.select_related("region")}
    today = dt.date(2016, 5, 9)

    # Without shrinking: each example is a small world in the database, and its placements are few anyway.
    @settings(
        max_examples=40,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
    )
    @given(terms=TERMS, asked=ASKED, code=st.sampled_from(PLACES))
    def agree(terms, asked, code):
        with transaction.atomic():
            carry_out(world, terms)
            compare(places[code], asked)
            transaction.set_rollback(True)

    def compare(jurisdiction, asked):
        reading = roster_reading.read(
            roster_reading.everything(), asked, jurisdiction=jurisdiction, today=today, chinese=language != "en"
        )
        params = QueryDict(mutable=True)
        params.update(asked)
        with translation.override(language), prepared():  # as the page is
            roster = Roster(jurisdiction, params, today=today)
            assert not roster.asked.mistakes
            assert [row.number for row in roster.asked.rows] == reading.numbers
            assert roster.asked.counts == {"rows": len(reading.numbers), "people": reading.people}
            shown = [row.number for group in roster.groups for _number, row in group.rows]
            assert shown == reading.numbers
            assert [group.rows_in_all for group in roster.groups if group.label] == [n for *_key, n in reading.headings]

    agree()
