"""What is kept in memory is never out of date."""

import pytest
from django.db import connection, transaction

from exchangeoffice.kept import Kept
from officials.models import Expertise, Rank
from tests.factories import expertise, rank

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept():
    expertise("WATER")
    rank()
    return Kept(lambda: ([field.name_en for field in Expertise.objects.all()], Rank.objects.count()), Expertise, Rank)


def test_it_asks_once_where_nothing_changed(kept, django_assert_num_queries):
    with django_assert_num_queries(3):  # the stamps, and both tables
        first = kept.read()
    with django_assert_num_queries(1):
        again = kept.read()
    assert first == (["Field WATER"], 1)
    assert again is first


@pytest.mark.parametrize(
    "change",
    [
        lambda: Expertise.objects.update(name_en="Irrigation"),
        lambda: Expertise.objects.create(code="ROADS", name_en="Roads", name_zh="公路", group="Transport"),
        lambda: Expertise.objects.all().delete(),
        lambda: Rank.objects.all().delete(),
    ],
)
def test_any_change_shows_at_once(kept, change):
    before = kept.read()
    change()
    assert kept.read() != before


def test_raw_sql_and_a_change_back_show_at_once(kept):
    def rename(name):
        with connection.cursor() as cursor:
            cursor.execute("update officials_expertise set name_en = %s", [name])
        return kept.read()[0]

    assert [rename("Dams"), rename("Field WATER"), rename("Dams")] == [["Dams"], ["Field WATER"], ["Dams"]]


def test_what_was_rolled_back_is_forgotten(kept):
    with transaction.atomic():
        Expertise.objects.update(name_en="Irrigation")
        assert kept.read()[0] == ["Irrigation"]
        transaction.set_rollback(True)
    assert kept.read()[0] == ["Field WATER"]
