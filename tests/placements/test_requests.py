"""What sending a request and taking an approval back ask of the database, and in whose words it refuses."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from placements import actions
from placements.models import ExtensionRequest
from tests.factories import DAY, EXPLANATION, NOW, account_of, make_placement, make_request, office


def _read(request):
    return ExtensionRequest.objects.select_related("placement__official").get(pk=request.pk)


def test_a_request_is_drafted_and_sent_in_so_many_queries(db, django_assert_num_queries):
    """The rules that the database keeps are asked of it once, with the row, and not before each of them."""
    placement = make_placement()
    official = account_of(placement.official)
    facts = {"asked_ends_on": dt.date(2017, 1, 23), "reason": "project", "explanation": EXPLANATION}
    with django_assert_num_queries(11):
        request = actions.draft_extension(placement, **facts, by=official, at=NOW, on=DAY)
    with django_assert_num_queries(20):
        actions.submit_extension(_read(request), by=official, at=NOW, on=DAY)


def test_an_approval_is_taken_back_in_so_many_queries(db, django_assert_num_queries):
    request, by = _read(make_request(state="approved")), office()
    with django_assert_num_queries(22):
        actions.reverse_extension(request, reason="Wrong person.", by=by, at=NOW, on=DAY)


def test_what_the_database_refuses_of_a_draft_is_said_in_its_words(db):
    with pytest.raises(ValidationError, match="The day must be between 2000-01-01 and 2100-01-01"):
        make_request(state="draft", origin="office", paper_dated_on=dt.date(1999, 12, 31))
