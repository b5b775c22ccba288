"""Finding administrative divisions: by code, by either name, by pinyin and initials, by what they were called before.

There are a few hundred of them, a closed list: they are kept in memory and compared here, where an index
would gain nothing.
"""

from dataclasses import dataclass
from functools import cache, cached_property

from exchangeoffice.kept import Kept
from officials import names
from officials.finding import Match, Wanted, is_slip
from officials.models.geography import FormerJurisdiction, Jurisdiction

KINDS = "省市区县"  # the last character of a division's name, which people leave out
LEAST_OF_A_CODE = 2


@cache
def _read(name_en):
    """The pinyin and the initials of a division's own name, without what kind it is: Fengning, fn."""
    own = name_en.partition(" ")[0]
    return names.fold(own), "".join(syllable[0] for syllable in names.split(own)), names.fold(name_en)


@dataclass(frozen=True)
class Place:
    """A division, of today or of before, and how well it fits."""

    match: Match
    division: Jurisdiction | FormerJurisdiction
    is_slip: bool = False

    @property
    def is_former(self):
        return isinstance(self.division, FormerJurisdiction)


class _Divisions:
    """All divisions, of today and of before. Each knows what it is part of without asking."""

    def __init__(self):
        self.of_today = list(Jurisdiction.objects.all())
        by_code = {place.code: place for place in self.of_today}
        for place in self.of_today:
            if place.parent_id:
                place.parent = by_code[place.parent_id]
        former = FormerJurisdiction.objects.select_related("parent").prefetch_related("successors__parent")
        self.of_before = list(former)


KEPT = Kept(_Divisions, Jurisdiction, FormerJurisdiction, FormerJurisdiction.successors.through)


class Places:
    """All divisions as they are now."""

    @cached_property
    def _divisions(self):
        return KEPT.read()

    @property
    def of_today(self):
        return self._divisions.of_today

    @property
    def of_before(self):
        return self._divisions.of_before

    def holding(self, word):
        """The codes of the divisions whose name holds the word, or begins with it in pinyin."""
        return [place.code for place in self.of_today if _holds(place, word)]

    def find(self, text):
        """Those that hold every word of the text, best first; if there are none, those perhaps meant."""
        wanted = Wanted(text)
        divisions = [*self.of_today, *self.of_before] if wanted.words else []
        found = [Place(match, place) for place in divisions if (match := _match(place, wanted)) is not None]
        if not found:
            found = [Place(Match.NEAR, place, is_slip=True) for place in self.of_today if _is_meant(place, wanted)]
        return sorted(found, key=lambda place: (place.match, place.is_former, place.division.code))


def _holds(place, word):
    if word.text in place.name_zh or (len(word.text) > LEAST_OF_A_CODE and place.code.startswith(word.text)):
        return True
    _pinyin, _initials, english = _read(place.name_en)
    return any(english.startswith(key) or (len(key) > LEAST_OF_A_CODE and key in english) for key in word.keys)


def _match(place, wanted):
    """How well the division fits, or None."""
    pinyin, initials, english = _read(place.name_en)
    typed, chinese = wanted.joined, wanted.in_characters
    keys = [] if chinese else wanted.in_pinyin
    ways = [
        (Match.NUMBER, typed == place.code),
        (Match.NAME, place.name_zh in (typed, chinese) or english in keys),
        (Match.NAME, chinese and chinese == place.name_zh.rstrip(KINDS)),
        (Match.PINYIN, pinyin in keys),
        (Match.INITIALS, initials in keys),
        (Match.BEGINNING, any(pinyin.startswith(key) for key in keys)),
        (Match.BEGINNING, chinese and place.name_zh.startswith(chinese) and typed == chinese),
        (Match.PART, all(_holds(place, word) for word in wanted.words)),
    ]
    return next((match for match, fits in ways if fits), None)


def _is_meant(place, wanted):
    return any(is_slip(key, _read(place.name_en)[0]) for key in wanted.in_pinyin)
