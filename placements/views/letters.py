"""Letters and forms on paper: what can be printed now, and each as a page that prints."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from exchangeoffice.today import today
from officials.models import Official
from placements.forms.printing import PrintForm, SideForm
from placements.gates import needs
from placements.letters import EXTENSION_KINDS, PLACEMENT_KINDS
from placements.letters.bodies import departments_of, usual_issuers, who_may_issue
from placements.letters.paper import Wish
from placements.views.extensions import request_in_full
from placements.views.placement_facts import one_of, placements_in_full

MAY_DRAFT = "placements.view_placement"

# Who may -----------------------------------------------------------------------------------------


def placement_to_print(request, pk, kind=None):
    """The placement, for coordinators; for officials their own, and only the forms that they carry."""
    if not request.user.has_perm(MAY_DRAFT):
        is_official = Official.objects.filter(account=request.user.pk).exists()
        if not is_official or (kind and not kind.is_carried):
            raise PermissionDenied
        own = placements_in_full(request.user).filter(official__account=request.user.pk)
        return one_of(own, pk)
    return one_of(placements_in_full(request.user), pk)


def kind_or_404(kinds, slug):
    if slug not in kinds:
        raise Http404
    return kinds[slug]


# What can be printed -----------------------------------------------------------------------------


@require_safe
def letters_of_placement(request, pk):
    placement = placement_to_print(request, pk)
    is_office = request.user.has_perm(MAY_DRAFT)
    kinds = [kind for kind in PLACEMENT_KINDS.values() if is_office or kind.is_carried]
    lines = [
        (kind, kind.refuse(placement, on=today()), [("", reverse("placements:letter", args=[pk, kind.slug]))])
        for kind in kinds
    ]
    facts = {"placement": placement, "lines": lines, "is_office": is_office}
    return render(request, "placements/letter_index.html", facts)


@require_safe
@needs(MAY_DRAFT, "placements.view_extensionrequest")
def letters_of_extension(request, pk):
    asked = request_in_full(request.user, pk)
    lines = []
    for kind in EXTENSION_KINDS.values():
        url = reverse("placements:extension_letter", args=[pk, kind.slug])
        ways = [("", url)]
        if kind.has_sides:
            ways = [(_("to the home side"), f"{url}?side=home"), (_("to the host side"), f"{url}?side=host")]
        lines.append((kind, kind.refuse(asked, on=today()), ways))
    facts = {"asked": asked, "placement": asked.placement, "lines": lines, "is_office": True}
    return render(request, "placements/letter_index.html", facts)


# One of them -------------------------------------------------------------------------------------


@require_safe
def letter_of_placement(request, pk, kind):
    kind = kind_or_404(PLACEMENT_KINDS, kind)
    placement = placement_to_print(request, pk, kind)
    return print_page(request, kind, placement, placement, {})


@require_safe
@needs(MAY_DRAFT, "placements.view_extensionrequest")
def letter_of_extension(request, pk, kind):
    kind = kind_or_404(EXTENSION_KINDS, kind)
    asked = request_in_full(request.user, pk)
    return print_page(request, kind, asked, asked.placement, {"asked": asked})


def print_page(request, kind, subject, placement, facts):
    """The paper in its own language, in a page that stays in the reader's; or why there is none."""
    on = today()
    departments = [] if kind.is_form else departments_of(placement)
    side_form, side = None, ""
    if kind.has_sides:
        asked_side = request.GET.get("side") or kind.usual_side(subject, departments)
        side_form = SideForm({"side": asked_side}, auto_id="f-%s")
        side = side_form.cleaned_data["side"] if side_form.is_valid() else ""
    form = PrintForm(
        request.GET,
        language=placement.official.letter_language,
        bodies=who_may_issue(placement, departments, side),
        usual=usual_issuers(placement, departments, side),
        has_bodies=not kind.is_form,
    )
    refusal = kind.refuse(subject, on=on)
    if not refusal and not kind.is_form and not form.bodies:
        refusal = _("The register has no organisation department that could issue it.")
    paper, language = None, get_language()
    if not refusal and form.is_valid() and not (side_form and side_form.errors):
        language = form.cleaned_data["language"]
        wish = Wish(on, form.cleaned_data.get("body", ()), departments, side)
        with override(language):
            paper = kind.write(subject, wish)
    forms = [each for each in (side_form, form) if each]
    facts |= {
        "kind": kind,
        "placement": placement,
        "paper": paper,
        "language": language,
        "refusal": refusal,
        "forms": forms,
        "errors": [(field, error) for each in forms for field in each for error in field.errors],
        "on": on,
        "body_class": "on-paper",
    }
    return render(request, "placements/letter.html", facts)
