"""A row's check constraints: asked at once, told one by one."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories


@pytest.fixture
def post(db):
    return factories.make_post("130800")


def test_all_are_asked_in_one_query(post):
    with CaptureQueriesContext(connection) as seen:
        post.validate_constraints()
    (asked,) = [query["sql"] for query in seen if "COALESCE" in query["sql"]]
    assert asked.count("COALESCE") > 3


def test_each_broken_one_is_told_in_its_own_words(post):
    post.tier, post.created_why, post.retired_on = "king", "A favour.", dt.date(1999, 1, 1)
    with pytest.raises(ValidationError) as told:
        post.validate_constraints()
    assert sorted(message.split()[0] for message in told.value.messages) == ["Choose", "For", "The"]


def test_one_that_reads_what_a_form_leaves_out_hides_no_other(post):
    post.tier = "king"
    with pytest.raises(ValidationError) as told:
        post.validate_constraints(exclude={"retired_on"})
    assert told.value.messages == ["Choose from the list."]
    post.tier = ""
    post.validate_constraints(exclude={"retired_on"})
