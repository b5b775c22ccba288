"""The kinds of rows that can be imported, in the order in which one needs the other."""

from placements.imports.nominations import NominationResource
from placements.imports.offers import OfferResource
from placements.imports.officials import OfficialResource
from placements.imports.placements import PlacementResource
from placements.imports.posts import PostResource
from placements.models.imports import ImportKind

RESOURCES = {
    ImportKind.POSTS: PostResource,
    ImportKind.OFFICIALS: OfficialResource,
    ImportKind.NOMINATIONS: NominationResource,
    ImportKind.OFFERS: OfferResource,
    ImportKind.PLACEMENTS: PlacementResource,
}
