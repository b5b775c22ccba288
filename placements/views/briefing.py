"""The briefing: one page on a city before a visit. Who serves there, since when, with what task, what comes next."""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, F, Q
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from officials.models import Jurisdiction
from placements.exports.chunks import keys_of
from placements.exports.rows import PlacementLines
from placements.models import Placement
from placements.models.exports import ListKind, Medium
from placements.models.host_posts import host_posts
from placements.views.exports import head_of, of_a_roster, record
from placements.wording import is_chinese

AHEAD = 90  # days
MOST_VACANT = 6
MOST_DAYS = 6


@dataclass(frozen=True)
class Heights:
    """Of the rows of a printed page, in millimetres: names of organisations are longer in English."""

    task: float
    name: float
    event: float


ROOM = 178  # millimetres of an upright A4 page, without its heads and foot
CHINESE, ENGLISH = Heights(task=10.5, name=6, event=5.5), Heights(task=16, name=9.5, event=7)


@of_a_roster
def briefing(request, roster):
    """One page to print before a visit; it leaves a row like any list on paper."""
    brief = Briefing(roster)
    title = _("{city} briefing").format(city=roster.jurisdiction.full_name)
    heading = head_of(request, roster, ListKind.BRIEFING, title, brief.count)
    if request.method == "GET":
        record(request, roster, ListKind.BRIEFING, Medium.PAPER, heading)
    facts = {"roster": roster, "jurisdiction": roster.jurisdiction, "brief": brief, "heading": heading}
    return render(request, "placements/briefing.html", facts)


def vacant_posts(jurisdiction, *, on):
    """Host posts there that nobody holds on the day or is confirmed to take; the longest vacant last."""
    posts = host_posts().filter(_within(jurisdiction)).vacant_by(on, on=on).without_successor()
    return posts.select_related("organisation").order_by(F("vacant_from").desc(nulls_last=True), "code")


def _within(jurisdiction):
    if jurisdiction.is_region:
        return Q(region=jurisdiction)
    if jurisdiction.is_county:
        return Q(organisation__jurisdiction=jurisdiction)
    return Q(organisation__jurisdiction__city=jurisdiction)


@dataclass(frozen=True)
class Next:
    """Something that comes: on which day, what, and who or how many."""

    on: dt.date
    what: str
    lines: list
    successor: Placement | None = None

    @property
    def line(self):
        return self.lines[0]


class Briefing:
    """What the filters select of a roster, as one page has room for it: each person with the task, or each
    person in a line, or each place in a line."""

    def __init__(self, roster):
        self.roster, self.on = roster, roster.on
        asked = roster.asked.rows
        self._serving = asked.serving(on=self.on)
        self._coming = asked.upcoming(on=self.on).filter(starts_on__lte=self.on + dt.timedelta(days=AHEAD))
        self._ending = asked.ending_within(AHEAD, on=self.on)

    # How many

    @cached_property
    def homes(self):
        """The regions that send somebody here: all but the one that it lies in."""
        return list(Jurisdiction.objects.regions().exclude(pk=self.roster.jurisdiction.region_id))

    @cached_property
    def by_home(self):
        return dict(self._serving.order_by().values_list("home_region").annotate(Count("pk")))

    @cached_property
    def serving_count(self):
        return sum(self.by_home.values())

    @cached_property
    def coming_count(self):
        return self._coming.count()

    @cached_property
    def ending_count(self):
        return self._ending.count()

    @property
    def count(self):
        """Of placements that the page is about."""
        return self.serving_count + self.coming_count

    @property
    def lede(self):
        """12 officials serving: 9 from Beijing, 3 from Tianjin. 5 terms end within 90 days, 4 arrive."""
        n = self.serving_count
        serving = ngettext("{n} official serving", "{n} officials serving", n).format(n=n)
        homes = [
            _("{n} from {region}").format(n=self.by_home[region.pk], region=region.name)
            for region in self.homes
            if region.pk in self.by_home
        ]
        among = pgettext("between items", ", ").join(homes)
        first = _("{serving}: {homes}.").format(serving=serving, homes=among) if homes else _("Nobody serves here.")
        ending = ngettext("{n} term ends within 90 days", "{n} terms end within 90 days", self.ending_count)
        coming = ngettext("{n} to arrive within 90 days", "{n} to arrive within 90 days", self.coming_count)
        both = [ending.format(n=self.ending_count), coming.format(n=self.coming_count)]
        second = _("{ending}, {coming}.").format(ending=both[0], coming=both[1])
        return pgettext("between sentences", "{first} {second}").format(first=first, second=second)

    # How much of it one page holds

    @cached_property
    def form(self):
        """Each person with the task, each person in a line, or each place: the first that fits the page."""
        row = CHINESE if is_chinese() else ENGLISH
        vacant = (len(self.vacant_shown) + 3) * row.event if self.vacant else 0
        each = self.serving_count * row.task + (self.ending_count + self.coming_count) * row.event
        if each + vacant <= ROOM:
            return "tasks"
        groups = sum(bool(ending) + bool(coming) for _day, ending, coming in self.next_days)
        return "names" if self.serving_count * row.name + groups * row.event + vacant <= ROOM else "places"

    @cached_property
    def vacant(self):
        """(post, the first day without anybody, or nothing where nobody ever held it)."""
        return [(post, post.vacant_from) for post in vacant_posts(self.roster.jurisdiction, on=self.on)]

    @property
    def vacant_shown(self):
        return self.vacant[:MOST_VACANT]

    @property
    def vacant_left(self):
        return len(self.vacant) - len(self.vacant_shown)

    # Who serves, who comes, who leaves

    @cached_property
    def _lines(self):
        return list(PlacementLines(keys_of(self._serving) + keys_of(self._coming), on=self.on))

    @property
    def people(self):
        return [line for line in self._lines if line.standing.is_serving]

    @property
    def coming(self):
        return [line for line in self._lines if not line.standing.is_serving]

    @cached_property
    def next(self):
        """What comes within 90 days, by day; a day on which many leave or arrive is one line where room is short."""
        leaving = [line for line in self.people if line.standing.days_left <= AHEAD]
        successors = self._successors(leaving)
        found = [
            Next(line.placement.ends_on, _("Term ends"), [line], successors.get(line.placement.pk)) for line in leaving
        ]
        found += [Next(line.placement.starts_on, _("Arrives"), [line]) for line in self.coming]
        found.sort(key=lambda item: item.on)
        if self.form == "tasks":
            return found
        together = {}
        for item in found:
            together.setdefault((item.on, item.what), []).append(item.line)
        return [Next(on, what, lines) for (on, what), lines in together.items()]

    def _successors(self, leaving):
        """Who is confirmed to follow in the post, by placement. Whoever is only proposed is not told."""
        posts = {line.placement.host_post_id for line in leaving}
        followers = Placement.objects.confirmed().filter(host_post__in=posts, starts_on__gt=self.on)
        of_post = defaultdict(list)
        for follower in followers.select_related("official").order_by("starts_on"):
            of_post[follower.host_post_id].append(follower)
        return {
            before.pk: follower
            for before in (line.placement for line in leaving)
            for follower in of_post[before.host_post_id][:1]
        }

    # Places

    @cached_property
    def places(self):
        """For each place with somebody in it: (place, serving, numbers by home region, ending, to arrive)."""
        key = "host_post__organisation__jurisdiction"
        if self.roster.jurisdiction.is_region:
            key += "__city"
        serving = Counter()
        for place, home, n in self._serving.order_by().values_list(key, "home_region").annotate(Count("pk")):
            serving[place, home] = n
        ending = dict(self._ending.order_by().values_list(key).annotate(Count("pk")))
        coming = dict(self._coming.order_by().values_list(key).annotate(Count("pk")))
        codes = {place for place, _home in serving} | set(coming)
        return [
            (
                place,
                sum(serving[place.pk, region.pk] for region in self.homes),
                [serving[place.pk, region.pk] for region in self.homes],
                ending.get(place.pk, 0),
                coming.get(place.pk, 0),
            )
            for place in Jurisdiction.objects.filter(code__in=codes).select_related("parent")
        ]

    @cached_property
    def next_days(self):
        """(day, how many terms end, how many arrive) within 90 days, where there are too many to name."""
        ends = dict(self._ending.order_by().values_list("ends_on").annotate(Count("pk")))
        starts = dict(self._coming.order_by().values_list("starts_on").annotate(Count("pk")))
        return [(on, ends.get(on, 0), starts.get(on, 0)) for on in sorted({*ends, *starts})]

    @property
    def next_days_shown(self):
        return self.next_days[:MOST_DAYS]

    @property
    def next_days_left(self):
        return len(self.next_days) - len(self.next_days_shown)
