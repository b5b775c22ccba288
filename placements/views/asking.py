"""The request form, at both its doors: the official's own, and the coordinator's on behalf of one."""

import datetime as dt

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from exchangeoffice.today import now, today
from placements import actions
from placements.calendar import ONE_DAY, whole_months
from placements.refusals import NotAllowed
from placements.views.my_facts import Asking
from placements.views.standing import percent
from placements.wording import day

# What the buttons of the form say beside "send" and "draft".
ATTACH, REMOVE = "attach", "remove-"


def ask(request, placement, form_class, template, back, *back_args):
    """Show the form, keep the draft, or send it. What was typed is kept whatever is refused."""
    on = today()
    asking = Asking(placement, on=on, reader=request.user)
    facts = {"placement": placement, "asking": asking, "limits": Limits(placement, asking, on=on)}
    if not asking.can_ask:
        return render(request, template, facts)
    open_one = asking.request if asking.is_editable else None
    if request.method != "POST":
        return render(request, template, facts | {"form": form_class.typed_before(open_one, placement)})
    then = request.POST.get("then", "send")
    sending = then == "send"
    form = form_class(request.POST, request.FILES, placement=placement, sending=sending)
    if then.startswith(REMOVE):
        _remove(request, asking, then.removeprefix(REMOVE), form)
    elif form.is_valid():
        try:
            words = _keep_or_send(asking, form, sending, by=request.user, at=now(), on=on)
        except ValidationError as refusal:
            form.refuse(refusal)
            asking.read_again()  # a draft may have been kept all the same
        else:
            messages.success(request, words)
            return redirect(request.path) if then == ATTACH else redirect(back, *back_args)
    return render(request, template, facts | {"form": form})


def _remove(request, asking, key, form):
    """Take one file away; everything that was typed stays as it is on the page."""
    attachment = next((each for each in asking.attachments if str(each.pk) == key), None)
    try:
        if attachment is None:
            raise NotAllowed({"attachment": _("The file was removed already.")})
        actions.remove_attachment(attachment, by=request.user, at=now())
    except ValidationError as refusal:
        form.refuse(refusal)
    else:
        messages.success(request, _("{name} was removed.").format(name=attachment.name))


def _keep_or_send(asking, form, sending, *, by, at, on):
    """Keep first, then send: if sending is refused, what was typed is still there as a draft."""
    placement, open_one = asking.placement, asking.request if asking.is_editable else None
    document = form.cleaned_data["attachment"]
    if sending and asking.hides_a_draft:
        sent = actions.enter_extension(placement, document=document, **form.asked, by=by, at=at, on=on)
        said = _("{sent} The draft that the official was writing was removed with its files; let them know.")
        return said.format(sent=_sent(sent))
    origin = {"origin": open_one.origin, "paper_dated_on": open_one.paper_dated_on} if open_one else {}
    draft = actions.draft_extension(placement, **origin | form.asked, by=by, at=at, on=on)
    if document:
        actions.attach_file(draft, document, by=by, at=at)
    if not sending:
        return _("Draft saved at {time}.").format(time=f"{timezone.localtime(at):%H:%M}")
    return _sent(actions.submit_extension(draft, by=by, at=at, on=on))


def _sent(request):
    return _("Request sent, number {number}.").format(number=request.number)


class Limits:
    """How far the term may go, in days and as a picture."""

    def __init__(self, placement, asking, *, on):
        self.placement, self.window, self.on = placement, asking.window, on
        self.earliest = placement.ends_on + ONE_DAY
        self.latest = max(self.window.latest_end, placement.ends_on)
        self.decision_by = on + dt.timedelta(days=placement.cycle.decision_days)

    @property
    def sentence(self):
        """The latest day, and how many months of those there are the term has and has left."""
        used = whole_months(self.placement.starts_on, self.placement.ends_on)
        left = whole_months(self.earliest, self.latest) if self.latest > self.placement.ends_on else 0
        return _("Latest possible end {date}; {n} months used, {m} left.").format(date=day(self.latest), n=used, m=left)

    def _at(self, when):
        return percent(when, self.placement.starts_on, self.latest)

    @property
    def end(self):
        return self._at(self.placement.ends_on)

    @property
    def rest(self):
        return f"{100 - float(self.end):.2f}"

    @property
    def today(self):
        return self._at(self.on) if self.on >= self.placement.starts_on else ""
