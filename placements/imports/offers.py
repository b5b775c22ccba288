"""Offered posts, matched by their number, or by the post in the cycle."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from placements import actions
from placements.imports import registers
from placements.imports.cells import Cell, Code, Day, Known, ManyOf, Matched, Words
from placements.imports.resource import OfficeResource
from placements.models import PostOffer


class OfferResource(OfficeResource):
    model = PostOffer
    keys = ("cycle", "post")
    named_by = ("number", "cycle", "post")
    permissions = ("placements.add_postoffer", "placements.change_postoffer")
    columns_of = {"wanted": "imported_wanted"}

    number = Matched(
        "number",
        gettext_lazy("number"),
        Code(),
        also=("Offer number", "Offered post"),
        help_text=gettext_lazy("Empty for a new one."),
    )
    cycle = Cell(
        "cycle",
        gettext_lazy("cycle"),
        Known(registers.cycles, registers.NO_CYCLE),
        also=("年度", "Year"),
        needed=True,
        help_text=gettext_lazy("Its year."),
    )
    post = Cell(
        "post",
        gettext_lazy("post"),
        Known(registers.posts, registers.NO_POST),
        also=("岗位代码", "职务代码", "Post code", "Code", "代码"),
        needed=True,
        help_text=gettext_lazy("The code of the post."),
    )
    need = Cell("need", gettext_lazy("need"), Words(), also=("岗位需求", "需求说明"))
    imported_wanted = Cell(
        "imported_wanted",
        gettext_lazy("expertise wanted"),
        ManyOf(registers.expertise, registers.listed_expertise),
        also=("专业领域", "专业", "Expertise"),
        help_text=gettext_lazy("Several with commas between them; empty: that of the post."),
    )
    offered_on = Cell(
        "offered_on",
        gettext_lazy("offered on"),
        Day(),
        also=("提出日期",),
        help_text=gettext_lazy("Empty: today."),
    )

    def hold(self, rows):
        self.hold_named(rows, places="post")

    def find_rows(self, rows):
        self.by_number = {}
        places = [found.pk for found in self.fields["post"].widget.found.values()]
        numbers = [number for row in rows if (number := self.coded(row, "number"))]
        stored = PostOffer.objects.open().filter(post__in=places) | PostOffer.objects.filter(number__in=numbers)
        stored = stored.order_by("pk").select_for_update(no_key=True, of=("self",))
        for offer in stored.select_related("cycle", "post__organisation").prefetch_related("wanted"):
            offer.imported_wanted = tuple(sorted(offer.wanted.all(), key=lambda one: one.pk))
            self.by_number[offer.number] = offer
            if offer.is_open:
                self.found[str(offer.cycle.year), offer.post.code] = offer

    def get_instance(self, instance_loader, row):
        if not row.get("number"):
            return super().get_instance(instance_loader, row)
        number = self.coded(row, "number")
        offer = self.by_number.get(number)
        if offer is None:
            raise ValidationError(
                {
                    "number": _("There is no offered post {number}; leave this empty for a new one.").format(
                        number=number
                    )
                }
            )
        if (str(offer.cycle.year), offer.post.code) != self.key_of(row):
            raise ValidationError({"number": _("This is the number of another post or cycle.")})
        if not offer.is_open:
            raise ValidationError({"number": _("The offer was withdrawn or closed; it no longer changes.")})
        return offer

    def write(self, instance, is_create, row):
        wanted = getattr(instance, "imported_wanted", None)
        facts = {"need": instance.need, "wanted": wanted, "by": self.deed.by, "at": self.deed.at, "on": self.deed.on}
        if is_create:
            made = actions.offer_post(instance.post, cycle=instance.cycle, offered_on=instance.offered_on, **facts)
        else:
            made = actions.change_offer(instance, offered_on=instance.offered_on, contact=instance.contact, **facts)
        instance.pk, instance.need, instance.offered_on = made.pk, made.need, made.offered_on
        instance.imported_wanted = tuple(sorted(made.wanted.all(), key=lambda one: one.pk))
