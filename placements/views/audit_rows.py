"""Lines of the audit trail in words, and one page of them: however long the trail, a page reads what it shows."""

from collections import defaultdict

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from officials.models import AuditEvent
from officials.trail.kinds import kinds
from officials.trail.steps import Some, read
from officials.trail.words import Told, Words
from placements.action_names import ACTION_NAMES
from placements.trail import JOINS, OWNERS
from placements.views.listing import PAGE, tidy

MOST_COUNTED = 10_000
MOST_DIGITS = 18


def told(events, reader):
    """Each event in words, in their order; a fixed number of queries for each kind among them."""
    ids = defaultdict(list)
    for event in events:
        ids[event.kind].append(event.event)
    wanted = [Some(kinds()[name], "pgh_id", tuple(keys)) for name, keys in ids.items() if name in kinds()]
    steps = {(step.kind.name, step.id): step for step in read(wanted, most=len(events))}
    words = Words(list(steps.values()), reader, action_names=ACTION_NAMES, owners=OWNERS, joins=JOINS)
    return [_line(words, steps.get((event.kind, event.event)), event, reader) for event in events]


def _line(words, step, event, reader):
    line = words.tell(step) if step else _bare(event)
    line.url = reader.address(line.owner) if step else ""
    line.what = capfirst(line.what)
    return line


def _bare(event):
    """Of a record whose table is no more: that it happened, to what, and where it came from."""
    who = _("account {n}").format(n=event.by_id) if event.by_id else event.command or event.role
    return Told(
        timezone.localtime(event.at),
        who,
        event.kind,
        event.record,
        event.get_deed_display(),
        event.address,
        event.request,
        (None, event.record),
        closed=_("The table of these records is no more."),
    )


class TrailPage:
    """One page of the trail, newest first, from where another ends: the rows before it are never walked."""

    def __init__(self, events, params, reader):
        self.events, self.params = events, params
        self.is_another = False
        older, newer = (self._event(name) for name in ("before", "after"))
        if older:
            found = list(events.before(older).newest_first()[: PAGE + 1])
            self.has_newer, self.has_older = True, len(found) > PAGE
            shown = found[:PAGE]
        elif newer:
            found = list(events.after(newer).order_by("at", "pk")[: PAGE + 1])
            self.has_newer, self.has_older = len(found) > PAGE, True
            shown = found[:PAGE][::-1]
        else:
            found = list(events.newest_first()[: PAGE + 1])
            self.has_newer, self.has_older = False, len(found) > PAGE
            shown = found[:PAGE]
        self.shown = shown
        self.rows = told(shown, reader)

    def _event(self, name):
        """The event at which the page begins; one that is not there is said so."""
        key = self.params.get(name, "")
        if not key:
            return None
        is_key = key.isascii() and key.isdecimal() and len(key) <= MOST_DIGITS
        event = AuditEvent.objects.filter(pk=int(key)).first() if is_key else None
        self.is_another = event is None
        return event

    def _link(self, **place):
        kept = tidy(self.params)
        for name in ("before", "after"):
            kept.pop(name, None)
        for name, event in place.items():
            kept[name] = event.pk
        return f"?{kept.urlencode()}"

    @property
    def newest_link(self):
        return self._link() if self.has_newer else ""

    @property
    def newer_link(self):
        return self._link(after=self.shown[0]) if self.has_newer and self.shown else ""

    @property
    def older_link(self):
        return self._link(before=self.shown[-1]) if self.has_older and self.shown else ""

    @cached_property
    def count(self):
        """How many there are, up to where counting stops."""
        return count_of(self.events, MOST_COUNTED)

    @property
    def is_counted_out(self):
        return self.count <= MOST_COUNTED

    @property
    def most_counted(self):
        return MOST_COUNTED


def count_of(events, most):
    """How many events, but never more than one beyond the most."""
    return events.order_by()[: most + 1].count()
