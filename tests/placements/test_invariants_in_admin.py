"""The nine things that must never be false, attacked through the admin's forms.

The other doors: test_invariants.py.
"""

import datetime as dt
import json

import pytest
from django.urls import reverse

from placements.models import ExtensionRequest, Placement, TermEntry
from tests.attacks import sql
from tests.factories import END, START, make_cycle, make_official, make_placement, make_post, make_request
from tests.placements.test_admin_placements import ADD, change, errors, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def door(coordinator, signed_in):
    return signed_in(coordinator)


def entry(**facts):
    """What the add form sends."""
    fields = {"official": facts.pop("official", None) or make_official(), "cycle": make_cycle()}
    fields["host_post"] = facts.pop("host_post", None) or make_post()
    return {**{name: row.pk for name, row in fields.items()}, **facts}


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "sentence"),
    [
        ("2015-07-24", "2015-07-23", "The term "),
        ("2015-07-24", "2016-07-22", "under"),
        ("1999-07-24", "2000-07-23", "between 2000-01-01 and 2100-01-01"),
        ("2099-07-24", "2100-07-23", "between 2000-01-01 and 2100-01-01"),
        ("-infinity", "infinity", "day"),
    ],
)
def test_1_dates(door, starts_on, ends_on, sentence):
    response = door.post(ADD, entry(starts_on=starts_on, original_ends_on=ends_on, reason="All the same."))
    refused = errors(response)
    assert any(sentence in said for sentences in refused.values() for said in sentences), refused
    assert not Placement.objects.exists()


def test_2_regions(door):
    response = door.post(ADD, entry(official=make_official("110000"), host_post=make_post("110106")))
    assert errors(response) == {"host_post": ["The host post is in the home region (Beijing)."]}
    response = door.post(ADD, entry(home_region="120000", host_region="110000"))
    assert response.status_code == 302
    placement = Placement.objects.get()
    assert (placement.home_region_id, placement.host_region_id) == ("110000", "130000"), "regions are not typed"


def test_3_one_official(door):
    first = make_placement()
    response = door.post(ADD, entry(official=first.official))
    assert errors(response) == {
        "official": [f"{first.official} already has placement {first.number}, 24 July 2015 to 23 July 2016."]
    }


def test_4_one_guest(door):
    first = make_placement()
    response = door.post(ADD, entry(host_post=first.host_post))
    assert errors(response) == {
        "host_post": [f"The post is held by {first.official}, {first.number}, 24 July 2015 to 23 July 2016."]
    }


def test_5_ledger(door):
    placement = make_placement()
    door.post(
        change(placement),
        typed(placement, ends_on="2017-07-23", original_ends_on="2017-07-23", starts_on="2015-01-01"),
    )
    placement.refresh_from_db()
    assert (placement.starts_on, placement.original_ends_on, placement.ends_on) == (START, END, END)
    entry_ = TermEntry.objects.get()
    for verb in ("change", "delete"):
        response = door.post(reverse(f"admin:placements_termentry_{verb}", args=[entry_.pk]), {"ends_on": "2017-07-23"})
        assert response.status_code == 403
    assert TermEntry.objects.get().ends_on == END


def test_6_one_open_request(door):
    request = make_request()
    address = "/admin/placements/extensionrequest/add/"
    response = door.post(address, {"placement": request.placement_id, "current_ends_on": END.isoformat()})
    assert response.status_code in {403, 404}
    assert ExtensionRequest.objects.count() == 1


def test_7_decision(door):
    request = make_request(state="approved")
    before = ExtensionRequest.objects.values().get()
    for verb in ("change", "delete"):
        address = reverse(f"admin:placements_extensionrequest_{verb}", args=[request.pk])
        response = door.post(address, {"state": "submitted", "approved_ends_on": "2017-07-23", "decision_words": ""})
        assert response.status_code == 403
    assert ExtensionRequest.objects.values().get() == before


def test_8_states(door):
    placement = make_placement(confirmed=False)
    response = door.post(change(placement), typed(placement, state="confirmed"))
    assert response.status_code == 302
    placement.refresh_from_db()
    assert placement.state == "proposed", "the state is not typed"
    withdrawn = door.post(reverse("admin:placements_placement_withdraw", args=[make_placement().pk]), {"reason": "No."})
    assert withdrawn.status_code != 500
    assert not Placement.objects.filter(state="withdrawn").exists()


def test_9_audit(door, coordinator):
    response = door.post(ADD, entry())
    assert response.status_code == 302
    (context, label), *_ = sql("select pgh_context, pgh_label from placements_placementevent order by pgh_id")
    context = json.loads(context)
    assert label == "insert"
    assert context["by"] == coordinator.pk
    assert context["action"] == "propose_placement"
    assert "address" in str(context) or "ip" in str(context), "from where"
    placement = Placement.objects.get()
    door.post(change(placement), typed(placement, note=f"Seen on {dt.date(2016, 5, 9)}."))
    assert sql("select count(*) from placements_placementevent") == [(2,)]
