"""What is written about a placement: that it begins, that it ends, and the forms that the official carries."""

from django.utils.translation import gettext as _

from placements.actions.ledger import latest_entry
from placements.letters.paper import Box, Form, Letter, name_of, office_of
from placements.models.ledger import EntryKind
from placements.models.placements import State
from placements.rules import open_request
from placements.wording import day, is_chinese


def refusal_of_any(placement):
    """What stands in the way of any letter about this person, or nothing."""
    if not placement.official.name_zh:
        return _("The letter needs the official’s name in Chinese characters.")
    if placement.state != State.CONFIRMED:
        return _("The placement is not confirmed; nothing is written about it.")
    if not (placement.host_title_zh or placement.host_post.title_zh):
        return _("The letter needs the title of the host post in Chinese characters.")
    if not placement.home_post.title_zh:
        return _("The letter needs the title of the home post in Chinese characters.")
    return None


# What every letter of a placement says in the same words ---------------------------------------


def home_office(placement):
    return office_of(placement.home_post.organisation, placement.home_post.title)


def host_office(placement):
    """The host post as the notice words it in the letter's language, marked where the appointment is still to come."""
    worded = placement.host_title_zh if is_chinese() else placement.host_title_en
    title = worded or placement.host_post.title
    if placement.is_appointment_outstanding:
        title = _("{title} (to be appointed)").format(title=title)
    return office_of(placement.host_post.organisation, title)


def both_organisations(placement):
    return [placement.host_post.organisation.name, placement.home_post.organisation.name]


def facts_for_letters(placement):
    return {
        "name": name_of(placement.official),
        "home": home_office(placement),
        "host": host_office(placement),
        "home_organisation": placement.home_post.organisation.name,
        "start": day(placement.starts_on),
        "end": day(placement.ends_on),
        "original": day(placement.original_ends_on),
    }


def term(starts_on, ends_on):
    return _("Term: {a} to {b}. The home post is kept.").format(a=day(starts_on), b=day(ends_on))


def appointment(placement):
    """What is decided elsewhere: by the people's congress where it has, else as the rules have it."""
    if placement.host_post.needs_congress_decision and not placement.is_appointment_outstanding:
        return _("Decided by the standing committee of the people’s congress: {number}, {date}.").format(
            number=placement.congress_decision_number, date=day(placement.congress_decision_on)
        )
    return _("Under the law, appointment follows separately.")


def contacts(placement):
    """Who to turn to, with the number; in a Chinese letter nobody whose name is known in pinyin alone."""
    lines = []
    for contact in (placement.home_contact, placement.host_contact):
        if contact is None:
            continue
        name = contact.name_zh if is_chinese() else contact.name_latin
        lines.append(" ".join(part for part in (contact.organisation.name, name, contact.phone) if part))
    return lines


def names(bodies):
    return [body.name for body in bodies]


def notice(wish, placement, *, title, paragraphs, **more):
    """A notice of the organisation departments to the two organisations."""
    return Letter(
        title=title,
        to=both_organisations(placement),
        paragraphs=paragraphs,
        bodies=names(wish.bodies),
        closing=_("Notice is given herewith."),
        copies=names(wish.others),
        contacts=contacts(placement),
        **more,
    )


# Notice of placement ---------------------------------------------------------------------------


def refuse_posting(placement, *, on):
    if refusal := refusal_of_any(placement):
        return refusal
    if placement.is_appointment_outstanding:
        return _("The post needs a people’s congress decision; number and date are missing.")
    return None


def write_posting(placement, wish):
    facts = facts_for_letters(placement)
    return notice(
        wish,
        placement,
        title=_("Notice of placement: {name}").format(**facts),
        paragraphs=[
            _("As arranged for the exchange of officials, and after study, {name} ({home}) serves as {host}.").format(
                **facts
            ),
            term(placement.starts_on, placement.original_ends_on),
            _("{name} reports for duty on {start}; the host organisation fills in the receipt and seals it.").format(
                **facts
            ),
            appointment(placement),
        ],
        number=placement.appointment_document_number,
        dated_on=placement.appointment_document_on,
        attachments=[_("Reporting-for-duty receipt")],
    )


# Notice of return ------------------------------------------------------------------------------


def refuse_return(placement, *, on):
    if refusal := refusal_of_any(placement):
        return refusal
    if latest_entry(placement).kind == EntryKind.EARLY_RETURN:
        return _("The term ends early: the notice of early end says so.")
    request = open_request(placement)
    if request and request.number:
        return _("Extension request {number} waits; decide it first.").format(number=request.number)
    if on <= placement.ends_on and not placement.is_ending_soon(on=on):
        return _("The term runs until {date}; the notice of return is drawn up when it is ending soon.").format(
            date=day(placement.ends_on)
        )
    return None


def write_return(placement, wish):
    facts = facts_for_letters(placement)
    return notice(
        wish,
        placement,
        title=_("Notice of return: {name}").format(**facts),
        paragraphs=[
            _("{name} ({home}) has served as {host} since {start}; the term ends on {end}.").format(**facts),
            _("At the end of the term {name} returns to work at {home_organisation}.").format(**facts),
            *after_the_end(facts),
        ],
        attachments=[_("Handover list"), _("Return receipt")],
    )


def after_the_end(facts):
    """What both notices of an end ask for, in the same words."""
    return [
        _("The handover at the host organisation is to be completed before the term ends."),
        _("{home_organisation} fills in the return receipt when {name} is back, and seals it.").format(**facts),
        _("Under the law, appointment follows separately."),
    ]


# Notice of early end ---------------------------------------------------------------------------


def refuse_early_end(placement, *, on):
    if refusal := refusal_of_any(placement):
        return refusal
    if latest_entry(placement).kind != EntryKind.EARLY_RETURN:
        return _("The term was not ended early.")
    return None


def write_early_end(placement, wish):
    """Why it ends early is for the coordinators' eyes and stands in no letter."""
    facts = facts_for_letters(placement)
    before = day(latest_entry(placement).previous_ends_on)
    return notice(
        wish,
        placement,
        title=_("Notice of early end: {name}").format(**facts),
        paragraphs=[
            _("After study, the term of {name} ({home}) as {host} ends early.").format(**facts),
            _("The last day is {end}; before, the term was to end on {before}.").format(before=before, **facts),
            _("At the end of the term {name} returns to work at {home_organisation}.").format(**facts),
            *after_the_end(facts),
        ],
        attachments=[_("Handover list"), _("Return receipt")],
    )


# The forms that the official carries -----------------------------------------------------------


def refuse_form(placement, *, on):
    return refusal_of_any(placement)


def who_and_where(placement):
    """The lines that every form begins with."""
    return [
        (_("Name"), name_of(placement.official)),
        (_("Home organisation and post"), home_office(placement)),
        (_("Host organisation and post"), host_office(placement)),
        (_("Term"), _("{a} to {b}").format(a=day(placement.starts_on), b=day(placement.ends_on))),
    ]


def write_receipt(placement, wish):
    """Signed by the host organisation when the official reports for duty; the day is left to the pen unless known."""
    arrived = day(placement.arrived_on) if placement.arrived_on else _("Day, month, year")
    return Form(
        title=_("Reporting-for-duty receipt"),
        rows=[
            *who_and_where(placement),
            (_("Day of reporting for duty"), arrived),
            (_("Division of work at the host"), ""),
            (_("Work phone"), ""),
        ],
        boxes=[Box(_("Signature of the official"), is_personal=True), Box(_("Opinion of the organisation (seal)"))],
    )


def write_return_receipt(placement, wish):
    """Signed by the home organisation when the official is back; the day is left to the pen unless known."""
    back = day(placement.back_home_on) if placement.back_home_on else _("Day, month, year")
    return Form(
        title=_("Return receipt"),
        rows=[
            *who_and_where(placement),
            (_("Day back at the home organisation"), back),
            (_("Division of work after the return"), ""),
            (_("Handover at the host completed"), ""),
        ],
        boxes=[Box(_("Signature of the official"), is_personal=True), Box(_("Opinion of the organisation (seal)"))],
    )


def write_handover(placement, wish):
    return Form(
        title=_("Handover list"),
        rows=who_and_where(placement),
        columns=[_("No."), _("Matter handed over"), _("Where it stands, and what comes next"), _("Papers and files")],
        blank_rows=range(1, 11),
        signers=[_("Handed over by"), _("Taken over by"), _("Witnessed by")],
    )
