"""Who in the office hears of what."""

from officials.models import User

MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


def coordinators():
    """Everybody who decides requests, still works here and has an address to be told at, in one order."""
    decide = User.objects.with_perm("placements.decide_extension", backend=MODEL_BACKEND, include_superusers=False)
    return list(decide.filter(is_active=True).exclude(email="").order_by("pk"))


def without_the_official(people, placement):
    """Nobody hears as a coordinator of their own request."""
    return [person for person in people if person.pk != placement.official.account_id]


def assignee_and_colleague(people, placement):
    """Whoever confirmed the placement, whom the official's page names, and one colleague; else the first two.

    The colleague is the next one in order, so that not everything falls to the same person.
    """
    people = without_the_official(people, placement)
    places = [index for index, person in enumerate(people) if person.pk == placement.confirmed_by_id]
    first = places[0] if places else 0
    return (people[first:] + people[:first])[:2]
