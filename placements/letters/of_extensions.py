"""What is written about a request to extend: asking for opinions, the sheet for them, the decision, its reversal.

A personal reason stays with the coordinators: neither it nor the explanation beside it is ever printed.
"""

from django.utils.translation import gettext as _

from placements.letters.bodies import of_region, region_of
from placements.letters.of_placements import (
    appointment,
    contacts,
    facts_for_letters,
    names,
    notice,
    refusal_of_any,
    term,
    who_and_where,
)
from placements.letters.paper import Box, Form, Letter
from placements.models.extensions import ExtensionReason, RequestState
from placements.models.opinions import Side
from placements.wording import day
from placements.workdays import working_days_after


def is_reason_printed(request):
    return request.reason != ExtensionReason.PERSONAL


def department_of(wish, placement, side):
    """The organisation department of a side's region, by name."""
    return names(of_region(wish.departments, region_of(placement, side)))


def between_departments(request, wish, *, title, paragraphs, closing, **more):
    """A letter from one side's organisation department to the other's: equals, so a letter and no notice."""
    placement = request.placement
    to = department_of(wish, placement, wish.side)
    organisation = (placement.home_post if wish.side == Side.HOME else placement.host_post).organisation
    return Letter(
        title=title,
        to=to,
        paragraphs=paragraphs,
        bodies=names(wish.bodies),
        closing=closing,
        copies=[organisation.name],
        contacts=contacts(placement),
        **more,
    )


def number_for(request, bodies):
    """Number and date of the document that decides, where one of these bodies wrote it.

    A number belongs to its issuer: on a letter of another body it would be made up.
    """
    author = request.approving_body.strip()
    if author and not any(author in (body.name_zh, body.name_en) for body in bodies):
        return {}
    return {"number": request.decision_document_number, "dated_on": request.decision_document_on}


def side_to_write_to(request, departments):
    """The side a decision goes to unless asked otherwise: away from the body that took it."""
    home = of_region(departments, request.placement.home_region_id)
    author = request.approving_body.strip()
    return Side.HOST if any(author in (body.name_zh, body.name_en) for body in home) else Side.HOME


# Opinions --------------------------------------------------------------------------------------


def refuse_opinion(request, *, on):
    if refusal := refusal_of_any(request.placement):
        return refusal
    if request.state != RequestState.SUBMITTED:
        return _("Opinions are asked for while the request waits.")
    return None


def asked(request):
    """What is asked for, and why, where that may be said."""
    sentence = _("It is asked that the term be extended to {date}.").format(date=day(request.asked_ends_on))
    if not is_reason_printed(request):
        return sentence
    return _("It is asked that the term be extended to {date}. Reason: {reason}.").format(
        date=day(request.asked_ends_on), reason=request.get_reason_display()
    )


def write_opinion_letter(request, wish):
    placement = request.placement
    facts = facts_for_letters(placement)
    until = working_days_after(wish.on, placement.cycle.opinion_days)
    return between_departments(
        request,
        wish,
        title=_("Letter asking for opinions on an extension: {name}").format(**facts),
        paragraphs=[
            _("{name} ({home}) has served as {host} since {start}; the term ends on {end}.").format(**facts),
            asked(request),
            _("Your opinion is asked for until {date} (inclusive), on the sheet attached, signed and sealed.").format(
                date=day(until)
            ),
        ],
        closing=_("We write to you herewith."),
        attachments=[_("Opinion sheet")],
    )


def write_opinion_sheet(request, wish):
    answers = [_("agrees"), _("agrees until {date}").format(date=_("Day, month, year")), _("objects")]
    rows = [
        *who_and_where(request.placement),
        (_("Asks for"), day(request.asked_ends_on)),
    ]
    if is_reason_printed(request):
        rows += [(_("Reason"), request.get_reason_display()), (_("Work in that time"), request.explanation)]
    sides = {
        Side.HOME: [
            _("Opinion of the home organisation (seal)"),
            _("Opinion of the home organisation’s organisation department (seal)"),
        ],
        Side.HOST: [
            _("Opinion of the host organisation (seal)"),
            _("Opinion of the host organisation’s organisation department (seal)"),
        ],
    }
    return Form(title=_("Opinion sheet"), rows=rows, boxes=[Box(heading, answers) for heading in sides[wish.side]])


# The decision ----------------------------------------------------------------------------------


def refuse_notice(request, *, on):
    if refusal := refusal_of_any(request.placement):
        return refusal
    if request.state == RequestState.DECLINED:
        return _("The request was not approved; the reply says so.")
    if request.state == RequestState.REVERSED:
        return _("The approval was reversed; the notice reversing it says so.")
    if request.state != RequestState.APPROVED:
        return _("The request is not decided.")
    return None


def agreed(request):
    return _("After study, it is agreed to extend the term of {name} to {date}.").format(
        name=facts_for_letters(request.placement)["name"], date=day(request.approved_ends_on)
    )


def write_notice(request, wish):
    placement = request.placement
    return notice(
        wish,
        placement,
        title=_("Notice of extension: {name}").format(**facts_for_letters(placement)),
        paragraphs=[
            agreed(request),
            term(placement.starts_on, request.approved_ends_on),
            appointment(placement),
        ],
        **number_for(request, wish.bodies),
    )


def refuse_reply(request, *, on):
    if request.state == RequestState.DECLINED:
        return refusal_of_any(request.placement)
    return refuse_notice(request, on=on)


def write_reply(request, wish):
    """Agreeing or not: what was said to the official, and the opinions, are not quoted."""
    facts = facts_for_letters(request.placement)
    if request.state == RequestState.DECLINED:
        title = _("Reply not agreeing to an extension: {name}")
        end = day(request.current_ends_on)
        answer = _("After study, the term of {name} is not extended; it ends on {date}.").format(date=end, **facts)
        after = _("At the end of the term {name} returns to work at {home_organisation}.").format(**facts)
    else:
        title = _("Reply agreeing to an extension: {name}")
        answer, after = agreed(request), term(request.placement.starts_on, request.approved_ends_on)
    return between_departments(
        request,
        wish,
        title=title.format(**facts),
        paragraphs=[_("On the extension of the term of {name} we reply as follows.").format(**facts), answer, after],
        closing=_("This is our reply."),
        **number_for(request, wish.bodies),
    )


# Its reversal ----------------------------------------------------------------------------------


def refuse_reversal(request, *, on):
    if refusal := refusal_of_any(request.placement):
        return refusal
    if request.state != RequestState.REVERSED:
        return _("No approval was reversed.")
    return None


def write_reversal(request, wish):
    """The number of a reversal is not kept by the office: always a draft."""
    facts = facts_for_letters(request.placement)
    return notice(
        wish,
        request.placement,
        title=_("Notice reversing an extension: {name}").format(**facts),
        paragraphs=[
            _("After study, the term of {name} ({home}) as {host} is adjusted.").format(**facts),
            _("It ends on {new}, and no longer on {old}.").format(
                new=day(request.current_ends_on), old=day(request.approved_ends_on)
            ),
            _("At the end of the term {name} returns to work at {home_organisation}.").format(**facts),
        ],
    )
