"""Posts, matched by their code."""

from django.utils.translation import gettext_lazy

from officials.models import Post, Rank
from placements import actions
from placements.actions import locks
from placements.imports import registers
from placements.imports.cells import Cell, Code, Day, Known, ManyOf, OneOf, Truth, Words
from placements.imports.levels import Ranks
from placements.imports.resource import OfficeResource


class PostResource(OfficeResource):
    model = Post
    keys = ("code",)
    named_by = ("code", "title_zh", "title_en")
    permissions = ("officials.add_post", "officials.change_post")
    columns_of = {"expertise": "imported_expertise", "region": "organisation"}

    code = Cell(
        "code",
        gettext_lazy("code"),
        Code(),
        also=("岗位代码", "职务代码", "Post code", "Post"),
        needed=True,
        help_text=gettext_lazy("Rows are matched by it."),
    )
    title_en = Cell("title_en", gettext_lazy("English title"), Words(), also=("英文名称", "职务英文名称"), needed=True)
    title_zh = Cell("title_zh", gettext_lazy("Chinese title"), Words(), also=("职务", "岗位名称", "职务名称"))
    organisation = Cell(
        "organisation",
        gettext_lazy("organisation"),
        Known(registers.Organisations, registers.NO_ORGANISATION),
        also=("单位代码", "单位名称", "Organisation code"),
        needed=True,
        help_text=gettext_lazy("The code of the organisation, or its full name."),
    )
    rank = Cell("rank", gettext_lazy("rank"), OneOf(Ranks, registers.listed(Rank)), also=("职级", "职务层次", "级别"))
    tier = Cell(
        "tier",
        gettext_lazy("tier"),
        OneOf(registers.tiers, registers.listed_tiers, says=registers.tier_name),
        help_text=gettext_lazy("Empty: that of the rank."),
    )
    imported_expertise = Cell(
        "imported_expertise",
        gettext_lazy("expertise wanted"),
        ManyOf(registers.expertise, registers.listed_expertise),
        also=("专业领域", "专业", "Expertise"),
        help_text=gettext_lazy("Several with commas between them."),
    )
    duties = Cell("duties", gettext_lazy("duties"), Words(), also=("岗位职责",))
    needs_congress_decision = Cell(
        "needs_congress_decision", gettext_lazy("needs a people’s congress decision"), Truth()
    )
    is_created_for_programme = Cell("is_created_for_programme", gettext_lazy("created for the programme"), Truth())
    created_for = Cell(
        "created_for",
        gettext_lazy("created for"),
        Known(registers.officials, registers.NO_OFFICIAL),
        help_text=gettext_lazy("The personnel number of the official."),
    )
    created_why = Cell("created_why", gettext_lazy("why it was created"), Words())
    created_at_request_of = Cell("created_at_request_of", gettext_lazy("who asked for it"), Words())
    retired_on = Cell("retired_on", gettext_lazy("retired on"), Day(may_be_open=True), also=("停用日期",))

    def hold(self, rows):
        keys = Post.objects.filter(code__in={self.coded(row, "code") for row in rows}).values_list("pk", flat=True)
        locks.hold_officials_and_posts([], list(keys))

    def find_rows(self, rows):
        found = Post.objects.filter(code__in={self.coded(row, "code") for row in rows})
        for post in found.select_related("organisation", "rank", "created_for").prefetch_related("expertise"):
            post.imported_expertise = tuple(sorted(post.expertise.all(), key=lambda one: one.pk))
            self.found[post.code,] = post

    def import_instance(self, instance, row, **kwargs):
        rank = instance.rank_id
        super().import_instance(instance, row, **kwargs)
        if instance.rank_id != rank and not row.get("tier"):
            instance.tier = instance.rank.tier

    def write(self, instance, is_create, row):
        expertise = getattr(instance, "imported_expertise", None)
        actions.enter_post(instance, expertise=expertise, by=self.deed.by, at=self.deed.at)
