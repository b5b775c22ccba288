"""The main job, walked through the admin and the pages by the people whose job it is."""

import datetime as dt
import re

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from placements.models import Departure, ExtensionRequest, Placement
from tests.factories import EXPLANATION, account_of, make_cycle, make_official, make_post, make_quota

pytestmark = pytest.mark.django_db

SPRING = dt.datetime(2015, 7, 6, 10, 0, tzinfo=timezone.get_default_timezone())
MAY = dt.datetime(2016, 5, 9, 10, 30, tzinfo=timezone.get_default_timezone())
UNTIL = dt.date(2017, 1, 23)


def text(response):
    """What a person reads: the tags gone, white space folded."""
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


def test_place_confirm_find_ask_opinion_approve_find_again_reverse(coordinator, staff, signed_in):
    cycle, post, official = (
        make_cycle(),
        make_post("130826"),
        make_official("110000", name_zh="吕震乾", family_name="Lyu", given_name="Zhenqian"),
    )
    make_quota(cycle)
    official_user = account_of(official)
    roster = reverse("placements:roster", args=["130800"])

    # A coordinator enters the placement: a few letters, the days from the cycle.
    with time_machine.travel(SPRING, tick=False):
        desk = signed_in(coordinator)
        found = desk.get(
            reverse("admin:autocomplete"),
            {"app_label": "placements", "model_name": "placement", "field_name": "official", "term": "lzq"},
        ).json()["results"]
        assert [row["id"] for row in found] == [str(official.pk)]
        response = desk.post(
            reverse("admin:placements_placement_add"),
            {"cycle": cycle.pk, "official": official.pk, "host_post": post.pk},
        )
        assert response.status_code == 302
        placement = Placement.objects.get()

        # Proposed: nobody but coordinators sees it.
        assert "吕震乾" not in text(signed_in(staff).get(roster, {"on": "2015-08-01", "phase": "any"}))
        desk.post(reverse("admin:placements_placement_confirm", args=[placement.pk]), {})
        placement.refresh_from_db()
        assert placement.state == "confirmed"

    with time_machine.travel(MAY, tick=False):
        desk, reader, own = signed_in(coordinator), signed_in(staff), signed_in(official_user)

        # Staff find it on the prefecture's roster, of which the county is a part, by name and day.
        for query in ({}, {"q": "lzq"}, {"q": "吕"}, {"on": "2016-03-01"}, {"home": "110000", "cycle": "2015"}):
            page = text(reader.get(roster, query))
            assert "吕震乾" in page, query
            assert "23 Jul 2016" in page
        assert "吕震乾" not in text(reader.get(roster, {"q": "wang"}))

        # The official asks.
        assert "You have not asked yet." in text(own.get(reverse("placements:my_placement")))
        asked = own.post(
            reverse("placements:ask_extension"),
            {"end": UNTIL.isoformat(), "reason": "project", "explanation": EXPLANATION, "told": "on", "send": "1"},
        )
        assert asked.status_code == 302, text(asked)
        request = ExtensionRequest.objects.get()
        assert (request.state, request.number, request.asked_ends_on) == ("submitted", "R-16-0001", UNTIL)
        assert request.number in text(own.get(reverse("placements:my_placement")))
        assert request.number not in text(reader.get(roster)), "staff see no request"

        # The coordinator records what the two sides say, and the decision.
        review = reverse("placements:extension", args=[request.pk])
        assert request.number in text(desk.get(reverse("placements:extension_list")))
        assert EXPLANATION in text(desk.get(review))
        approve = reverse("placements:approve_extension", args=[request.pk])
        warned = desk.post(approve, {"extent": "full", "words": "Agreed."})
        assert "The host opinion is missing or objects." in text(warned)
        assert ExtensionRequest.objects.get().state == "submitted"
        for side in ("home", "host"):
            response = desk.post(
                reverse("placements:record_opinion", args=[request.pk]),
                {
                    "side": side,
                    "level": "organisation",
                    "answer": "agrees",
                    "given_on": "2016-05-08",
                    "signer": "Mu Qingyan",
                },
            )
            assert response.status_code == 302, text(response)
        mine = text(own.get(reverse("placements:my_placement")))
        assert "Home organisation gave its opinion" in mine
        assert "Mu Qingyan" not in mine, "that an opinion came, never what it says"
        approved = desk.post(approve, {"extent": "full", "words": "Agreed by both sides."})
        assert approved.status_code == 302, text(approved)
        assert not Departure.objects.exists()

        # The roster has the new end, and the original one beside it.
        page = text(reader.get(roster))
        assert "23 Jan 2017" in page
        assert "Approved to 23 January 2017" in text(own.get(reverse("placements:my_placement")))

        # Taken back, the earlier end returns exactly.
        reverse_it = reverse("placements:reverse_extension", args=[request.pk])
        desk.post(reverse_it, {"reason": "Recorded for the wrong person."})
        placement.refresh_from_db()
        assert placement.ends_on == dt.date(2016, 7, 23)
        page = text(reader.get(roster))
        assert "23 Jan 2017" not in page
        assert [entry.kind for entry in placement.term.all()] == ["original", "extension", "reversal"]
        assert ExtensionRequest.objects.get().state == "reversed"
