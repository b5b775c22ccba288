"""A post's page: who holds it on a day, who held it, who comes, from when it is vacant, who keeps it at home."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from officials.models import Post
from placements.models.host_posts import host_posts
from placements.views.holders import Holders
from placements.views.listing import Paged
from placements.views.record_rows import Reader, has_article_people, placements_with_posts, standings
from placements.wording import day, is_chinese

WITH_ALL = ["organisation__jurisdiction__parent", "region", "rank", "created_for"]


def posts_in_full():
    return Post.objects.select_related(*WITH_ALL).prefetch_related("expertise")


class PostFacts(Reader):
    """A post on a day, as far as this person may know of it."""

    def __init__(self, post, user, params, *, on):
        super().__init__(user)
        self.post, self.on = post, on
        self.can_edit = self.may_edit("post")
        placements = placements_with_posts(user)
        self.holders = Holders(placements.filter(host_post=post), on=on)
        self.kept = Paged(placements.live().filter(home_post=post).order_by("-starts_on", "number"), params)

    @property
    def kept_rows(self):
        """The placements of those who keep it as their home post."""
        return standings(self.kept.rows, on=self.on)

    @property
    def has_article_people(self):
        return has_article_people([*self.holders.placements, *self.kept.rows])

    @cached_property
    def is_host_post(self):
        """Whether guests hold it or are to hold it."""
        return bool(self.holders.placements) or host_posts().filter(pk=self.post.pk).exists()

    @property
    def is_retired(self):
        return self.post.is_retired(on=self.on)

    @property
    def groups(self):
        """(heading, rows) of the placements at the post; empty groups are left out."""
        holders = self.holders
        groups = [
            (_("Holds it on the day"), [holders.now] if holders.now else []),
            (_("Comes"), holders.to_come),
            (_("Proposed, not confirmed"), holders.proposed),
            (_("Held it before"), holders.before),
            (_("Withdrawn or cancelled"), holders.closed),
        ]
        return [(heading, standings(placements, on=self.on)) for heading, placements in groups if placements]

    @property
    def lede(self):
        """Who holds the post, from when it is vacant, who follows: what was confirmed, and nothing else."""
        if not self.is_host_post:
            return _("No guest has held this post.")
        sentences = [self._held()]
        if self.is_retired:
            sentences.append(_("Retired on {date}.").format(date=day(self.post.retired_on)))
        elif self.holders.next:
            follows = _("{name} takes it on {date}.")
            sentences.append(follows.format(name=self.holders.next.official, date=day(self.holders.next.starts_on)))
        else:
            sentences.append(_("Nobody is confirmed to follow."))
        return ("" if is_chinese() else " ").join(sentences)

    def _held(self):
        holders = self.holders
        if holders.vacant_from is None:
            return _("No guest has held this post yet.")
        if holders.is_vacant:
            return _("Vacant since {date}.").format(date=day(holders.vacant_from))
        sentence = _("Held by {name} to {date}; vacant from {next}.")
        return sentence.format(name=holders.now.official, date=day(holders.now.ends_on), next=day(holders.vacant_from))
