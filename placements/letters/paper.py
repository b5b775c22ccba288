"""What stands on the paper: of a letter, and of a form that people fill in with a pen."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import pgettext

from officials.models import Organisation
from placements.wording import day, is_chinese


@dataclass(frozen=True)
class Wish:
    """What the person at the page chose: who issues it, to which side it goes, and on which day it is drawn up."""

    on: dt.date
    bodies: Sequence[Organisation] = ()
    departments: Sequence[Organisation] = ()
    side: str = ""

    @property
    def others(self):
        """The departments that could have issued it and did not."""
        return [body for body in self.departments if body not in self.bodies]


@dataclass(frozen=True)
class Annex:
    """A table that is attached to a letter, on sheets of its own."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Letter:
    """A letter in the plain style of GB/T 9704, without a red head: the issuer has its own."""

    title: str
    to: Sequence[str]
    paragraphs: Sequence[str]
    bodies: Sequence[str]
    closing: str
    number: str = ""  # as its issuer wrote it
    dated_on: dt.date | None = None
    attachments: Sequence[str] = ()
    copies: Sequence[str] = ()
    contacts: Sequence[str] = ()
    annex: Annex | None = None  # the first of the attachments, where it is printed with the letter

    @property
    def is_draft(self):
        """Until the issuer's number and date are in."""
        return not (self.number and self.dated_on)

    @property
    def numbered_attachments(self):
        """One stands by its title, several are numbered."""
        if len(self.attachments) < 2:
            return self.attachments
        numbered = pgettext("a numbered attachment", "{n}. {title}")
        return [numbered.format(n=n, title=title) for n, title in enumerate(self.attachments, start=1)]

    @property
    def recipients(self):
        return in_a_row(self.to)

    @property
    def copied(self):
        return in_a_row(self.copies)

    @property
    def date(self):
        return day(self.dated_on) if self.dated_on else ""


@dataclass(frozen=True)
class Box:
    """A part that one body fills in, signs and seals."""

    heading: str
    answers: Sequence[str] = ()
    is_personal: bool = False  # signed by the person it names, not by the head of a body


@dataclass(frozen=True)
class Form:
    """A sheet for the pen: what is known, then what people write."""

    title: str
    rows: Sequence[tuple[str, str]]
    boxes: Sequence[Box] = ()
    columns: Sequence[str] = ()
    blank_rows: Sequence[int] = field(default_factory=tuple)
    signers: Sequence[str] = ()


def in_a_row(names):
    return pgettext("between recipients", "; ").join(names)


def name_of(official):
    """The name as the letter's language writes it: one of the two, never both."""
    return official.name_zh if is_chinese() else official.name_latin


def office_of(organisation, title):
    """An organisation and the post there: 承德市水务局副局长; Deputy director, Chengde Water Authority."""
    return pgettext("a post", "{title}, {organisation}").format(title=title, organisation=organisation.name)
