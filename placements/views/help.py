"""Help: what each role can do, in the order of the work, with pictures and the glossary."""

from dataclasses import dataclass

from django.shortcuts import render
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from officials.models import Official
from placements.models.extensions import REQUEST_MOVES, RequestState
from placements.views.glossary import glossary

ROW, FOLLOWS = 28, 18  # heights in px: a state, and the line under it that says what may follow


@require_safe
def help_page(request):
    """The chapters of the reader's roles. Open to whoever is signed in."""
    user = request.user
    is_official = Official.objects.filter(account=user.pk).exists()
    decides = user.has_perm("placements.decide_extension")
    facts = {
        "is_official": is_official,
        "decides": decides,
        "reads": user.has_perm("placements.view_roster"),
        "administers": user.has_perm("officials.change_user"),
        "path": RequestPath() if is_official or decides else None,
        "glossary": glossary(),
    }
    return render(request, "placements/help.html", facts)


@dataclass(frozen=True)
class Step:
    """A state in the drawing, at its height, and the states that may follow it."""

    label: str
    then: str
    y: int


class RequestPath:
    """The path of a request as a tree, drawn from the table of moves: the trunk, and what may become of it."""

    def __init__(self):
        self.height = 0
        self.trunk = [self._step(state, []) for state in (RequestState.DRAFT, RequestState.SUBMITTED)]
        ends = [state for state in RequestState if state in REQUEST_MOVES[RequestState.SUBMITTED]]
        self.branches = [self._step(state, REQUEST_MOVES[state]) for state in ends]

    def _step(self, state, follows):
        y = self.height + ROW // 2
        self.height += ROW + (FOLLOWS if follows else 0)
        labels = [following.label for following in RequestState if following in follows]
        return Step(str(state.label), pgettext("between items", ", ").join(map(str, labels)), y)
