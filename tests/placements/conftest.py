"""What the tests of the exchange share."""

import pytest
import time_machine

from tests.factories import NOW


@pytest.fixture
def on_the_day(db):
    """It is the day of the factories. A whole file asks for it by `pytest.mark.usefixtures`."""
    with time_machine.travel(NOW, tick=False):
        yield
