"""Rows that belong to a few others: these are found first and by themselves, then each by an index.

Joined to them, PostgreSQL takes each city for an average one: in a large office it expects hundreds of times as many
rows, and reads whole tables to join and sort them. An array, of which it knows nothing, it takes for ten keys.
"""

from django.db.models import BooleanField, F, Func, Value

# By hand, because the ORM would take 1.5 ms to put it together, at each request anew.
POSTS_AT = "any(array(select id from officials_post where organisation_id = {}))"
BODIES_OF = "any(array(select id from officials_organisation where jurisdiction_id = {}))"
DIVISIONS_OF = "any(array(select code from officials_jurisdiction where city_id = {}))"
OF_CITY, OF_ITSELF = POSTS_AT.format(BODIES_OF.format(DIVISIONS_OF)), POSTS_AT.format(BODIES_OF)


def is_at(field, place):
    """Whether the post to which the field points is at a body of the place: a condition for `filter`.

    Of a city with its counties, of a region at its own bodies alone.
    """
    before, after = (OF_CITY if place.is_city else OF_ITSELF).split("{}")
    post, code = F(field), Value(place.pk)
    return Func(post, code, arg_joiner=f" = {before}", template=f"%(expressions)s{after}", output_field=BooleanField())
