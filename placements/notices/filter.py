"""Reading the query string of the list of notices."""

from django.utils.translation import gettext_lazy, pgettext_lazy

from placements.filters import ListFilter, choice
from placements.models.notices import NoticeKind, NoticeState

STATES = [
    ("attention", gettext_lazy("Needs somebody")),
    (NoticeState.OWED.value, gettext_lazy("To be sent")),
    (NoticeState.SENT.value, pgettext_lazy("notices", "Sent")),
    (NoticeState.DROPPED.value, gettext_lazy("Not sent any more")),
]


class NoticeFilter(ListFilter):
    """All notices, unless a state or a kind is asked for."""

    state = choice(gettext_lazy("State"), method="in_state", choices=STATES)
    kind = choice(gettext_lazy("Kind"), field_name="kind", choices=NoticeKind.choices)

    def in_state(self, notices, name, state):
        return notices.needing_somebody() if state == "attention" else notices.filter(state=state)
