"""The words of a notice, from the facts as they are when it is sent, in the language of whoever gets it.

A subject carries no name and no result: mail is read in passing. The body names the person and
the days; opinions, reasons and results stand on the page behind the link alone.
"""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from placements import rules
from placements.models.notices import NoticeKind
from placements.notices.reminders import DAYS_OF_ENDINGS, endings
from placements.wording import day


@dataclass(frozen=True)
class Letter:
    subject: str
    text: str
    html: str


def write(notice, *, on):
    """Word the notice as of the day."""
    with translation.override(notice.language):
        facts = _facts(notice, on=on)
        body = render_to_string(f"notices/{notice.kind}.txt", facts).strip()
        frame = facts | {"body": body, "link": link_of(notice), "language": notice.language}
        return Letter(
            subject=SUBJECTS[notice.kind](facts),
            text=render_to_string("notices/letter.txt", frame).strip() + "\n",
            html=render_to_string("notices/letter.html", frame),
        )


def link_of(notice):
    """Where it is to be read on: nowhere for an official without a sign-in."""
    if notice.official_id:
        page = reverse("placements:my_placement") if notice.official.account_id else ""
    elif notice.request_id:
        page = reverse("placements:extension", args=[notice.request_id])
    else:
        page = f"{reverse('admin:placements_placement_changelist')}?ending={DAYS_OF_ENDINGS}"
    return f"{settings.OFFICE_URL}{page}" if page else ""


def _facts(notice, *, on):
    placement, request = notice.placement, notice.request
    facts = {
        "name": _name(notice),
        "is_official": bool(notice.official_id),
        "office_phone": _phone(placement),
        "office_demo": settings.OFFICE_DEMO,
    }
    if placement is not None:
        window = rules.window(placement)
        facts |= {
            "placement": placement,
            "opens": day(window.opens_on),
            "closes": day(window.on_time_until),
            "late_until": day(window.closes_on),
            "is_late": window.is_late(on=on),
            "starts": day(placement.starts_on),
            "ends": day(placement.ends_on),
            "weeks": round((placement.starts_on - on).days / 7),
            "days_left": placement.days_left(on=on),
            "days_to_ask": (window.on_time_until - on).days,
        }
    if request is not None:
        facts |= {
            "number": request.number,
            "sent": day(request.sent_on),
            "days_waiting": request.days_waiting(on=on),
            "due": day(request.decision_due_on()),
        }
    if notice.kind == NoticeKind.ENDINGS:
        facts |= {"count": endings(on=on).count(), "days": DAYS_OF_ENDINGS}
    return facts


def _name(notice):
    person = notice.recipient
    if translation.get_language().startswith("zh"):
        return person.name_zh or str(person)
    return person.name_latin if notice.official_id else f"{person.last_name} {person.first_name}".strip() or str(person)


def _phone(placement):
    """Whom to call: whoever confirmed the placement, as the official's page says, or the office."""
    person = placement.confirmed_by if placement is not None else None
    return (person.phone if person is not None else "") or settings.OFFICE_PHONE


SUBJECTS = {
    NoticeKind.WINDOW_OPENS: lambda facts: _("Extension requests open on {date}").format(date=facts["opens"]),
    NoticeKind.WINDOW_CLOSES: lambda facts: ngettext(
        "Extension requests close in {n} day", "Extension requests close in {n} days", facts["days_to_ask"]
    ).format(n=facts["days_to_ask"]),
    NoticeKind.RECEIVED: lambda facts: _("Your extension request {number} was received").format(number=facts["number"]),
    NoticeKind.RETURNED: lambda facts: _("Your extension request {number} was returned").format(number=facts["number"]),
    NoticeKind.DECISION: lambda facts: _("Your extension request {number}: decision").format(number=facts["number"]),
    NoticeKind.STARTS: lambda facts: ngettext(
        "Your placement starts in {n} week", "Your placement starts in {n} weeks", facts["weeks"]
    ).format(n=facts["weeks"]),
    NoticeKind.ENDS: lambda facts: ngettext(
        "Your placement ends in {n} day", "Your placement ends in {n} days", facts["days_left"]
    ).format(n=facts["days_left"]),
    NoticeKind.REMIND: lambda _facts: _("No extension request from you yet"),
    NoticeKind.DATES_CHANGED: lambda _facts: _("Dates of your placement changed"),
    NoticeKind.NEW_REQUEST: lambda facts: _("New extension request {number}").format(number=facts["number"]),
    NoticeKind.WAITING: lambda facts: ngettext(
        "Request {number} has waited {n} day", "Request {number} has waited {n} days", facts["days_waiting"]
    ).format(number=facts["number"], n=facts["days_waiting"]),
    NoticeKind.ENDINGS: lambda facts: ngettext(
        "{n} placement ends within {m} days", "{n} placements end within {m} days", facts["count"]
    ).format(n=facts["count"], m=facts["days"]),
}
