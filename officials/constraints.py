"""Pieces that the models' constraints are built from, and how a row is asked for all of them."""

import datetime as dt

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.core.exceptions import FieldError
from django.db import models, router
from django.db.models import Q
from django.db.models.functions import Coalesce
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


class CheckedAtOnce(models.Model):
    """A row that is asked for all its check constraints in one query.

    Django asks for each in a query and a savepoint of its own: sixty statements for a placement.
    Only where one of them is broken, or reads what the form leaves out, each is asked for its words.
    """

    class Meta:
        abstract = True

    def validate_constraints(self, exclude=None):
        self._checks_hold = self._keep_all_checks(exclude)
        try:
            super().validate_constraints(exclude=exclude)
        finally:
            self._checks_hold = False

    def get_constraints(self):
        known = super().get_constraints()
        if not getattr(self, "_checks_hold", False):
            return known
        return [(model, [rule for rule in rules if not _is_check(rule)]) for model, rules in known]

    def _keep_all_checks(self, exclude):
        checks = [rule.condition for _model, rules in super().get_constraints() for rule in rules if _is_check(rule)]
        if not checks:
            return True
        # As PostgreSQL reads a constraint: what is unknown for want of a value is not broken.
        kept = Q(*(Coalesce(check, True, output_field=models.BooleanField()) for check in checks))
        columns = self._get_field_expression_map(meta=self._meta, exclude=exclude)
        try:
            return kept.check(columns, using=router.db_for_write(type(self), instance=self))
        except FieldError:
            return False


def _is_check(rule):
    return isinstance(rule, models.CheckConstraint)
