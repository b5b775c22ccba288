"""The pages of an official, a post and an organisation."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from exchangeoffice.prepared import prepared
from exchangeoffice.today import today
from placements.gates import needs
from placements.views.official_facts import OfficialFacts, officials_visible_to
from placements.views.organisation_facts import OrganisationFacts, organisations_in_full
from placements.views.post_facts import PostFacts, posts_in_full
from placements.views.rosters import day_asked


@require_safe
@prepared()
def official(request, pk):
    """An official, for those who may know of them; officials read of themselves under "My placement"."""
    found = get_object_or_404(officials_visible_to(request.user), pk=pk)
    facts = OfficialFacts(found, request.user, on=today())
    if not facts.reads_roster:
        return redirect("placements:my_placement")
    return render(request, "placements/official.html", {"facts": facts, "official": found})


@require_safe
@needs("placements.view_roster")
@prepared()
def post(request, pk):
    """A post and its guests, on the day asked for."""
    found = get_object_or_404(posts_in_full(), pk=pk)
    on, mistake = day_asked(request.GET)
    page = {"post": found, "on": on, "today": today(), "typed": request.GET.get("on", ""), "mistake": mistake}
    if not mistake:
        page["facts"] = PostFacts(found, request.user, request.GET, on=on)
    return render(request, "placements/post.html", page)


@require_safe
@needs("placements.view_roster")
@prepared()
def organisation(request, pk):
    """An organisation: its posts, whom it hosts, whom it has sent out."""
    found = get_object_or_404(organisations_in_full(), pk=pk)
    facts = OrganisationFacts(found, request.user, request.GET, today=today())
    return render(request, "placements/organisation.html", {"facts": facts, "organisation": found})
