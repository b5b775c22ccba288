"""The organisation departments that issue letters: those of the two regions, and of the places of the two posts."""

from officials.models import Organisation
from officials.models.organisations import OrganisationKind
from placements.models.opinions import Side

MOST_BODIES = 3
DEPARTMENT = "委组织部"  # how the name of every Party committee's organisation department ends


def departments_of(placement):
    """Those of home and host region first, then those of the prefectures and counties of the two posts."""
    places = [post.organisation.jurisdiction for post in (placement.home_post, placement.host_post)]
    codes = [placement.home_region_id, placement.host_region_id]
    for place in places:
        codes += [place.city_id, place.code]
    return departments_in(codes)


def departments_in(codes):
    """Those of the divisions with these codes, in their order."""
    found = Organisation.objects.filter(
        retired_on=None, kind=OrganisationKind.PARTY, name_zh__endswith=DEPARTMENT, jurisdiction__in=codes
    )
    return sorted(found, key=lambda body: (codes.index(body.jurisdiction_id), body.code))


def of_region(departments, region_id):
    return [body for body in departments if body.jurisdiction_id == region_id]


def region_of(placement, side):
    return placement.home_region_id if side == Side.HOME else placement.host_region_id


def who_may_issue(placement, departments, side=""):
    """The departments a letter can come from: all, or where it goes to one side's department, not that one."""
    if not side:
        return departments
    return [body for body in departments if body.jurisdiction_id != region_of(placement, side)]


def usual_issuers(placement, departments, side=""):
    """Both regions' departments; where it goes to one side, the other one alone."""
    regions = [placement.home_region_id, placement.host_region_id]
    issuers = who_may_issue(placement, departments, side)
    return [body for region in regions for body in of_region(issuers, region)]
