"""Lists on pages: links that keep the filters, pages that are counted out, options that are drawn lean."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.html import escape, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

PAGE = 50


def link(params, **changes):
    """The query string with some values changed; None takes one away. The page always begins anew.

    Of a value that is given twice the last one holds, as everywhere; what is empty is left out.
    """
    kept = {name: params[name] for name in params if params[name] and name != "page"}
    for name, value in changes.items():
        kept.pop(name, None)  # what is changed stands last
        if value is not None:
            kept[name] = value
    return f"?{urlencode(kept)}"


def tidy(params, **unsaid):
    """The query string without what is empty and without what goes without saying."""
    kept = QueryDict(mutable=True)
    for name in params:
        if params[name] and params[name] != unsaid.get(name):
            kept[name] = params[name]
    return kept


@dataclass(frozen=True)
class Column:
    """The head of a column, which sorts by it."""

    key: str
    label: str
    url: str
    direction: str  # "ascending", "descending" or nothing
    css: str = ""

    @property
    def arrow(self):
        return {"ascending": "▴", "descending": "▾"}.get(self.direction, "")


def columns(params, order, heads):
    """The heads of a table that is sorted by one of them; choosing that one turns it round."""

    def column(key, label, css=""):
        down = f"-{key}"
        direction = {key: "ascending", down: "descending"}.get(order, "")
        return Column(key, label, link(params, sort=down if direction == "ascending" else key), direction, css)

    return [column(*head) for head in heads]


@dataclass(frozen=True)
class Chip:
    """A filter that is at work, and the link that takes it away."""

    label: str
    url: str
    name: str = ""


def options(choices, chosen, every):
    """The options of a select; `every`, where given, stands first and takes all."""
    return mark(unmarked(choices, every), chosen)


def mark(drawn, chosen):
    """The drawn options, of which one is chosen."""
    value = f'<option value="{escape(chosen or "")}"'
    return mark_safe(drawn.replace(f"{value}>", f"{value} selected>", 1))  # noqa: S308 - escaped when it was drawn


def unmarked(choices, every):
    """The options of which none is chosen yet. Long selects are the same on every page."""
    listed = [("", every), *choices] if every else choices
    return _drawn(tuple((str(value), str(label)) for value, label in listed))


@lru_cache(maxsize=512)
def _drawn(listed):
    return format_html_join("", '<option value="{}">{}</option>', listed)


class Paged:
    """One page of a list. A page that does not exist is said so, never passed over."""

    def __init__(self, rows, params, *, size=PAGE, count=None, read=list):
        self.params = params
        wanted = params.get("page", "1")
        paginator = Paginator(rows, size)
        if count is not None:
            paginator.count = count  # counted already, without the joins of the rows
        self.page = paginator.get_page(wanted)
        self.rows = read(self.page.object_list)
        self.is_another = wanted != str(self.page.number)

    @property
    def count(self):
        return self.page.paginator.count

    @property
    def sentence(self):
        return _("Showing {a}–{b} of {n}").format(a=self.page.start_index(), b=self.page.end_index(), n=self.count)

    @property
    def other_page(self):
        pages = self.page.paginator.num_pages
        return _("There is no such page. This is page {n} of {m}.").format(n=self.page.number, m=pages)

    def _link(self, number):
        return f"{link(self.params)}&page={number}".replace("?&", "?")

    @property
    def links(self):
        """(number, address) of the pages around this one; no address where some are left out."""
        near = self.page.paginator.get_elided_page_range(self.page.number, on_each_side=2, on_ends=1)
        return [(number, self._link(number) if isinstance(number, int) else "") for number in near]

    @property
    def next_link(self):
        return self._link(self.page.next_page_number()) if self.page.has_next() else ""
