"""Nominations, matched by the official in the cycle."""

from django.utils.translation import gettext_lazy

from placements import actions
from placements.imports import registers
from placements.imports.cells import Cell, CheckedName, Code, Day, Known, Words
from placements.imports.resource import OfficeResource
from placements.models import Nomination


class NominationResource(OfficeResource):
    model = Nomination
    keys = ("cycle", "official")
    named_by = ("cycle", "official", "official_name")
    permissions = ("placements.add_nomination", "placements.change_nomination")

    cycle = Cell(
        "cycle",
        gettext_lazy("cycle"),
        Known(registers.cycles, registers.NO_CYCLE),
        also=("年度", "Year"),
        needed=True,
        help_text=gettext_lazy("Its year."),
    )
    official = Cell(
        "official",
        gettext_lazy("personnel number"),
        Known(registers.officials, registers.NO_OFFICIAL),
        also=("人员编号", "工号", "Official"),
        needed=True,
        help_text=gettext_lazy("Rows are matched by it."),
    )
    official_name = CheckedName(
        "official_name",
        gettext_lazy("Name"),
        Code(),
        also=("中文姓名", "Chinese name"),
        help_text=gettext_lazy("Only compared with the personnel number."),
    )
    nominated_on = Cell(
        "nominated_on",
        gettext_lazy("put forward on"),
        Day(),
        also=("推荐日期", "Nominated on"),
        help_text=gettext_lazy("Empty: today."),
    )
    note = Cell("note", gettext_lazy("note of the home organisation"), Words(), also=("备注", "推荐意见", "Note"))

    def hold(self, rows):
        self.hold_named(rows, people="official")

    def find_rows(self, rows):
        people = [found.pk for found in self.fields["official"].widget.found.values()]
        standing = Nomination.objects.standing().filter(official__in=people).select_related("cycle", "official")
        for nomination in standing.order_by("pk").select_for_update(no_key=True, of=("self",)):
            self.found[str(nomination.cycle.year), nomination.official.personnel_number] = nomination

    def write(self, instance, is_create, row):
        facts = {"note": instance.note, "by": self.deed.by, "at": self.deed.at, "on": self.deed.on}
        if is_create:
            made = actions.put_forward(
                instance.official, cycle=instance.cycle, nominated_on=instance.nominated_on, **facts
            )
        else:
            made = actions.change_nomination(instance, nominated_on=instance.nominated_on, **facts)
        instance.pk, instance.note, instance.nominated_on = made.pk, made.note, made.nominated_on
