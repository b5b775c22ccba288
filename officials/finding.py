"""Finding by what was typed: the indexed conditions, and how good a match is. Pure; it knows no model.

Best match first is one scale for everything that can be found, `Match`.
"""

import itertools
import string
from dataclasses import dataclass
from functools import cached_property

from django.contrib.postgres.fields import ArrayField
from django.db.models import Case, CharField, Func, IntegerChoices, Lookup, Q, TextField, Value, When

from officials import names

MOST_READINGS = 32
SHORTEST_SLIP = 4  # letters; below that almost every name is a slip of every other
LONG_NAME = 12  # letters, from which on two slips are believed
_LETTERS = string.ascii_lowercase


class Match(IntegerChoices):
    """How well something fits what was typed, the best first."""

    NUMBER = 0
    NAME = 1
    PINYIN = 2
    INITIALS = 3
    FAMILY = 4
    BEGINNING = 5
    PART = 6
    NEAR = 7  # what was typed is said of something that belongs to it


class Characters(Func):
    """The characters of a name, one by one. An index of them finds what trigrams cannot: one or two characters."""

    template = "string_to_array(UPPER(%(expressions)s), NULL)"
    output_field = ArrayField(TextField())


class Words(Func):
    """The words of a search key. An index of them finds any of hundreds of spellings at once."""

    template = "string_to_array(%(expressions)s, ' ')"
    output_field = ArrayField(TextField())


@CharField.register_lookup
class Holds(Lookup):
    """The column holds the text, whatever its letters' case: `icontains` by the index of `Characters`."""

    lookup_name = "holds"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        column, params = self.process_lhs(compiler, connection)
        pattern = f"%{connection.ops.prep_for_like_query(self.rhs)}%"
        letters = [letter for char in self.rhs if len(letter := char.upper()) == 1]
        sql = f"(string_to_array(UPPER({column}::text), NULL) @> %s::text[] AND UPPER({column}::text) LIKE UPPER(%s))"
        return sql, [*params, letters, *params, pattern]


@dataclass(frozen=True)
class Wanted:
    """What somebody is looking for."""

    text: str

    @cached_property
    def words(self):
        return names.words(self.text)

    @property
    def is_readable(self):
        """Whether there is a letter or a digit in it at all."""
        return any(char.isalnum() for word in self.words for char in word.text)

    @property
    def is_too_short(self):
        """Whether it is a single letter or digit, which almost everything holds; one character is a name."""
        return len(self.joined) < 2 and any(word.keys for word in self.words)

    @property
    def left_out(self):
        """What was typed and is not searched for: words after the sixth, letters after the fortieth."""
        typed = "".join(names.BETWEEN_WORDS.split(names.tidy(self.text)))
        return typed.removeprefix(self.joined)

    @property
    def said(self):
        """As it is said back."""
        return " ".join(word.text for word in self.words)

    @property
    def joined(self):
        return "".join(word.text for word in self.words)

    @property
    def in_characters(self):
        """Of a name typed both ways, the Chinese one."""
        return "".join(word.text for word in self.words if not word.keys)

    @cached_property
    def in_pinyin(self):
        """The pinyin of all words together, as it may stand in stored keys, also with the family name last."""
        keys = [word.keys for word in self.words if word.keys]
        if not keys:
            return []
        readings = list(itertools.islice(itertools.product(*keys), MOST_READINGS))
        turned = [(*reading[1:], reading[0]) for reading in readings]
        return list(dict.fromkeys("".join(reading) for reading in [*readings, *turned]))


def ranked(*ranks):
    """The first of the (match, condition) pairs that holds; what fits in no such way is near."""
    return Case(
        *(When(condition, then=Value(int(match))) for match, condition in ranks), default=Value(int(Match.NEAR))
    )


def rank_by_names(text, english, chinese):
    """How well a thing with a code and two names fits the text."""
    wanted = Wanted(text)
    typed = plain(wanted.said)
    return ranked(
        (Match.NUMBER, Q(code__iexact=wanted.joined)),
        (Match.NAME, Q(**{f"{chinese}__iexact": wanted.joined}) | Q(**{f"{english}__iexact": typed})),
        (Match.BEGINNING, Q(**{f"{chinese}__startswith": wanted.joined}) | Q(**{f"{english}__istartswith": typed})),
        (Match.PART, Q(**{f"{chinese}__contains": wanted.joined}) | Q(**{f"{english}__icontains": typed})),
    )


def plain(text):
    """English as the registers have it: typewriter apostrophes."""
    return text.replace("’", "'").replace("‘", "'")


def any_of(conditions):
    """Whether one of the conditions holds; without any, none does."""
    found = Q(pk__in=[])
    for condition in conditions:
        found |= condition
    return found


# Slips ---------------------------------------------------------------------------------------


def slips_allowed(letters):
    """How many slips of the keyboard are believed in so many letters."""
    return 0 if letters < SHORTEST_SLIP else 1 if letters < LONG_NAME else 2


def one_slip_from(typed):
    """Every text that is one slip from what was typed: letters swapped, left out, added or mistaken."""
    texts = set()
    for at in range(len(typed) + 1):
        before, after = typed[:at], typed[at:]
        texts |= {before + after[1::-1] + after[2:], before + after[1:]}
        texts |= {f"{before}{letter}{rest}" for letter in _LETTERS for rest in (after, after[1:])}
    return texts - {typed}


def least_likeness(typed):
    """The share of trigrams that a name still has in common with what was typed, whatever the slips.

    A word has one trigram more than letters, and two letters that are swapped spoil four.
    """
    spoilt, trigrams = 4 * slips_allowed(len(typed)), len(typed) + 1
    return max(0.2, round((trigrams - spoilt) / (trigrams + spoilt) - 0.01, 2))


def is_slip(typed, name, most=None):
    """Whether the name was meant: letters swapped, left out, doubled or mistaken, but not too many of them."""
    if most is None:
        most = min(slips_allowed(len(typed)), slips_allowed(len(name) + 1))
    same = next((at for at, (a, b) in enumerate(zip(typed, name, strict=False)) if a != b), min(len(typed), len(name)))
    typed, name = typed[same:], name[same:]
    if not typed or not name or not most:
        return len(typed) + len(name) <= most
    others = [(typed[1:], name), (typed, name[1:]), (typed[1:], name[1:])]
    if typed[:2] == name[1::-1]:
        others.append((typed[2:], name[2:]))
    return any(is_slip(rest, left, most - 1) for rest, left in others)
