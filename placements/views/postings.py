"""Notices that place many at once: from where to where there is one to write, and each as a page that prints."""

from django.db.models import Count, F
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from exchangeoffice.today import today
from officials.models import Jurisdiction, Organisation
from placements.filters import ListFilter, choice
from placements.forms.printing import PrintForm
from placements.gates import needs
from placements.letters.of_batches import Batch, write_posting_of_many
from placements.letters.paper import Wish
from placements.models import Cycle, Placement
from placements.views.letters import MAY_DRAFT
from placements.views.listing import Paged, options

CITY, ORGANISATION, REGION = "city", "organisation", "region"
BY = [
    (CITY, gettext_lazy("Host city")),
    (ORGANISATION, gettext_lazy("Host organisation")),
    (REGION, gettext_lazy("Host region")),
]
HOSTS = {
    CITY: "host_post__organisation__jurisdiction__city",
    ORGANISATION: "host_post__organisation",
    REGION: "host_region",
}

# From where to where -----------------------------------------------------------------------------


class PostingFilter(ListFilter):
    """The confirmed placements of one cycle, by what they are gathered."""

    cycle = choice(gettext_lazy("Cycle"), method="keep")
    home = choice(gettext_lazy("Home region"), field_name="home_region")
    by = choice(gettext_lazy("One notice for each"), method="keep", choices=BY)


@require_safe
@needs(MAY_DRAFT)
def posting_index(request):
    """From each region to each city, organisation or region: how many, and the notice for them."""
    cycles, regions = list(Cycle.objects.order_by("-year")), list(Jurisdiction.objects.regions())
    asked = PostingFilter(request.GET, Placement.objects.confirmed())
    asked.offer("cycle", [(str(cycle.year), cycle.name) for cycle in cycles])
    asked.offer("home", [(region.code, region.name) for region in regions])
    latest = Placement.objects.confirmed().order_by("-cycle__year").values_list("cycle__year", flat=True).first()
    year, by = asked.value("cycle") or str(latest or ""), asked.value("by", CITY)
    paged = Paged(gathered(asked.rows, year, by), request.GET)
    facts = {
        "asked": asked,
        "mistakes": asked.mistakes,
        "paged": paged,
        "rows": with_names(paged.rows, by, {region.code: region for region in regions}, year),
        "selects": [
            _select(asked, request.GET, "cycle", year, None),
            _select(asked, request.GET, "home", "", _("All regions")),
            _select(asked, request.GET, "by", by, None),
        ],
    }
    return render(request, "placements/posting_index.html", facts)


def _select(asked, typed, name, usual, every):
    filter_ = asked.filters[name]
    listed = options(filter_.extra["choices"], typed.get(name) or usual, every)
    return name, filter_.label, listed, name in asked.errors


def gathered(placements, year, by):
    """(home region, host, how many) of the cycle."""
    found = placements.filter(cycle__year=year) if year else placements.none()
    if by == CITY:  # a municipality is a region, and what a province itself hosts is in no city
        found = found.exclude(**{HOSTS[CITY]: F("host_region")})
    return found.values("home_region", host=F(HOSTS[by])).annotate(n=Count("pk")).order_by("home_region", "host")


def with_names(rows, by, regions, year):
    """(home region, host, how many, address) of each row."""
    keys = [row["host"] for row in rows]
    if by == ORGANISATION:
        hosts = Organisation.objects.select_related("jurisdiction__parent").in_bulk(keys)
        return [
            (
                regions[row["home_region"]],
                hosts[row["host"]],
                row["n"],
                reverse("placements:posting_to_organisation", args=[year, row["home_region"], row["host"]]),
            )
            for row in rows
        ]
    hosts = Jurisdiction.objects.select_related("parent").in_bulk(keys)
    return [
        (
            regions[row["home_region"]],
            hosts[row["host"]],
            row["n"],
            reverse("placements:posting_to_place", args=[year, row["home_region"], row["host"]]),
        )
        for row in rows
    ]


# One of them -------------------------------------------------------------------------------------


@require_safe
@needs(MAY_DRAFT)
def posting_to_place(request, year, home, host):
    return posting(request, year, home, get_object_or_404(Jurisdiction.objects.select_related("parent"), pk=host))


@require_safe
@needs(MAY_DRAFT)
def posting_to_organisation(request, year, home, pk):
    hosts = Organisation.objects.select_related("jurisdiction__parent")
    return posting(request, year, home, get_object_or_404(hosts, pk=pk))


def posting(request, year, home, host):
    """The notice in its own language, in a page that stays in the reader's; or why there is none."""
    if year > 2100:
        raise Http404
    cycle = get_object_or_404(Cycle, year=year)
    on = today()
    batch = Batch(cycle, get_object_or_404(Jurisdiction.objects.regions(), pk=home), host, on=on)
    form = PrintForm(
        request.GET, language="zh-hans", bodies=batch.departments, usual=batch.usual_issuers, has_bodies=True
    )
    refusal = batch.refusal
    if not refusal and not form.bodies:
        refusal = _("The register has no organisation department that could issue it.")
    paper, language = None, get_language()
    if not refusal and form.is_valid():
        language = form.cleaned_data["language"]
        with override(language):
            paper = write_posting_of_many(batch, Wish(on, form.cleaned_data["body"], batch.departments))
    facts = {
        "batch": batch,
        "paper": paper,
        "language": language,
        "refusal": refusal,
        "forms": [form],
        "errors": [(field, error) for field in form for error in field.errors],
        "on": on,
        "body_class": "on-paper",
    }
    return render(request, "placements/posting.html", facts)
