"""Which records have a trail, what a kind of record is called, and what it belongs to."""

from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.db import models
from django.db.models import Field
from django.utils.text import capfirst
from django.utils.translation import gettext as _

SUFFIX = "event"


@dataclass(frozen=True)
class Kind:
    """A tracked model. `name` is what stands in AuditEvent.kind."""

    name: str
    model: type[models.Model]
    relation: Field | None = None  # of a many-to-many: the field whose rows these are

    @property
    def events(self):
        return self.model.pgh_event_model

    @property
    def table(self):
        return self.events._meta.db_table

    @property
    def key(self):
        """The column of the event table that names the record."""
        return "pgh_obj_id" if any(field.name == "pgh_obj" for field in self.events._meta.fields) else "id"

    @property
    def label(self):
        """Placement; Post: expertise."""
        if self.relation is None:
            return capfirst(self.model._meta.verbose_name)
        owner = capfirst(self.relation.model._meta.verbose_name)
        return _("{record}: {field}").format(record=owner, field=self.relation.verbose_name)

    @property
    def part(self):
        """What it is called beside the record that it belongs to."""
        return capfirst(self.relation.verbose_name) if self.relation else self.label

    @property
    def owner(self):
        """The foreign key to the record whose field the row of a many-to-many is part of."""
        if self.relation is None:
            return None
        columns = {field.attname: field for field in self.model._meta.concrete_fields}
        return columns[self.relation.m2m_column_name()]

    @property
    def columns(self):
        """The fields that an event tells of: not the key, nor what only machines read."""
        tracked = {field.name for field in self.events._meta.concrete_fields}
        return [field for field in self.model._meta.concrete_fields if field.name in tracked and _is_told(field)]


def _is_told(field):
    is_for_machines = not field.editable and not field.is_relation and not isinstance(field, models.DateField)
    return not (field.primary_key or is_for_machines or field.name == "key")  # a `key` is a fact's name among machines


@cache
def kinds():
    """All of them, by name."""
    tracked = [model for model in apps.get_models() if hasattr(model, "pgh_event_model")]
    relations = {
        relation.remote_field.through: relation
        for model in apps.get_models()
        if not model._meta.proxy
        for relation in model._meta.local_many_to_many
    }
    return {kind.name: kind for kind in (_kind(model, relations) for model in tracked)}


def _kind(model, relations):
    name = model.pgh_event_model._meta.db_table.removesuffix(SUFFIX)
    return Kind(name, model, relations.get(model._meta.concrete_model) if model._meta.proxy else None)


@cache
def kind_of(model):
    """The kind of a model; a proxy and what it stands for are one kind."""
    concrete = model._meta.concrete_model
    return next((kind for kind in kinds().values() if kind.model._meta.concrete_model is concrete), None)
