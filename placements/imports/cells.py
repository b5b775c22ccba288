"""A column of a file as a field of django-import-export, and the widgets by which its cells are understood.

The library's own widgets answer an unknown key with a bare error, so ours look it up beforehand, all
rows at once, and refuse in words. A widget's `clean` raises NotUnderstoodError with the sentence.
"""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.fields import Field
from import_export.widgets import Widget

from placements.imports import values
from placements.imports.grid import is_blank


class Cell(Field):
    """A column. An empty cell leaves what is stored as it is; a new row needs those that are `needed`."""

    def __init__(self, attribute, heading, widget=None, *, also=(), needed=False, help_text="", column_name=""):
        super().__init__(attribute=attribute, column_name=column_name or attribute, widget=widget or Words())
        self.heading, self.also, self.needed, self.help_text = heading, also, needed, help_text

    def save(self, instance, row, is_m2m=False, **kwargs):
        value = row.get(self.column_name)
        if is_blank(value):
            if self.needed and instance.pk is None:
                raise values.NotUnderstoodError(_("Fill this in."))
            return
        self.put(instance, self.widget.clean(value, row=row, **kwargs))

    def put(self, instance, value):
        setattr(instance, self.attribute, value)


class MonthCell(Cell):
    """Year and month of birth stand in two columns of the register and in one of the file."""

    def put(self, instance, value):
        instance.birth_year, instance.birth_month = value

    def get_value(self, instance):
        return (instance.birth_year, instance.birth_month) if instance.birth_year else None


class CheckedName(Cell):
    """The name beside a personnel number: it changes nothing, and a number with another's name is refused."""

    def put(self, instance, value):
        official = getattr(instance, "official", None) if instance.official_id else None
        if official is None:
            return
        forms = {values.folded_name(text) for text in (official.name_zh, official.name_latin, str(official))}
        if values.folded_name(value) not in forms:
            raise values.NotUnderstoodError(_("The personnel number is that of {name}.").format(name=official))

    def get_value(self, instance):
        return None


class Matched(Cell):
    """A number by which a row is found; it is never written."""

    def put(self, instance, value):
        """Nothing: the row was found by it, or it was refused."""

    def get_value(self, instance):
        return None


class Lookup(Widget):
    """A widget that may look things up for all rows before the first is read."""

    allowed: Sequence = ()  # what the template's sheet of allowed values says, where the list is short

    def prepare(self, cells):
        """Look up what these cells name."""

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else str(value)


class Words(Lookup):
    """Text as it was written."""

    def clean(self, value, row=None, **kwargs):
        return values.text(value)


class Code(Lookup):
    """A number, a code, an address: half-width, no spaces around it."""

    def clean(self, value, row=None, **kwargs):
        return values.code(value)


class HanName(Lookup):
    def clean(self, value, row=None, **kwargs):
        return values.han_name(value)


class Day(Lookup):
    """A day; `open_words` where 至今 means that there is none yet."""

    def __init__(self, *, may_be_open=False):
        super().__init__()
        self.may_be_open = may_be_open

    def clean(self, value, row=None, **kwargs):
        if self.may_be_open and values.is_until_now(value):
            return None
        return values.day(value)

    def render(self, value, obj=None, **kwargs):
        return value.isoformat() if isinstance(value, dt.date) else ""


class Month(Lookup):
    def clean(self, value, row=None, **kwargs):
        return values.month(value)

    def render(self, value, obj=None, **kwargs):
        if not value:
            return ""
        year, month = value
        return f"{year}-{month:02d}" if month else str(year)


class Truth(Lookup):
    allowed = (gettext_lazy("yes"), gettext_lazy("no"))

    def clean(self, value, row=None, **kwargs):
        return values.truth(value)

    def render(self, value, obj=None, **kwargs):
        return str(self.allowed[0] if value else self.allowed[1])


class OneOf(Lookup):
    """One of a short list, by its code or by what it is called; `find` raises NotUnderstoodError in words."""

    def __init__(self, make_register, listed, *, says=str):
        super().__init__()
        self.make_register, self.listed, self.says = make_register, listed, says
        self.register = None

    @property
    def allowed(self):
        return self.listed()

    def prepare(self, cells):
        self.register = self.make_register()

    def clean(self, value, row=None, **kwargs):
        return self.register.find(value)

    def render(self, value, obj=None, **kwargs):
        return str(self.says(value)) if value else ""


class ManyOf(OneOf):
    """Several of a short list, with commas, semicolons or 、 between them."""

    def clean(self, value, row=None, **kwargs):
        parts = [part for part in values.parts(value) if part]
        return tuple(sorted({self.register.find(part) for part in parts}, key=lambda found: found.pk))

    def render(self, value, obj=None, **kwargs):
        return ", ".join(str(found) for found in value or ())


class Known(Lookup):
    """A row of a register, by its code."""

    def __init__(self, look_up, unknown):
        """`look_up(codes)` gives a dictionary; `unknown` is the sentence with {value}."""
        super().__init__()
        self.look_up, self.unknown = look_up, unknown
        self.found = {}

    def prepare(self, cells):
        self.found = self.look_up({code for cell in cells if (code := self.code_of(cell))})

    def code_of(self, cell):
        try:
            return values.code(cell)
        except values.NotUnderstoodError:
            return ""

    def clean(self, value, row=None, **kwargs):
        code = values.code(value)
        found = self.found.get(code)
        if found is None:
            raise values.NotUnderstoodError(str(self.unknown).format(value=code))
        if sentence := getattr(found, "sentence", ""):  # several have this name
            raise values.NotUnderstoodError(sentence)
        return found
