"""Rows that belong to a few others: these are found first and by themselves, then each by an index.

Joined to them, PostgreSQL takes each city for an average one: in a large office it expects hundreds of times as many
rows, and reads whole tables to join and sort them. An array, of which it knows nothing, it takes for ten keys.
"""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, Value


def is_one_of(field, rows):
    """Whether the field points to one of the rows: a condition for `filter`."""
    rows = rows if rows.query.is_sliced else rows.order_by()  # the order chooses where a part is cut out
    keys = Func(ArraySubquery(rows.values("pk")), function="any")
    return Func(F(field), keys, arg_joiner=" = ", template="%(expressions)s", output_field=BooleanField())


# By hand, because the ORM would take 1.5 ms to put it together, at each request anew.
POSTS_AT = "any(array(select id from officials_post where organisation_id = {}))"
BODIES_OF = "any(array(select id from officials_organisation where jurisdiction_id = {}))"
DIVISIONS_OF = "any(array(select code from officials_jurisdiction where city_id = {}))"
OF_CITY, OF_ITSELF = POSTS_AT.format(BODIES_OF.format(DIVISIONS_OF)), POSTS_AT.format(BODIES_OF)


def is_at(field, place):
    """Whether the post to which the field points is one of `Post.objects.at(place)`: a condition for `filter`."""
    before, after = (OF_CITY if place.is_city else OF_ITSELF).split("{}")
    post, code = F(field), Value(place.pk)
    return Func(post, code, arg_joiner=f" = {before}", template=f"%(expressions)s{after}", output_field=BooleanField())
