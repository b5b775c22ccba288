"""Owing a notice: one row for each person, in the transaction of the fact that it tells."""

from dataclasses import dataclass

from django.conf import settings

from officials.models import Official, User
from placements.models import ExtensionRequest, Notice, Placement

CHINESE = "zh-hans"  # what letters are written in where nobody chose


@dataclass(frozen=True)
class Telling:
    """Something to tell somebody. `fact` names what is told, the same for as long as it is the same fact."""

    kind: str
    fact: str
    official: Official | None = None
    user: User | None = None
    placement: Placement | None = None
    request: ExtensionRequest | None = None

    @property
    def key(self):
        person = f"official-{self.official.pk}" if self.official else f"account-{self.user.pk}"
        return f"{self.kind}:{self.fact}:{person}"

    @property
    def language(self):
        chosen = self.official.letter_language if self.official else self.user.language
        return chosen if chosen in dict(settings.LANGUAGES) else CHINESE


def owe(tellings, *, since):
    """Write down what is owed from that moment on. What is owed already, or was sent, is not owed again.

    Returns how many are new; somebody who owes the same at the same time is waited for and found.
    """
    tellings = {telling.key: telling for telling in tellings}
    there = Notice.objects.exclude(state="dropped").filter(key__in=tellings).values_list("key", flat=True)
    new = tellings.keys() - set(there)
    Notice.objects.bulk_create(
        [
            Notice(
                key=telling.key,
                kind=telling.kind,
                official=telling.official,
                user=telling.user,
                language=telling.language,
                placement=telling.placement,
                request=telling.request,
                owed_since=since,
                next_try=since,
            )
            for key, telling in tellings.items()
            if key in new
        ],
        ignore_conflicts=True,
    )
    return len(new)
