"""One of everything, so that each address has something behind it, and words planted where few may read."""

import datetime as dt
import re
from dataclasses import dataclass

from django.contrib import admin

from officials.models import FormerJurisdiction, ProfessionalTitle
from officials.models.vocabulary import Tier
from placements import actions, documents
from placements.calendar import ONE_DAY
from placements.imports.doing import check_file
from placements.models import Export, ExtensionRequest, GuideAge, Notice, Placement, SavedFilter, SuggestedEnd
from tests import factories
from tests.documents import PDF
from tests.factories import DAY, END, NOW, make_cycle, make_official, make_placement, make_request

OWN, COORDINATOR, ADMINISTRATOR = "official own", "coordinator", "administrator"

# Each word stands in a column that only those people may read (docs: domain, "who may").
PLANTED = {
    "1395550741": {OWN, COORDINATOR},  # the official's mobile
    "1931": {OWN, COORDINATOR},  # the official's year of birth
    "plantedofficialnote": {COORDINATOR},
    "plantedexplanation": {OWN, COORDINATOR},
    "plantedopinion": {COORDINATOR},
    "plantedsigner": {COORDINATOR},
    "planteddeparture": {COORDINATOR},
    "plantedplacementnote": {COORDINATOR},
    # Somebody whose placement is only proposed; administrators read in the audit trail that the register has the name.
    "Plantedcandidate": {COORDINATOR, ADMINISTRATOR},
    "plantedwithdrawal": {COORDINATOR},
    "planteddecline": {COORDINATOR},  # of somebody else than "official own"
    "plantedreturn": {COORDINATOR},  # why another came back early
    "plantednomination": {COORDINATOR},  # what the home organisation says of somebody put forward
    "plantedneed": {COORDINATOR},  # of an offered post
    "plantedwhy": {COORDINATOR},  # why a post was created, for whom nobody else may know yet
    "plantedfile": {COORDINATOR},
    "plantedletter": {COORDINATOR},  # the text of a notice to somebody else
}


@dataclass
class World:
    """What the addresses stand for."""

    placement: Placement
    proposed: Placement
    successor: Placement
    request: int
    attachment: int
    notice: int
    nomination: int
    offer: int


def build():
    """The world, on DAY: a placement with a request that waits for its decision, and more."""
    official = make_official(mobile="1395550741", birth_year=1931, note="plantedofficialnote", fields=["TRAFFIC"])
    placement = make_placement(
        official=official, note="plantedplacementnote", reason="planteddeparture, and both sides agreed to it."
    )
    request = make_request(placement, state="draft", explanation=f"plantedexplanation {factories.EXPLANATION}")
    writer = factories.account_of(official)
    attachment = actions.attach_file(request, documents.examine("plan.pdf", PDF), by=writer, at=NOW)
    request = actions.submit_extension(request, by=writer, at=NOW, on=DAY)
    actions.record_opinion(
        request,
        side="host",
        level="organisation",
        answer="agrees",
        given_on=DAY,
        signer="plantedsigner",
        note="plantedopinion",
        by=factories.office(),
        at=NOW,
    )
    candidate = make_official(given_name="Plantedcandidate")
    proposed = make_placement(official=candidate, confirmed=False)
    successor = make_placement(
        host_post=placement.host_post, starts_on=END + ONE_DAY, original_ends_on=dt.date(2017, 7, 23)
    )
    _closed_stories()
    _small_things(placement)
    keeper = factories.make_user("second", "Coordinators", is_staff=True)
    actions.save_filter(name="Mine", path="/endings/", asked="", is_shared=False, by=keeper, at=NOW)
    check_file("officials", "plantedfile.csv", b"Personnel number\nplantedrow\n", by=keeper, at=NOW, on=DAY)
    nomination = factories.make_nomination(candidate, note="plantednomination")
    offer = factories.make_offer(need="plantedneed")
    _created_post(candidate)
    notice = _notice(make_placement())
    return World(placement, proposed, successor, request.pk, attachment.pk, notice.pk, nomination.pk, offer.pk)


def _created_post(official):
    actions.create_post_for(
        official,
        cycle=make_cycle(),
        organisation=factories.make_organisation(),
        title_en="Deputy director",
        title_zh="副局长",
        why="plantedwhy",
        asked_by="plantedwhy too",
        by=factories.office(),
        at=NOW,
        on=DAY,
    )


def _closed_stories():
    withdrawn = make_placement(confirmed=False)
    actions.withdraw_placement(withdrawn, reason="plantedwithdrawal of the post", by=factories.office(), at=NOW)
    declined = make_request(make_placement())
    actions.decline_extension(
        declined,
        words="planteddecline since the home post stays uncovered.",
        next_step="Ask again.",
        by=factories.office(),
        at=NOW,
    )
    actions.return_early(
        make_placement(),
        ends_on=DAY + ONE_DAY,
        reason="home_needs",
        note="plantedreturn",
        by=factories.office(),
        at=NOW,
    )


def _small_things(placement):
    cycle = make_cycle()
    factories.make_quota(cycle)
    SuggestedEnd.objects.create(cycle=cycle, ends_on=dt.date(2017, 1, 23), label_en="Year end", label_zh="年末")
    GuideAge.objects.create(cycle=cycle, tier=Tier.DIVISION_DEP, age=50)
    factories.make_contact(placement.host_post.organisation)
    FormerJurisdiction.objects.create(
        parent_id="130000",
        code="132600",
        name_en="Chengde Prefecture",
        name_zh="承德地区",
        level="prefecture",
        kind="prefecture-level city",
        changed_in=1993,
    )
    ProfessionalTitle.objects.create(code="ENG-SEN", order=1, name_en="Senior engineer", name_zh="高级工程师")
    Export.objects.create(
        kind="roster",
        medium="csv",
        jurisdiction_id="130800",
        as_of_on=DAY,
        filters="none",
        rows=1,
        exported_by=factories.office(),
        exported_at=NOW,
    )


def _notice(placement):
    notice = Notice.objects.create(
        key=f"permissions-{placement.pk}",
        kind="starts",
        official=placement.official,
        placement=placement,
        language="en",
        owed_since=NOW,
        next_try=NOW,
        text="plantedletter",
    )
    notice.state, notice.trouble = "failed", "unreachable"
    notice.save()
    return notice


def more_pages():
    """Pages of all placements and requests, beyond the one of each kind that the table asks for."""
    for pk in Placement.objects.values_list("pk", flat=True):
        yield f"/placements/{pk}/"
        yield f"/admin/placements/placement/{pk}/change/"
        yield f"/admin/placements/placement/{pk}/history/"
    for pk in ExtensionRequest.objects.values_list("pk", flat=True):
        yield f"/extensions/{pk}/"
        yield f"/admin/placements/extensionrequest/{pk}/change/"
        yield f"/admin/placements/extensionrequest/{pk}/history/"


# Which object each address is about -----------------------------------------------------------

_PLACES = [
    # (address begins with, what its first number stands for)
    (r"placements/<int:pk>/(confirm|withdraw)/", lambda world: world.proposed.pk),
    (r"placements/", lambda world: world.placement.pk),
    (r"extensions/", lambda world: world.request),
    (r"attachments/", lambda world: world.attachment),
    (r"notices/", lambda world: world.notice),
    (r"nominations/", lambda world: world.nomination),
    (r"cycles/<int:year>/plan/choose/", lambda world: world.nomination),
    (r"offers/", lambda world: world.offer),
    (r"letters/postings/", lambda world: world.placement.host_post.organisation_id),
    (r"saved-filters/", lambda _world: SavedFilter.objects.latest("pk").pk),
    (r"officials/", lambda world: world.placement.official_id),
    (r"posts/", lambda world: world.placement.host_post_id),
    (r"organisations/", lambda world: world.placement.host_post.organisation_id),
]
_REST = {
    "<str:code>": lambda world: world.placement.host_post.organisation.jurisdiction_id,
    "<str:home>": lambda world: world.placement.home_region_id,
    "<str:host>": lambda world: world.placement.host_region_id,
    "<int:year>": lambda world: world.placement.cycle.year,
    "<int:moved_pk>": lambda world: world.successor.pk,
}


_KINDS = [
    (r"admin/placements/import/", "officials"),
    (r"extensions/", "decision"),
    (r"placements/", "arrival-receipt"),
]


def fill(route, world):
    """The address with the keys of that world in it, and the same with keys of nothing, equally long."""
    if "<slug:kind>" in route:
        route = route.replace("<slug:kind>", next(kind for beginning, kind in _KINDS if re.match(beginning, route)))
    if found := re.match(r"admin/(officials|placements)/(\w+)/(<path:object_id>|<id>)", route):
        number = str(_of_admin(*found.group(1, 2), world))
        return "/" + route.replace(found.group(3), number), "/" + route.replace(found.group(3), _made_up(number))
    if route.startswith("admin/r/"):
        return "/admin/r/1/1/", "/admin/r/1/2/"
    route = route.replace("^(?P<app_label>officials|placements)/$", "placements/").replace("(?P<url>.*)$", "x")
    real, unreal = route, route
    for parameter in re.findall(r"<[^>]+>", route):
        value = str(_value(parameter, route, world))
        real = real.replace(parameter, value, 1)
        unreal = unreal.replace(parameter, _made_up(value), 1)
    return "/" + real, "/" + unreal


def _value(parameter, route, world):
    if parameter in _REST:
        return _REST[parameter](world)
    for beginning, of in _PLACES:
        if parameter == "<int:pk>" and re.match(beginning, route):
            return of(world)
    raise LookupError(f"say in tests/permissions/world.py what {parameter} of {route} stands for")


def _made_up(value):
    return "9" * len(value)


def _of_admin(app, name, world):
    model = next(model for model in admin.site._registry if model._meta.label_lower == f"{app}.{name}")
    if model is Placement:
        return world.placement.pk
    newest = model._default_manager.order_by("-pk").first()
    if newest is None:
        raise LookupError(f"the world of tests/permissions/world.py has no {name}")
    return newest.pk
