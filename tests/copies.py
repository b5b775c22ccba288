"""Many of what one was made through the actions: its copies, written in bulk through the database's own guards."""

from copy import copy
from itertools import count

from django.db import connection, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat

from officials.models import Official, Post, User
from placements.models import ExtensionRequest, Opinion, Placement, TermEntry
from placements.models.extensions import RequestState
from placements.models.ledger import EntryKind
from placements.models.placements import State

_serial = count(1)


@transaction.atomic
def placements_like(placement, many):
    """So many confirmed placements like that one, each of an official of their own at a post of its own."""
    officials = officials_like(placement.official, many)
    posts = posts_like(placement.host_post, many)
    proposed = {"state": State.PROPOSED, "confirmed_by": None, "confirmed_at": None}
    made = Placement.objects.bulk_create(
        _copy(placement, official=official, host_post=post, number=f"P-15-9{next(_serial):03d}", **proposed)
        for official, post in zip(officials, posts, strict=True)
    )
    original = placement.term.get(kind=EntryKind.ORIGINAL)
    TermEntry.objects.bulk_create(_copy(original, placement=each) for each in made)
    keys = [each.pk for each in made]
    Placement.objects.filter(pk__in=keys).update(
        state=State.CONFIRMED, confirmed_by=placement.confirmed_by, confirmed_at=placement.confirmed_at
    )
    _know_the_sizes()
    return list(Placement.objects.filter(pk__in=keys).order_by("pk"))


@transaction.atomic
def requests_like(request, many):
    """So many requests like that one, which waits, with its opinions; each of a placement of its own."""
    placements = placements_like(request.placement, many)
    draft = {"number": None, "state": RequestState.DRAFT, "submitted_by": None, "submitted_at": None}
    made = ExtensionRequest.objects.bulk_create(
        _copy(request, placement=each, drafted_by=each.official.account, **draft) for each in placements
    )
    keys = [each.pk for each in made]
    ExtensionRequest.objects.filter(pk__in=keys).update(
        number=Concat(Value("R-16-9"), F("pk")),
        state=RequestState.SUBMITTED,
        submitted_by=F("drafted_by"),
        submitted_at=request.submitted_at,
    )
    opinions = list(request.opinions.all())
    Opinion.objects.bulk_create(_copy(opinion, request=each) for each in made for opinion in opinions)
    _know_the_sizes()
    return list(ExtensionRequest.objects.filter(pk__in=keys).order_by("pk"))


def officials_like(official, many):
    """So many officials like that one, with accounts where it has one."""
    accounts = [None] * many
    if official.account:
        named = [f"copy-{next(_serial)}" for _ in range(many)]
        accounts = User.objects.bulk_create(
            _copy(official.account, username=name, email=f"{name}@office.example.com") for name in named
        )
    made = Official.objects.bulk_create(
        _copy(official, account=account, personnel_number=f"C-{next(_serial):05d}") for account in accounts
    )
    _share(official, made, Official.expertise.through, "official")
    return made


def posts_like(post, many):
    """So many posts like that one, in its organisation."""
    made = Post.objects.bulk_create(_copy(post, code=f"C-{next(_serial):05d}") for _ in range(many))
    _share(post, made, Post.expertise.through, "post")
    return made


def _copy(record, **changes):
    made = copy(record)
    made._state = copy(record._state)
    made._state.fields_cache = dict(record._state.fields_cache)
    made._state.adding, made.pk = True, None
    for name, value in changes.items():
        setattr(made, name, value)
    return made


def _share(one, made, through, side):
    """The same fields of expertise."""
    links = list(through.objects.filter(**{side: one}))
    through.objects.bulk_create(_copy(link, **{side: each}) for each in made for link in links)


def _know_the_sizes():
    """What autovacuum does later: without statistics PostgreSQL takes 200 rows for one."""
    with connection.cursor() as cursor:
        cursor.execute("analyze")
