"""Saving a row that the database keeps rules about: it is asked once, and the model puts its refusal into words."""

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction


def clean(row, exclude=()):
    """Check each field and what the model itself says of the row. Raises ValidationError.

    The rules that the database keeps are left to `save_or_say`: asking about each beforehand
    costs a query and a savepoint for every one of them. A row that is named was read, with its lock, a
    moment ago, so whether it exists is not asked again.
    """
    named = [field.name for field in row._meta.fields if field.is_relation and field.is_cached(row)]
    known = {name for name in named if getattr(row, name) is not None}
    row.clean_fields(exclude={*exclude, *known})
    row.clean()


def save_or_say(row, **how):
    """Save the row; where the database refuses it, raise ValidationError with the constraint's own sentence.

    A refusal that the model has no words for stays what it is.
    """
    try:
        with transaction.atomic():
            row.save(**how)
    except (IntegrityError, DataError) as refusal:
        try:
            row.full_clean()
        except ValidationError as words:
            raise words from refusal
        raise
