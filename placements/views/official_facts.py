"""An official's page: two hats, whom to turn to, every placement there has been."""

from django.utils.functional import cached_property

from officials.models import Official
from officials.models.officials import Provenance
from placements.models import ExtensionRequest, Placement
from placements.models.placements import State
from placements.views.record_rows import Reader, placements_with_posts, standings
from placements.views.standing import Standing, first_to_show


def officials_visible_to(user):
    """Coordinators see every official; staff whom they meet on a roster; officials themselves."""
    officials = Official.objects.select_related(
        "rank", "professional_title", "home_post__organisation"
    ).prefetch_related("expertise")
    if user.has_perm("placements.view_placement"):
        return officials
    if user.has_perm("placements.view_roster"):
        return officials.filter(pk__in=Placement.objects.visible_to(user).order_by().values("official"))
    return officials.filter(account=user.pk)


class OfficialFacts(Reader):
    """An official on a day, as far as this person may know of them."""

    def __init__(self, official, user, *, on):
        super().__init__(user)
        self.official, self.on = official, on
        self.is_own = official.account_id == user.pk
        self.reads_person = self.is_office or self.is_own
        self.reads_requests = user.has_perm("placements.view_extensionrequest") and not self.is_own
        self.can_edit = self.may_edit("official")

    @property
    def is_from_article(self):
        return self.official.provenance == Provenance.ARTICLE

    @cached_property
    def placements(self):
        mine = placements_with_posts(self.user).filter(official=self.official)
        return list(mine.select_related("home_contact", "host_contact").order_by("-starts_on", "number"))

    @property
    def rows(self):
        return standings(self.placements, on=self.on)

    @cached_property
    def placement(self):
        """The two hats to show: of the confirmed placement under way, next or last; else of what is proposed."""
        confirmed = [placement for placement in self.placements if placement.state == State.CONFIRMED]
        live = [placement for placement in self.placements if placement.is_live]
        return first_to_show(confirmed, on=self.on) or next(iter(live), None)

    @cached_property
    def standing(self):
        return Standing(self.placement, self.on, self.placement.cycle) if self.placement else None

    @property
    def has_moved_at_home(self):
        """Whether the home post in the register is another than when the placement was made."""
        return self.placement is not None and self.placement.home_post_id != self.official.home_post_id

    @cached_property
    def requests(self):
        if not self.reads_requests:
            return []
        sent = ExtensionRequest.objects.reviewable_by(self.user).filter(placement__official=self.official)
        return list(sent.select_related("placement").order_by("-submitted_at", "-pk"))
