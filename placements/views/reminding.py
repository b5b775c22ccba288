"""Reminding those who have not said anything: chosen, shown with what would come of it, reminded, a line for each."""

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from officials.models import Jurisdiction, Post
from placements.actions.reminding import remind_each
from placements.ending_filter import EndingFilter
from placements.gates import needs
from placements.models import Cycle, ExtensionRequest, Placement
from placements.models.endings import endings
from placements.notices.by_hand import reminders_of, why_not_remind
from placements.views.came_of import CameOf, tell
from placements.views.one_go import Chosen, go


@require_http_methods(["GET", "HEAD", "POST"])
@needs("placements.view_extensionrequest", "placements.handle_notice")
def remind_officials(request):
    """Those chosen, each with whether it would be reminded; then a reminder to each."""
    return go(request, ChosenOfficials)


@require_safe
@needs("placements.view_extensionrequest", "placements.handle_notice")
def reminded_officials(request):
    return tell(request, Reminded)


def unasked_link():
    return f"{reverse('placements:ending_list')}?what=unasked"


class ChosenOfficials(Chosen):
    """The placements that were ticked (`p`), or all behind the filters of the list (`every`); never one's own."""

    page, told, title = "remind_officials", "reminded_officials", gettext_lazy("Remind officials")
    limit = gettext_lazy("At most {n} people can be reminded in one go. Choose fewer, or filter the list.")

    def asked_for(self):
        if self.params.get("every"):
            placements = EndingFilter(
                self.params,
                requests=ExtensionRequest.objects.reviewable_by(self.user),
                today=self.on,
                cycles=list(Cycle.objects.all()),
                regions=list(Jurisdiction.objects.regions()),
            ).rows
        else:
            placements = endings().filter(pk__in=self.ticked).with_arrangement().order_by("official__pinyin_key", "pk")
        posts = Post.objects.select_related("organisation")
        others = placements.exclude(official__account=self.user.pk).select_related("official", "cycle")
        return others.prefetch_related(Prefetch("home_post", posts), Prefetch("host_post", posts))

    @cached_property
    def rows(self):
        """(placement, the sentence that refuses or nothing), those that are reminded first."""
        last = reminders_of([placement.pk for placement in self.found])
        rows = [
            (placement, why_not_remind(placement, placement.arranged, last.get(placement.pk), on=self.on))
            for placement in self.found
        ]
        return sorted(rows, key=lambda row: bool(row[1]))

    @property
    def reminded(self):
        """How many would be reminded."""
        return sum(not refusal for _placement, refusal in self.rows)

    @property
    def lede(self):
        n, left = self.reminded, len(self.rows) - self.reminded
        sentences = [ngettext("{n} official is sent a reminder.", "{n} officials are sent a reminder.", n).format(n=n)]
        if left:
            words = ngettext("{n} is not, as the line says.", "{n} are not, as each line says.", left)
            sentences.append(words.format(n=left))
        return sentences

    def do(self, form, *, by, at):
        return remind_each(self.found, by=by, at=at, on=self.on)

    @property
    def back(self):
        return unasked_link()


class Reminded(CameOf):
    """What came of the reminders of the last go."""

    page, title = "reminded_officials", gettext_lazy("Reminded")
    words = {
        "bad": gettext_lazy("Refused"),
        "warn": gettext_lazy("Reminded earlier today"),
        "good": gettext_lazy("To be sent with the next round"),
    }

    def rows(self, user):
        placements = Placement.objects.exclude(official__account=user.pk).select_related("official")
        return placements.order_by("official__pinyin_key", "pk")

    def done(self, n):
        return ngettext("{n} reminder is on its way.", "{n} reminders are on their way.", n)

    def done_before(self, n):
        return ngettext("{n} had been reminded earlier today.", "{n} had been reminded earlier today.", n)

    def refused(self, n):
        return ngettext("{n} was refused.", "{n} were refused.", n)

    @property
    def back(self):
        return unasked_link()
