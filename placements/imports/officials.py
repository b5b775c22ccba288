"""Officials, matched by their personnel number; never by their name, which two may share."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from officials import names
from officials.models import Official, ProfessionalTitle, Rank
from placements import actions
from placements.actions import locks
from placements.imports import registers
from placements.imports.cells import Cell, Code, HanName, Known, ManyOf, Month, MonthCell, OneOf, Words
from placements.imports.levels import Ranks
from placements.imports.resource import OfficeResource
from placements.imports.values import NotUnderstoodError


class OfficialResource(OfficeResource):
    model = Official
    keys = ("personnel_number",)
    named_by = ("personnel_number", "name_zh", "family_name", "given_name")
    permissions = ("officials.add_official", "officials.change_official")
    columns_of = {"birth_year": "born", "birth_month": "born", "expertise": "imported_expertise"}

    personnel_number = Cell(
        "personnel_number",
        gettext_lazy("personnel number"),
        Code(),
        also=("人员编号", "工号", "Personnel no."),
        needed=True,
        help_text=gettext_lazy("Rows are matched by it."),
    )
    name_zh = Cell(
        "name_zh",
        gettext_lazy("Name"),
        HanName(),
        also=("中文姓名", "汉字姓名", "Chinese name", "name_zh"),
        help_text=gettext_lazy("In Chinese characters."),
    )
    family_name = Cell(
        "family_name", gettext_lazy("family name (pinyin)"), Code(), also=("姓", "Family name", "姓拼音")
    )
    given_name = Cell("given_name", gettext_lazy("given name (pinyin)"), Code(), also=("名", "Given name", "名拼音"))
    born = MonthCell(
        "born",
        gettext_lazy("Year and month of birth"),
        Month(),
        also=("出生日期", "出生年月日", "Born", "Birth"),
        help_text=gettext_lazy("Like 1975-03; the day is not kept."),
    )
    rank = Cell(
        "rank",
        gettext_lazy("rank"),
        OneOf(Ranks, registers.listed(Rank)),
        also=("职级", "职务层次", "级别", "Rank or grade"),
    )
    professional_title = Cell(
        "professional_title",
        gettext_lazy("professional title"),
        OneOf(registers.titles, registers.listed(ProfessionalTitle)),
        also=("职称", "专业技术职称"),
    )
    home_post = Cell(
        "home_post",
        gettext_lazy("home post"),
        Known(registers.posts, registers.NO_POST),
        also=("派出单位职务代码", "派出岗位代码", "Home post code"),
        needed=True,
        help_text=gettext_lazy("The code of the post."),
    )
    imported_expertise = Cell(
        "imported_expertise",
        gettext_lazy("expertise"),
        ManyOf(registers.expertise, registers.listed_expertise),
        also=("专业", "领域", "Fields of expertise"),
        help_text=gettext_lazy("Several with commas between them."),
    )
    work_phone = Cell("work_phone", gettext_lazy("work phone"), Code(), also=("电话", "联系电话"))
    mobile = Cell("mobile", gettext_lazy("mobile"), Code(), also=("手机", "手机号", "手机号码"))
    email = Cell("email", gettext_lazy("email"), Code(), also=("邮箱", "电子邮件", "E-mail"))
    note = Cell("note", gettext_lazy("note"), Words(), also=("备注", "Remarks"))

    def hold(self, rows):
        numbers = {self.coded(row, "personnel_number") for row in rows}
        keys = Official.objects.filter(personnel_number__in=numbers).values_list("pk", flat=True)
        locks.hold_officials_and_posts(list(keys), [])

    def find_rows(self, rows):
        numbers = {self.coded(row, "personnel_number") for row in rows}
        found = Official.objects.filter(personnel_number__in=numbers).select_related(
            "rank", "professional_title", "home_post__organisation"
        )
        for official in found.prefetch_related("expertise"):
            official.imported_expertise = tuple(sorted(official.expertise.all(), key=lambda one: one.pk))
            self.found[official.personnel_number,] = official
        self._find_namesakes(rows)

    def _find_namesakes(self, rows):
        """Two people of one name are two people; whoever reads the table is told."""
        numbers_of = {}
        for row in rows:
            try:
                name = self.fields["name_zh"].widget.clean(row.get("name_zh"))
            except NotUnderstoodError:
                continue
            if name:
                numbers_of.setdefault(name, set()).add(self.coded(row, "personnel_number"))
        for name, number in Official.objects.filter(name_zh__in=numbers_of).values_list("name_zh", "personnel_number"):
            numbers_of[name].add(number)
        for line, row in zip(self.lines, rows, strict=True):
            name = names.tidy("".join(str(row.get("name_zh") or "").split()))
            if len(numbers_of.get(name, ())) > 1:
                self.notes[line.number] = [_("Another official has the same name.")]

    def write(self, instance, is_create, row):
        proposed = names.propose(instance.name_zh or "")
        instance.family_name = instance.family_name or proposed[0]
        instance.given_name = instance.given_name or proposed[1]
        expertise = getattr(instance, "imported_expertise", None)
        actions.enter_official(instance, expertise=expertise, by=self.deed.by, at=self.deed.at)
