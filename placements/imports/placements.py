"""Placements, matched by their number, or by the official in the cycle. New ones are proposed; a person confirms."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from placements import actions
from placements.actions import locks
from placements.imports import registers, values
from placements.imports.cells import Cell, CheckedName, Code, Day, Known, Matched, Words
from placements.imports.resource import OfficeResource
from placements.models import Placement


class PlacementResource(OfficeResource):
    model = Placement
    keys = ("cycle", "official")
    named_by = ("number", "cycle", "official", "official_name")
    permissions = ("placements.add_placement", "placements.change_placement")
    columns_of = {"ends_on": "original_ends_on"}
    most_rows = 500  # each asks all the rules of placing

    number = Matched(
        "number",
        gettext_lazy("number"),
        Code(),
        also=("编号", "Placement", "Placement number"),
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
    official = Cell(
        "official",
        gettext_lazy("personnel number"),
        Known(registers.officials, registers.NO_OFFICIAL),
        also=("人员编号", "工号", "Official"),
        needed=True,
    )
    official_name = CheckedName(
        "official_name",
        gettext_lazy("Name"),
        Words(),
        also=("中文姓名", "Chinese name"),
        help_text=gettext_lazy("Only compared with the personnel number."),
    )
    host_post = Cell(
        "host_post",
        gettext_lazy("host post"),
        Known(registers.posts, registers.NO_POST),
        also=("挂任职务代码", "岗位代码", "挂职岗位", "Host post code"),
        needed=True,
        help_text=gettext_lazy("The code of the post."),
    )
    starts_on = Cell(
        "starts_on", gettext_lazy("start of term"), Day(), help_text=gettext_lazy("Empty: the cycle’s first day.")
    )
    original_ends_on = Cell(
        "original_ends_on",
        gettext_lazy("original end"),
        Day(),
        also=("期满日", "结束日期"),
        help_text=gettext_lazy("Empty: the cycle’s last day. Inclusive."),
    )
    host_title_en = Cell("host_title_en", gettext_lazy("full English title in the notice"), Words())
    host_title_zh = Cell(
        "host_title_zh", gettext_lazy("full Chinese title in the notice"), Words(), also=("挂任职务全称",)
    )
    task = Cell("task", gettext_lazy("task"), Words(), also=("任务",))
    appointment_document_number = Cell(
        "appointment_document_number", gettext_lazy("appointment document number"), Words()
    )
    appointment_document_on = Cell("appointment_document_on", gettext_lazy("date of the appointment document"), Day())
    congress_decision_number = Cell("congress_decision_number", gettext_lazy("congress decision number"), Words())
    congress_decision_on = Cell("congress_decision_on", gettext_lazy("date of the congress decision"), Day())
    note = Cell("note", gettext_lazy("note"), Words(), also=("备注", "Remarks"))
    reason = Matched(
        "reason",
        gettext_lazy("Reason to go on"),
        Words(),
        also=("理由", "Reason"),
        help_text=gettext_lazy("Where a rule warns; it is kept with the placement."),
    )

    def hold(self, rows):
        """Cycles, officials, posts, placements, each kind in the order of its keys."""
        stored = self._stored(rows)
        self.hold_named(
            rows,
            people="official",
            places="host_post",
            also_people=stored.values_list("official", flat=True),
            also_places=stored.values_list("host_post", flat=True),
        )
        locks.hold_placements(list(self._stored(rows).values_list("pk", flat=True)))

    def _stored(self, rows):
        """The placements that the rows may be: live ones of their officials, and those of their numbers."""
        people = [found.pk for found in self.fields["official"].widget.found.values()]
        numbers = [number for row in rows if (number := self.coded(row, "number"))]
        return (
            Placement.objects.live().filter(official__in=people) | Placement.objects.filter(number__in=numbers)
        ).order_by("pk")

    def find_rows(self, rows):
        self.by_number = {}
        for placement in self._stored(rows).select_related(
            "cycle", "official__home_post", "host_post__organisation", "home_post"
        ):
            self.by_number[placement.number] = placement
            if placement.is_live:
                own = str(placement.cycle.year), placement.official.personnel_number
                self.found.setdefault(own, []).append(placement)

    def key_of(self, row):
        return (self.coded(row, "number"),) if row.get("number") else super().key_of(row)

    def get_instance(self, instance_loader, row):
        if row.get("number"):
            return self._numbered(self.coded(row, "number"), row)
        live = self.found.get(super().key_of(row), [])
        there = [placement for placement in live if placement.host_post.code == self.coded(row, "host_post")]
        if len(live) > 1 and len(there) != 1:
            raise ValidationError({"number": _("The official has several placements in this cycle; write the number.")})
        return (there if len(live) > 1 else live or [None])[0]

    def _numbered(self, number, row):
        placement = self.by_number.get(number)
        if placement is None:
            sentence = _("There is no placement {number}; leave this empty for a new one.")
            raise ValidationError({"number": sentence.format(number=number)})
        if not placement.is_live:
            raise ValidationError({"number": _("This placement was withdrawn or cancelled.")})
        return placement

    def write(self, instance, is_create, row):
        reason = values.text(row.get("reason")) or self.deed.reason
        act = actions.propose_placement if is_create else actions.correct_placement
        act(instance, reason=reason, by=self.deed.by, at=self.deed.at)
