"""What the rows of a file name in the registers: looked up for all of them at once."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from officials.models import Expertise, Official, Organisation, Post, ProfessionalTitle, Tier
from placements.imports.headings import in_both_languages
from placements.imports.levels import Tiers, folded
from placements.imports.values import NotUnderstoodError, code
from placements.models import Cycle


class Named:
    """A short register: found by code or by the name in either language; a name that two have finds neither."""

    def __init__(self, rows, unknown):
        self.by_form, self.twice, self.unknown = {}, set(), unknown
        rows = list(rows)
        for row in rows:
            for form in {folded(row.name_zh), folded(row.name_en)} - {""}:
                if form in self.by_form:
                    self.twice.add(form)
                self.by_form[form] = row
        self.by_form |= {folded(row.code): row for row in rows}
        self.twice -= {folded(row.code) for row in rows}

    def find(self, value):
        form = folded(value)
        if form in self.twice:
            raise NotUnderstoodError(_("“{value}” is the name of several; write the code.").format(value=code(value)))
        if found := self.by_form.get(form):
            return found
        raise NotUnderstoodError(str(self.unknown).format(value=code(value)))


NO_EXPERTISE = gettext_lazy("There is no field of expertise “{value}”; the sheet of allowed values lists them.")
NO_TITLE = gettext_lazy("There is no professional title “{value}”; the sheet of allowed values lists them.")
NO_POST = gettext_lazy("There is no post with the code “{value}”; import posts first.")
NO_OFFICIAL = gettext_lazy("There is no official with the personnel number “{value}”; import officials first.")
NO_CYCLE = gettext_lazy("There is no cycle of the year “{value}”.")
NO_ORGANISATION = gettext_lazy("There is no organisation with the code or name “{value}”.")


def expertise():
    return Named(Expertise.objects.all(), NO_EXPERTISE)


def titles():
    return Named(ProfessionalTitle.objects.all(), NO_TITLE)


def tiers():
    return Tiers()


def listed(model):
    """The rows of a short register, as the sheet of allowed values has them."""
    return lambda: [(row.name_zh, row.name_en, row.code) for row in model.objects.all()]


def listed_expertise():
    return listed(Expertise)()


def tier_name(value):
    return Tier(value).label


def listed_tiers():
    return [(*reversed(in_both_languages(tier.label)), tier.value) for tier in Tier]


def posts(codes):
    found = Post.objects.filter(code__in=codes).select_related("organisation__jurisdiction__parent", "rank")
    return {post.code: post for post in found}


def officials(numbers):
    found = Official.objects.filter(personnel_number__in=numbers).select_related(
        "rank", "home_post__organisation", "professional_title"
    )
    return {official.personnel_number: official for official in found}


def cycles(years):
    return {str(cycle.year): cycle for cycle in Cycle.objects.all()}


class Organisations(dict):
    """By code, and by a name that only one has."""

    def __init__(self, written):
        super().__init__()
        for column in ("name_en", "name_zh", "code"):
            found = {}
            for row in Organisation.objects.filter(**{f"{column}__in": written}).select_related("jurisdiction__parent"):
                found.setdefault(getattr(row, column), []).append(row)
            for name, rows in found.items():
                self[name] = rows[0] if len(rows) == 1 else Several(rows)


class Several:
    """Organisations of one name in different places."""

    def __init__(self, rows):
        self.rows = rows

    @property
    def sentence(self):
        listed = pgettext("between items", ", ").join(
            f"{row.code} ({row.jurisdiction.full_name})" for row in self.rows[:5]
        )
        return _("Several organisations have this name; write the code: {codes}").format(codes=listed)
