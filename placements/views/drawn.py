"""What many rows of a page share, drawn once: frames, seals, places, fields of expertise, people. See ADR 0070.

What is read from the database goes through `escape` or `format_html`, each value where it is put in.
"""

from collections.abc import Callable
from functools import cached_property
from html import escape

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from officials.models.officials import Provenance
from officials.models.vocabulary import Tier, namer
from placements.templatetags import office

SUB = '<span class="cell-sub">{}</span>'
CHINESE = '<span class="person-zh" lang="zh-Hans">{}</span> '


class Holes:
    """Stands in a frame's context: ``{{ hole.number }}`` leaves a hole to be filled."""

    def __getitem__(self, name):
        return mark_safe(f"{{{name}}}")  # noqa: S308 - a name of the template's own


def frame(template, **facts):
    """The template in the language of the page, with holes to be filled by `format`."""
    return render_to_string(template, {"hole": Holes(), **facts}).strip()


def address_of(name, *args) -> Callable[[int], str]:
    """What makes the address of a page out of a key, its last argument, without asking the resolver for each."""
    before, after = reverse(name, args=[*args, 0]).rsplit("0", 1)
    return lambda pk: f"{before}{pk}{after}"


def addresses_of(*pages):
    """The same for the pages of several records, by the names of the pages."""
    return {page: address_of(f"placements:{page}") for page in pages}


class Drawn:
    """The pieces of one page, in its language. `known` are the small tables (reference.py)."""

    def __init__(self, known):
        self.known = known
        self.name = namer()
        self.kept = {}

    def once(self, draw, *things):
        """What the function draws of the things, drawn once a page."""
        key = (draw, *things)
        if key not in self.kept:
            self.kept[key] = draw(*things)
        return self.kept[key]

    # Of the small tables and of no table: drawn once, and kept as long as they are

    def kept_once(self, draw, thing):
        """What the function draws of the small tables and the thing."""
        if (draw, thing) not in self.kept:
            self.kept[draw, thing] = self.known.once(draw, thing)
        return self.kept[draw, thing]

    def frame(self, template):
        return self.kept_once(_frame, template)

    def seal(self, code):
        return self.kept_once(_seal, code)

    def place(self, code):
        return self.kept_once(_place, code)

    def tags(self, codes):
        """The fields of expertise, or that there is none."""
        return "".join([self.kept_once(_tag, field.code) for field in self.known.fields_of(codes)])

    # Of the page

    @cached_property
    def none(self):
        """Nothing, for the eye and for a screen reader."""
        return self.frame("placements/_none.html")

    def tier(self, tier):
        return self.once(_tier, tier) if tier else ""

    def short_day(self, day):
        return self.once(office.short_day, day)

    def person(self, official, url):
        """Both names with the link, and the mark of the news report; it has its names and provenance."""
        chinese = CHINESE.format(escape(official.name_zh)) if official.name_zh else ""
        latin = f'<span class="person-latin">{escape(official.name_latin)}</span>'
        footmark = self._footmark if official.provenance == Provenance.ARTICLE else ""
        return f'<a class="person" href="{url}">{chinese}{latin}</a>{footmark}'

    @cached_property
    def _footmark(self):
        return format_html(' <a class="footmark" href="#news-note" aria-label="{}">†</a>', _("Source note"))

    def unverified(self, official):
        """That the Chinese name is still to be verified, where none is known."""
        return "" if official.name_zh else self._unverified

    @cached_property
    def _unverified(self):
        return format_html(SUB, _("Chinese name to be verified"))


def _frame(_known, template):
    return frame(template)


def _seal(known, code):
    return office.seal(known.places[code])


def _place(known, code):
    return escape(known.places[code].full_name)


def _tag(known, code):
    return format_html('<span class="tag">{}</span> ', known.fields[code].name)


def _tier(tier):
    label = str(Tier(tier).label)
    return escape(label[:1].upper() + label[1:])
