"""How levels are written: 正处, 正处级, 正县级 and 县处级正职 are one.

The words before 级 are those in which offices speak of the leading posts of the Civil Servant Law
2018, article 18; the full names, the grades and their names before 2019 come from the register.
"""

from django.utils.translation import gettext as _

from officials.models import Rank, Tier
from placements.imports.headings import in_both_languages
from placements.imports.values import NotUnderstoodError, code

SPOKEN = {
    Tier.BUREAU: ["正厅", "正局", "正厅局", "正司", "正司局", "正地", "正地厅", "正地市"],
    Tier.BUREAU_DEP: ["副厅", "副局", "副厅局", "副司", "副司局", "副地", "副地厅", "副地市"],
    Tier.DIVISION: ["正处", "正县", "正县处", "正处县"],
    Tier.DIVISION_DEP: ["副处", "副县", "副县处", "副处县"],
    Tier.SECTION: ["正科", "正乡", "正乡科", "正乡镇"],
    Tier.SECTION_DEP: ["副科", "副乡", "副乡科", "副乡镇"],
}
# 处级 alone says neither 正 nor 副.
OPEN = frozenset(
    ["厅级", "局级", "厅局级", "司局级", "处级", "县级", "县处级", "科级", "乡科级", "厅", "局", "处", "县", "科"]
)

TIER_OF = {form: tier for tier, stems in SPOKEN.items() for stem in stems for form in (stem, f"{stem}级", f"{stem}职")}


def folded(value):
    return "".join(code(value).split()).casefold()


class Ranks:
    """Finds a rank by its code, its name in either language, its name before 2019, or as it is spoken of."""

    def __init__(self):
        self.by_form = {}
        for rank in Rank.objects.all():
            for form in (rank.code, rank.name_en, rank.name_zh, rank.former_name_zh):
                self.by_form.setdefault(folded(form), rank)
            if rank.code == f"POST-{rank.tier}":
                spoken = [form for form, tier in TIER_OF.items() if tier == rank.tier]
                self.by_form |= dict.fromkeys([*spoken, *map(folded, in_both_languages(Tier(rank.tier).label))], rank)

    def find(self, value):
        """The rank. Raises NotUnderstoodError in words."""
        if rank := self.by_form.get(folded(value)):
            return rank
        raise _unknown(value, _("There is no rank “{value}”; the sheet of allowed values lists them."))


class Tiers:
    """Finds a tier by its code, its name in either language, or as it is spoken of."""

    def __init__(self):
        self.by_form = dict(TIER_OF)
        for tier in Tier:
            self.by_form |= {folded(form): tier for form in (tier.value, *in_both_languages(tier.label))}

    def find(self, value):
        """The tier. Raises NotUnderstoodError in words."""
        if tier := self.by_form.get(folded(value)):
            return tier.value
        raise _unknown(value, _("There is no tier “{value}”; the sheet of allowed values lists them."))


def _unknown(value, sentence):
    if folded(value) in OPEN:
        sentence = _("“{value}” says neither principal nor deputy (正 or 副).")
    return NotUnderstoodError(sentence.format(value=code(value)))
