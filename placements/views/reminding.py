"""Reminding those who have not said anything: chosen, shown with what would come of it, reminded, a line for each."""

import uuid

from django.db.models import Prefetch
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from exchangeoffice.today import now, today
from officials.models import Jurisdiction, Post
from placements.actions.each import MOST
from placements.actions.reminding import remind_each
from placements.ending_filter import EndingFilter
from placements.gates import needs
from placements.models import Cycle, ExtensionRequest, Placement
from placements.models.endings import endings
from placements.notices.by_hand import reminders_of, why_not_remind
from placements.views import came_of

KEPT = "reminded_officials"  # in the session: what came of the last go, so that its page can be read again


@require_http_methods(["GET", "HEAD", "POST"])
@needs("placements.view_extensionrequest", "placements.handle_notice")
def remind_officials(request):
    """Those chosen, each with whether it would be reminded; then a reminder to each."""
    is_sent = request.method == "POST"
    if is_sent and request.POST.get("go") == request.session.get(KEPT, {}).get("go", ""):
        return redirect("placements:reminded_officials")  # the same page sent twice
    chosen = ChosenOfficials(request.user, request.POST if is_sent else request.GET, on=today())
    if is_sent and chosen.found:
        results = remind_each(chosen.found, by=request.user, at=now(), on=today())
        request.session[KEPT] = came_of.kept(request.POST.get("go", ""), results)
        return redirect("placements:reminded_officials")
    facts = {"chosen": chosen, "page_address": chosen.address, "go": uuid.uuid4().hex, "list_link": unasked_link()}
    return render(request, "placements/remind_officials.html", facts)


@require_safe
@needs("placements.view_extensionrequest", "placements.handle_notice")
def reminded_officials(request):
    """What came of the last go. It can be read again and printed until the next, or the end of the session."""
    facts = {"results": Reminded(request.user, request.session.get(KEPT, {})), "list_link": unasked_link()}
    return render(request, "placements/reminded_officials.html", facts)


def unasked_link():
    return f"{reverse('placements:ending_list')}?what=unasked"


class ChosenOfficials:
    """The placements that were ticked (`p`), or all behind the filters of the list (`every`); never one's own."""

    def __init__(self, user, params, *, on):
        self.user, self.params, self.on = user, params, on
        self.ticked = {int(key) for key in params.getlist("p") if key.isdecimal() and len(key) <= 18}
        found = [] if len(self.ticked) > MOST else list(self._asked_for()[: MOST + 1])
        self.is_too_many = max(len(found), len(self.ticked)) > MOST
        self.found = [] if self.is_too_many else found

    def _asked_for(self):
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

    @property
    def too_many(self):
        return _("At most {n} people can be reminded in one go. Choose fewer, or filter the list.").format(n=MOST)

    @property
    def address(self):
        """The page with these people, to come back to."""
        chosen = urlencode([("p", placement.pk) for placement in self.found])
        return f"{reverse('placements:remind_officials')}?{chosen}"


class Reminded:
    """What came of the last go, from what the session kept: the keys, and the sentences that refused."""

    def __init__(self, user, kept):
        placements = Placement.objects.exclude(official__account=user.pk).select_related("official")
        self.lines = came_of.lines(placements.order_by("official__pinyin_key", "pk"), kept)

    @property
    def summary(self):
        n, before, refused = came_of.count(self.lines)
        sentences = [ngettext("{n} reminder is on its way.", "{n} reminders are on their way.", n).format(n=n)]
        if before:
            words = ngettext("{n} had been reminded earlier today.", "{n} had been reminded earlier today.", before)
            sentences.append(words.format(n=before))
        if refused:
            words = ngettext("{n} was refused.", "{n} were refused.", refused)
            sentences.append(words.format(n=refused))
        return sentences
