"""Accounts for the tests of the door."""

import pytest
from django.contrib.auth import get_user_model


@pytest.fixture
def person(db):
    """Somebody who may sign in, and nothing else."""
    return get_user_model().objects.create_user("qiaolan", password="a long and quiet river")
