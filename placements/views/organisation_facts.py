"""An organisation's page: its posts with their guests, whom it hosts, whom it has sent out, whom to turn to."""

from collections import defaultdict

from django.db.models import Count, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from officials.models import Organisation, Post
from placements.filters import DayFilter, ListFilter, choice
from placements.models import Placement
from placements.models.host_posts import host_posts
from placements.views.holders import Holders
from placements.views.listing import Paged, link
from placements.views.record_rows import Reader, has_article_people, placements_with_posts, standings, tier_order

LISTS = [("posts", gettext_lazy("Posts")), ("hosted", gettext_lazy("Hosted")), ("sent", gettext_lazy("Sent out"))]


def organisations_in_full():
    return Organisation.objects.select_related("jurisdiction__parent", "region", "expertise")


class OrganisationFilter(ListFilter):
    """As of which day, and which of the organisation's three lists."""

    on = DayFilter(label=gettext_lazy("As of"), method="keep")
    show = choice(gettext_lazy("List"), method="keep", choices=LISTS)

    class Meta:
        model = Post
        fields: list[str] = []


class PostLine:
    """A post of the organisation and its guests."""

    def __init__(self, post, placements, *, is_host_post, on):
        self.post, self.is_host_post = post, is_host_post
        self.is_retired = post.is_retired(on=on)
        self.holders = Holders(placements, on=on)


class OrganisationFacts(Reader):
    """An organisation on a day, as far as this person may know of it. One list at a time, counted out in pages."""

    def __init__(self, organisation, user, params, *, today):
        super().__init__(user)
        self.organisation, self.params, self.today = organisation, params, today
        self.can_edit = self.may_edit("organisation")
        self.asked = OrganisationFilter(params, Post.objects.filter(organisation=organisation))
        self.on = self.asked.value("on", today)
        self.shown = self.asked.value("show", "posts")
        self.paged = Paged(self._list() if self.asked.is_valid() else Post.objects.none(), params)

    # Placements of other states than proposed and confirmed are for the pages of the post and the official.

    def _placements(self, **where):
        return placements_with_posts(self.user).live().filter(**where)

    def _list(self):
        newest_first = ["-starts_on", "number"]
        if self.shown == "hosted":
            return self._placements(host_post__organisation=self.organisation).order_by(*newest_first)
        if self.shown == "sent":
            return self._placements(home_post__organisation=self.organisation).order_by(*newest_first)
        return self.asked.qs.order_by(tier_order().desc(), "code").prefetch_related("expertise")

    @cached_property
    def rows(self):
        """Placements on the day; of the list of posts, posts with their guests."""
        return self._post_lines() if self.shown == "posts" else standings(self.paged.rows, on=self.on)

    def _post_lines(self):
        keys = [post.pk for post in self.paged.rows]
        guests = defaultdict(list)
        for placement in Placement.objects.visible_to(self.user).filter(host_post__in=keys).select_related("official"):
            guests[placement.host_post_id].append(placement)
        used = set(host_posts().filter(pk__in=keys).values_list("pk", flat=True))
        return [PostLine(post, guests[post.pk], is_host_post=post.pk in used, on=self.on) for post in self.paged.rows]

    @property
    def has_article_people(self):
        if self.shown == "posts":
            return any(has_article_people(line.holders.placements) for line in self.rows)
        return has_article_people(self.paged.rows)

    # Counts

    @cached_property
    def counts(self):
        live = Placement.objects.visible_to(self.user).live().order_by()
        here, away = Q(host_post__organisation=self.organisation), Q(home_post__organisation=self.organisation)
        serving = Q(state="confirmed", starts_on__lte=self.on, ends_on__gte=self.on)
        counts = live.filter(here | away).aggregate(
            hosted=Count("pk", filter=here),
            sent=Count("pk", filter=away),
            hosted_now=Count("pk", filter=here & serving),
            sent_now=Count("pk", filter=away & serving),
        )
        posts = self.paged.count if self.shown == "posts" else self.organisation.posts.count()
        return {"posts": posts, **counts}

    @property
    def lede(self):
        hosted = ngettext("{n} official hosted", "{n} officials hosted", self.counts["hosted_now"])
        sent = ngettext("{n} sent out", "{n} sent out", self.counts["sent_now"])
        return _("{hosted}, {sent} on the day.").format(
            hosted=hosted.format(n=self.counts["hosted_now"]), sent=sent.format(n=self.counts["sent_now"])
        )

    @property
    def lists(self):
        """(name, how many, address, whether it is shown) of the three lists."""
        return [
            (label, self.counts[key], link(self.params, show=None if key == "posts" else key), key == self.shown)
            for key, label in LISTS
        ]

    @property
    def list_name(self):
        return dict(LISTS)[self.shown]

    @cached_property
    def contacts(self):
        return list(self.organisation.contacts.filter(is_active=True))
