"""Who in the office hears of what."""

from officials.models import User

MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


def who_decide():
    """The accounts of those who decide requests and still work here."""
    decide = User.objects.with_perm("placements.decide_extension", backend=MODEL_BACKEND, include_superusers=False)
    return decide.filter(is_active=True)


def coordinators():
    """Everybody who decides requests and has an address to be told at, in one order."""
    return list(who_decide().exclude(email="").order_by("pk"))


def without_the_official(people, placement):
    """Nobody hears as a coordinator of their own request."""
    return [person for person in people if person.pk != placement.official.account_id]


def assignee_and_colleague(people, request):
    """Whoever the request is assigned to, else whoever confirmed the placement, and one colleague.

    The official's page names the one who confirmed. Where neither is among the people, it is the
    first two. The colleague is the next one in order, so that not everything falls to the same person.
    """
    people = without_the_official(people, request.placement)
    keys = [person.pk for person in people]
    wanted = (request.assigned_to_id, request.placement.confirmed_by_id)
    first = next((keys.index(key) for key in wanted if key in keys), 0)
    return (people[first:] + people[:first])[:2]
