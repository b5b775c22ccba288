"""The list behind a number of the board: who ends, when, and what happens then."""

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from officials.models import Post
from placements.ending_filter import WHAT
from placements.models import ExtensionRequest, Placement
from placements.models.endings import Arranged
from placements.models.extensions import RequestState
from placements.notices.by_hand import reminders_of
from placements.views.ending_board import Asked
from placements.views.listing import PAGE, Paged, columns, link
from placements.views.record_rows import has_article_people
from placements.views.standing import Standing
from placements.wording import short_day

MOST_PRINTED = 2000  # rows of a page for printing


class Ending:
    """A line of the list."""

    def __init__(self, placement, regions, request, comers, reminder, *, on, reader):
        self.placement, self.request, self.reminder = placement, request, reminder
        self.successor = next((comer for comer in comers if comer.starts_on > placement.ends_on), None)
        self.home, self.host = regions[placement.home_region_id], regions[placement.host_region_id]
        self.standing = Standing(placement, on, placement.cycle)
        self.arranged = Arranged(placement.arranged)
        # Nobody reads or decides their own request.
        is_told = self.arranged in (Arranged.ASKED, Arranged.DECLINED)
        self.is_readable = is_told and placement.official.account_id != reader.pk
        self.is_choosable = self.is_readable and request.state == RequestState.SUBMITTED
        self.is_remindable = self.arranged == Arranged.UNASKED and placement.official.account_id != reader.pk

    @property
    def due_on(self):
        return self.request.decision_due_on() if self.is_choosable else None

    @property
    def reminded(self):
        """When the office last reminded the official, and whether that came to nothing."""
        if self.reminder is None:
            return ""
        words = _("Reminder of {date} failed") if self.reminder.is_failed else _("Reminded on {date}")
        return words.format(date=short_day(timezone.localdate(self.reminder.owed_since)))

    @property
    def tone(self):
        return "bad" if self.arranged in (Arranged.DECLINED, Arranged.UNASKED) else ""

    @property
    def more(self):
        """What is known beyond the group, in few words; people are named beside it."""
        if self.arranged == Arranged.ASKED:
            if self.request.state == RequestState.RETURNED:
                return self.request.get_state_display()
            return _("asks to stay until {date}").format(date=short_day(self.request.asked_ends_on))
        if self.arranged == Arranged.CLOSES:
            post = self.placement.host_post
            days = [day for day in (post.retired_on, post.organisation.retired_on) if day]
            return _("retired on {date}").format(date=short_day(min(days)))
        return ""


class Endings(Asked):
    """The terms that end, as the query string asks for them."""

    def __init__(self, user, params, *, today):
        super().__init__(user, params, today=today)
        self.is_print = params.get("print") == "1"
        self.paged = Paged(self._with_facts(self.asked.rows), params, size=MOST_PRINTED if self.is_print else PAGE)

    @staticmethod
    def _with_facts(placements):
        posts = Post.objects.select_related("organisation")
        return placements.select_related("official", "cycle").prefetch_related(
            Prefetch("home_post", posts), Prefetch("host_post", posts)
        )

    @cached_property
    def rows(self):
        regions = {region.pk: region for region in self.regions}
        requests, successors = self._requests(), self._successors()
        reminders = reminders_of([row.pk for row in self.paged.rows])
        return [
            Ending(
                placement,
                regions,
                requests.get(placement.pk),
                successors.get((placement.host_post_id, placement.arranged), []),
                reminders.get(placement.pk),
                on=self.on,
                reader=self.user,
            )
            for placement in self.paged.rows
        ]

    def _requests(self):
        """The open request of each placement, or the one that was declined."""
        told = [RequestState.SUBMITTED, RequestState.RETURNED, RequestState.DECLINED]
        requests = ExtensionRequest.objects.filter(placement__in=[row.pk for row in self.paged.rows], state__in=told)
        placements = {row.pk: row for row in self.paged.rows}
        found = {}
        for request in sorted(requests, key=lambda request: (request.state != RequestState.DECLINED, request.pk)):
            request.placement = placements[request.placement_id]
            found[request.placement_id] = request
        return found

    def _successors(self):
        """Those to come to the posts, the next first, by post and state."""
        posts = [row.host_post_id for row in self.paged.rows]
        comers = Placement.objects.live().filter(host_post__in=posts, starts_on__gt=self.on).select_related("official")
        found = {}
        for comer in comers.order_by("starts_on"):
            found.setdefault((comer.host_post_id, comer.state), []).append(comer)
        return found

    @property
    def has_article_people(self):
        return has_article_people(self.paged.rows)

    @property
    def is_of_unasked(self):
        """Whether it is the list of those who have not said anything: they are reminded from here."""
        return self.asked.value("what") == Arranged.UNASKED

    @property
    def has_choices(self):
        return any(row.is_remindable if self.is_of_unasked else row.is_choosable for row in self.rows)

    @property
    def heads(self):
        sortable = [
            ("name", _("Official")),
            ("home", _("Home post")),
            ("host", _("Host post")),
            ("end", _("Current end"), "nowrap"),
            ("what", _("What happens")),
        ]
        return columns(self.params, self.asked.order, sortable)

    @property
    def selects(self):
        return [*super().selects, self._select("what", _("All"))]

    @property
    def hidden(self):
        return [(name, self.params[name]) for name in ("week", "sort") if self.params.get(name)]

    @property
    def count_sentence(self):
        n = self.paged.count
        return ngettext("{n} term", "{n} terms", n).format(n=n)

    @property
    def title(self):
        return dict(WHAT).get(self.asked.value("what"), _("Endings"))

    @property
    def every_link(self):
        """The way to decide all requests that wait behind these filters, on whatever page of the list."""
        return reverse("placements:decide_together") + link(self.params, every="endings", print=None, sort=None)

    @property
    def remind_link(self):
        """The way to remind all behind these filters, on whatever page of the list."""
        return reverse("placements:remind_officials") + link(self.params, every="1", print=None, sort=None)

    @property
    def print_link(self):
        return self.address(print="1")

    @property
    def screen_link(self):
        return self.address(print=None)
