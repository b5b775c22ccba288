"""Many of what one was made through the actions: its copies, written in bulk through the database's own guards."""

from copy import copy
from itertools import count, cycle

from django.db import connection, transaction

from officials.models import Official, Organisation, Post, User
from placements.models import ExtensionRequest, Opinion, Placement, TermEntry
from placements.models.extensions import RequestState
from placements.models.ledger import EntryKind
from placements.models.placements import State

_serial = count(1)
_numbers = cycle(range(9000, 9999))  # four digits, as the office's own


@transaction.atomic
def placements_like(placement, many):
    """So many confirmed placements like that one, each with an official, posts and organisations of its own."""
    homes = posts_like(placement.home_post, many, apart=True)
    officials = officials_like(placement.official, many, homes)
    posts = posts_like(placement.host_post, many, apart=True)
    proposed = {"state": State.PROPOSED, "confirmed_by": None, "confirmed_at": None}
    made = Placement.objects.bulk_create(
        _copy(
            placement,
            official=official,
            home_post=official.home_post,
            host_post=post,
            number=f"P-15-{next(_numbers)}",
            **proposed,
        )
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
    for each in made:
        each.number, each.state = f"R-16-{next(_numbers)}", RequestState.SUBMITTED
        each.submitted_by, each.submitted_at = each.drafted_by, request.submitted_at
    ExtensionRequest.objects.bulk_update(made, ["number", "state", "submitted_by", "submitted_at"])
    opinions = list(request.opinions.all())
    Opinion.objects.bulk_create(_copy(opinion, request=each) for each in made for opinion in opinions)
    _know_the_sizes()
    return made


def officials_like(official, many, homes=()):
    """So many officials like that one, with accounts where it has one."""
    accounts = [None] * many
    if official.account:
        named = [f"copy-{next(_serial)}" for _ in range(many)]
        accounts = User.objects.bulk_create(
            _copy(official.account, username=name, email=f"{name}@office.example.com") for name in named
        )
    made = Official.objects.bulk_create(
        _copy(official, account=account, home_post=home, personnel_number=f"C-{next(_serial):05d}")
        for account, home in zip(accounts, homes or [official.home_post] * many, strict=True)
    )
    _share(official, made, Official.expertise.through, "official")
    return made


def posts_like(post, many, *, apart=False):
    """So many posts like that one, in its organisation or each in one of its own."""
    organisations = [post.organisation] * many
    if apart:
        serials = [next(_serial) for _ in range(many)]
        organisations = Organisation.objects.bulk_create(
            _copy(post.organisation, code=f"C-{n:05d}", name_en=f"Copied {n}", name_zh=f"第{n}分局") for n in serials
        )
    made = Post.objects.bulk_create(
        _copy(post, organisation=organisation, code=f"C-{next(_serial):05d}") for organisation in organisations
    )
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
