"""Two coordinators, or one impatient one: eight times the same form at once."""

import threading
import time

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from placements.admin.placements import PlacementAdmin
from placements.models import Placement
from tests.factories import make_cycle, make_official, make_post, office

pytestmark = pytest.mark.django_db(transaction=True)

ADD = reverse("admin:placements_placement_add")
RACERS = 8
SENTENCE = {"official": "already has placement P-15-", "host_post": "The post is held by "}


def post_at_once(jobs):
    """What each gets: the status and the page's errors."""
    user = office()
    barrier, answers = threading.Barrier(len(jobs)), []

    def run(fields):
        try:
            client = Client(raise_request_exception=False)
            client.force_login(user)
            barrier.wait(timeout=10)
            response = client.post(ADD, fields)
            errors = response.context["adminform"].form.errors if response.status_code == 200 else {}
            answers.append((response.status_code, {field: list(words) for field, words in errors.items()}))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(fields,)) for fields in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(answers, key=str)


@pytest.mark.parametrize("shared", ["official", "host_post"])
def test_one_is_saved_and_seven_get_the_sentence(shared, monkeypatch):
    """All forms are valid when they are sent: each is delayed until the others have been checked too."""
    save_model = PlacementAdmin.save_model

    def late(*args):
        time.sleep(0.05)
        save_model(*args)

    monkeypatch.setattr(PlacementAdmin, "save_model", late)
    cycle = make_cycle()
    official, post = make_official(), make_post()
    jobs = [
        {
            "official": (official if shared == "official" else make_official()).pk,
            "host_post": (post if shared == "host_post" else make_post()).pk,
            "cycle": cycle.pk,
        }
        for _ in range(RACERS)
    ]

    answers = post_at_once(jobs)

    assert [status for status, _errors in answers] == [200] * (RACERS - 1) + [302]
    for _status, errors in answers[:-1]:
        assert list(errors) == [shared]
        assert SENTENCE[shared] in errors[shared][0]
    assert Placement.objects.count() == 1
