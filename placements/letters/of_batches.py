"""The notice that places many in one letter: those of a cycle from one region to one place or organisation."""

from django.conf import settings
from django.db.models import Prefetch
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from officials.models import Organisation, Post, Tier
from placements.letters.bodies import departments_in
from placements.letters.of_placements import home_office, host_office, names, refuse_posting, term
from placements.letters.paper import Annex, Letter, name_of
from placements.models import Placement
from placements.wording import day, is_chinese

MOST = 300  # names in one letter
TIERS = list(Tier.values)  # from the lowest up


class Batch:
    """The confirmed placements of a cycle from a region to a division, or to one organisation."""

    def __init__(self, cycle, home, host, *, on):
        self.cycle, self.home, self.host, self.on = cycle, home, host, on

    @property
    def is_to_organisation(self):
        return isinstance(self.host, Organisation)

    @property
    def place(self):
        return self.host.jurisdiction if self.is_to_organisation else self.host

    @property
    def host_name(self):
        return self.host.name if self.is_to_organisation else self.host.full_name

    @cached_property
    def placements(self):
        """One more than a letter takes, where there are more."""
        of_cycle = Placement.objects.confirmed().filter(cycle=self.cycle, home_region=self.home)
        if self.is_to_organisation:
            chosen = of_cycle.filter(host_post__organisation=self.host)
        else:
            chosen = of_cycle.hosted_in(self.host)
        posts = Post.objects.select_related("organisation")
        chosen = chosen.select_related("official").prefetch_related(
            Prefetch("home_post", posts), Prefetch("host_post", posts)
        )
        return list(chosen.order_by("official__pinyin_order", "pk")[: MOST + 1])

    @cached_property
    def _judged(self):
        return [(placement, refuse_posting(placement, on=self.on)) for placement in self.placements]

    @property
    def named(self):
        """Those who stand in the letter."""
        return [placement for placement, refusal in self._judged if not refusal]

    @property
    def left_out(self):
        """(placement, why) of those who cannot stand in it."""
        return [(placement, refusal) for placement, refusal in self._judged if refusal]

    @property
    def refusal(self):
        """The sentence why there is no letter, or nothing."""
        if len(self.placements) > MOST:
            return _("At most {n} people stand in one notice; choose a smaller place.").format(n=MOST)
        if not self.placements:
            return _("There is no confirmed placement in this direction and cycle.")
        return None if self.named else _("Nobody of this batch can stand in the notice.")

    @cached_property
    def departments(self):
        """The organisation departments that can issue it."""
        place = self.place
        return departments_in([self.home.pk, place.region_id, place.city_id, place.pk])

    @property
    def usual_issuers(self):
        regions = (self.home.pk, self.place.region_id)
        return [body for body in self.departments if body.jurisdiction_id in regions]


def _in_order(placements):
    """By tier, then by the strokes of the surname; in English by pinyin."""

    def key(placement):
        tier = placement.host_post.tier
        official = placement.official
        return (
            -TIERS.index(tier) if tier in TIERS else 1,
            official.stroke_order if is_chinese() else official.pinyin_order,
            placement.pk,
        )

    return sorted(placements, key=key)


def _said_of_all(placements, value):
    """What all of them have in common, or nothing."""
    values = {value(placement) for placement in placements}
    return values.pop() if len(values) == 1 else None


def write_posting_of_many(batch, wish):
    """The appointment documents' number stands on it where it is one for all; until then it is a draft."""
    named = _in_order(batch.named)
    facts = {"home": batch.home.name, "host": batch.host_name}
    start = _said_of_all(named, lambda placement: placement.starts_on)
    end = _said_of_all(named, lambda placement: placement.original_ends_on)
    number, dated_on = _said_of_all(
        named, lambda placement: (placement.appointment_document_number, placement.appointment_document_on)
    ) or ("", None)
    title = _("List of officials placed")
    return Letter(
        title=_("Notice of placement, batch: {home} to {host}").format(**facts),
        to=[_("the home organisations"), _("the host organisations")],
        paragraphs=[
            ngettext(
                "As arranged for the exchange of officials, and after study, {n} official of {home} serves in {host};"
                " name and post are in the attachment.",
                "As arranged for the exchange of officials, and after study, {n} officials of {home} serve in {host};"
                " names and posts are in the attachment.",
                len(named),
            ).format(n=len(named), **facts),
            term(start, end) if start and end else _("The term of each is in the attachment. The home post is kept."),
            _arrival(start),
            _("Under the law, appointment follows separately."),
        ],
        bodies=names(wish.bodies),
        closing=_("Notice is given herewith."),
        number=number,
        dated_on=dated_on,
        attachments=[title, _("Reporting-for-duty receipt")],
        copies=names(wish.others),
        contacts=[f"{_('Exchange Office')} {settings.OFFICE_PHONE}".strip()],
        annex=Annex(title, _columns(), [_row(n, placement) for n, placement in enumerate(named, start=1)]),
    )


def _arrival(start):
    if start:
        return _("They report for duty on {start}; the host organisations fill in the receipts and seal them.").format(
            start=day(start)
        )
    return _("They report for duty on the first day of the term; the host organisations fill in and seal the receipts.")


def _columns():
    return [
        _("No."),
        _("Name"),
        _("Home organisation and post"),
        _("Host organisation and post"),
        _("Term"),
    ]


def _row(number, placement):
    days = _("{a} to {b}").format(a=placement.starts_on.isoformat(), b=placement.original_ends_on.isoformat())
    return [str(number), name_of(placement.official), home_office(placement), host_office(placement), days]
