"""Pieces that the models' constraints are built from."""

import datetime as dt

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

FIRST_DAY = dt.date(2000, 1, 1)
LAST_DAY = dt.date(2100, 1, 1)


def one_of(field, choices, *, name):
    """The column holds a value of the list (or nothing, where the list has an empty value)."""
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{field}__in": list(choices.values)}),
        violation_error_message=_("Choose from the list."),
    )


def one_of_or_blank(field, choices, *, name):
    """The column holds a value of the list, or the empty string."""
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{field}__in": ["", *choices.values]}),
        violation_error_message=_("Choose from the list."),
    )


def days_within_the_century(*fields, name):
    """Days lie within 2000–2100. PostgreSQL would else accept ``-infinity``, which no page can read."""
    condition = Q()
    for field in fields:
        condition &= Q(**{f"{field}__range": (FIRST_DAY, LAST_DAY)}) | Q(**{f"{field}__isnull": True})
    return models.CheckConstraint(
        name=name,
        condition=condition,
        violation_error_message=_("The day must be between 2000-01-01 and 2100-01-01."),
    )


def whole_or_absent(*fields, name):
    """All of the (nullable) columns are set, or none of them is."""
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{field}__isnull": False for field in fields})
        | Q(**{f"{field}__isnull": True for field in fields}),
    )


class Days(models.Func):
    """A range of days for exclusion constraints and overlap look-ups."""

    function = "DATERANGE"
    output_field = DateRangeField()


class LiveExclusion(ExclusionConstraint):
    """An exclusion constraint whose validation is skipped when the form leaves out what its condition reads.

    Django 5.2 raises FieldError from such a ModelForm (ticket 36222). The actions validate the
    whole row, and the database holds the rule in any case. Migrations see the plain parent class.
    """

    def deconstruct(self):
        _path, args, kwargs = super().deconstruct()
        return "django.contrib.postgres.constraints.ExclusionConstraint", args, kwargs

    def validate(self, model, instance, exclude=None, using="default"):
        read = {child[0].split("__")[0] for child in self.condition.children if isinstance(child, tuple)}
        if exclude and read & set(exclude):
            return
        super().validate(model, instance, exclude=exclude, using=using)
