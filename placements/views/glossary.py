"""The words of the office that not everybody knows: each in both languages, with one sentence of meaning."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from pypinyin import lazy_pinyin

from placements.wording import is_chinese


@dataclass(frozen=True)
class Term:
    """A word as the pages write it. Links from pages and from outside rest on its key, so the key never changes."""

    key: str
    word: Promise
    meaning: Promise


@dataclass(frozen=True)
class Entry:
    """A term as it is read: in the language of the page, with its twin in the other."""

    anchor: str
    word: str
    twin: str
    meaning: str


TERMS = [
    Term(
        "appointment-outstanding",
        _("appointment by people’s congress outstanding"),
        _("The post needs a congress decision; until that is in, the title is marked as to be appointed."),
    ),
    Term(
        "as-of",
        _("As of"),
        _("The day for which a page answers. Set another day, and it shows who served, or will serve, on that day."),
    ),
    Term(
        "audit-trail",
        _("Audit trail"),
        _("The record of every change: who, when, and what stood before and after. Nobody can change or delete it."),
    ),
    Term("confirmed", _("confirmed"), _("Settled by the office. From now on the placement stands on the rosters.")),
    Term(
        "created-post",
        pgettext_lazy("glossary", "created post"),
        _("A post made for the programme, with the reason and the organisation that asked for it."),
    ),
    Term(
        "current-end",
        _("Current end"),
        _("The last day of the term as it stands now, with every extension and early return; that day is included."),
    ),
    Term(
        "cycle",
        _("Cycle"),
        _("The officials of one year, who start on one day. Its rules, as how long an extension may be, stay its own."),
    ),
    Term(
        "decision",
        pgettext_lazy("glossary", "decision"),
        _("What the two organisation departments decide on a request. The office records it and does not make it."),
    ),
    Term(
        "departure",
        _("departure"),
        _("A warning that a coordinator went past. The warning, the reason and the person are kept."),
    ),
    Term(
        "direction",
        pgettext_lazy("glossary", "direction"),
        _("From which region to which: Beijing to Hebei is one direction, Hebei to Beijing another."),
    ),
    Term(
        "document-number",
        _("Document number"),
        _("The number of a paper as its issuer wrote it. The office types it in and never makes one up."),
    ),
    Term(
        "draft-for-signature",
        _("Draft for signature"),
        _("A letter that the office has drafted and nobody has signed: its issuer’s number and date are not in yet."),
    ),
    Term(
        "early-return",
        pgettext_lazy("glossary", "early return"),
        _("The end of a term before its current end, for a reason of a short list."),
    ),
    Term(
        "ending-soon",
        _("Ending soon"),
        _("Serving, with the current end within the number of days that the cycle sets."),
    ),
    Term(
        "extension",
        pgettext_lazy("glossary", "extension"),
        _("A later end for one placement. It moves nobody else’s days."),
    ),
    Term(
        "home-post",
        _("home post, kept"),
        _("The post at the home organisation. The official keeps it while serving elsewhere."),
    ),
    Term(
        "host-post",
        _("host post"),
        _("The post that the official holds for the term. It has one holder from the exchange at a time."),
    ),
    Term(
        "late",
        pgettext_lazy("glossary", "late"),
        _("Said of a request that was sent after the on-time day but was still taken."),
    ),
    Term(
        "notice",
        pgettext_lazy("glossary", "notice"),
        _("An e-mail that the office owes somebody after a request or decision, or before a term starts or ends."),
    ),
    Term(
        "on-time-day",
        pgettext_lazy("glossary", "on-time day"),
        _("The last day on which a request counts as sent in time, counted back from the current end."),
    ),
    Term(
        "opinion",
        _("Opinion"),
        _("What the home or the host side says to a request: agrees, agrees until another day, or objects."),
    ),
    Term(
        "original-end",
        _("Original end"),
        _("The last day of the term as first agreed. It stays on record whatever comes after."),
    ),
    Term(
        "paired-exchange",
        pgettext_lazy("glossary", "paired exchange"),
        _("Two placements in opposite directions that are linked to one another."),
    ),
    Term(
        "paper-outstanding",
        _("paper outstanding"),
        _("The decision is recorded, but number or date of its document are not in yet."),
    ),
    Term(
        "phase",
        _("Phase"),
        _("Where a confirmed placement stands on a day: upcoming, serving, ended or ended early. The days decide it."),
    ),
    Term(
        "placement",
        _("placement"),
        _("One official in one host post for one term, with a number such as P-15-0042."),
    ),
    Term(
        "promised",
        pgettext_lazy("glossary", "promised to a successor"),
        _("Said of a post that has its next holder. An extension takes those days only if that holder is moved."),
    ),
    Term(
        "proposed",
        _("proposed"),
        _("Planned, not settled. Only coordinators see it; it stands on no roster or export."),
    ),
    Term(
        "quota",
        pgettext_lazy("glossary", "quota"),
        _("The number of places for one direction in one cycle."),
    ),
    Term(
        "reminder",
        _("Reminder"),
        _("A notice that comes before a day, or that a coordinator sends to an official who has not asked yet."),
    ),
    Term(
        "reporting-for-duty",
        _("Day of reporting for duty"),
        _("The day on which the official was seen at the host. It is recorded apart from the first day of the term."),
    ),
    Term(
        "returned",
        _("returned for correction"),
        _("Sent back to the official with what is missing. It can be corrected and sent again."),
    ),
    Term(
        "reversed",
        pgettext_lazy("glossary", "reverse an approval"),
        _("To take back an approved extension: the earlier end holds again, and both stay on record."),
    ),
    Term("roster", _("roster"), _("Who serves in a region, city or county on a day; only confirmed placements.")),
    Term(
        "term-record",
        _("term record"),
        _("The lines that hold every change of an end: original, extension, early return, reversal. None is changed."),
    ),
    Term(
        "tier",
        _("Tier"),
        _("The level of a post, such as division level, deputy. Home and host post are at the same one as a rule."),
    ),
    Term(
        "vacant",
        pgettext_lazy("glossary", "vacant post"),
        _("A host post without a holder on the day, still in use."),
    ),
    Term(
        "window",
        pgettext_lazy("glossary", "request window"),
        _("The days on which an official can ask for an extension, counted back from the current end."),
    ),
]


def glossary():
    """The terms as they are read now: by pinyin on a Chinese page, else by the alphabet."""
    other = "en" if is_chinese() else "zh-hans"
    entries = [
        Entry(f"term-{term.key}", capfirst(str(term.word)), _twin(term, other), str(term.meaning)) for term in TERMS
    ]
    return sorted(entries, key=_by_pinyin if is_chinese() else _by_alphabet)


def _twin(term, language):
    with translation.override(language):
        return capfirst(str(term.word))


def _by_alphabet(entry):
    return entry.word.casefold()


def _by_pinyin(entry):
    return lazy_pinyin(entry.word)
