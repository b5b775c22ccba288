"""Buttons: what may be done to a row beside editing it, each through its action.

A verb is offered as a button on the form. The button of a verb that needs no words does it at
once; every other one, and every one that was refused, leads to a page that asks and shows the
refusal. Lists offer the same verbs for many rows; one that fails never undoes the others.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from exchangeoffice.today import now, today
from placements.forms import OfficeForm, ReasonForm
from placements.refusals import NeedsReason

MOST_AT_ONCE = 200
MOST_SENTENCES = 20


@dataclass(frozen=True)
class Verb:
    name: str  # in the address
    label: str | Promise  # on the button
    act: Callable  # act(row, by=, at=, **answers), and on= where needs_day; raises ValidationError
    is_offered: Callable  # is_offered(row, on)
    permission: str
    done: str | Promise  # the message afterwards
    form: type[OfficeForm] = ReasonForm
    needs_day: bool = False  # the rule depends on the day it is
    is_direct: bool = False  # the button does it, without a page that asks
    is_grave: bool = False  # takes something away
    warn: Callable = lambda _row: []  # the concerns that are shown before anything is asked
    initial: Callable = lambda _row: {}  # what the form is filled in with


class VerbAdmin:
    """A ModelAdmin with verbs."""

    verbs = ()
    change_form_template = "admin/change_form_with_verbs.html"

    def facts(self, obj):
        """What the asking page shows of the row: pairs of label and value."""
        return []

    def get_urls(self):
        return [
            path(
                f"<path:object_id>/{verb.name}/",
                self.admin_site.admin_view(partial(self.verb_view, verb=verb)),
                name=f"{self.opts.app_label}_{self.opts.model_name}_{verb.name}",
            )
            for verb in self.verbs
        ] + super().get_urls()

    def render_change_form(self, request, context, **kwargs):
        obj = kwargs.get("obj")
        if obj is not None and not context.get("is_popup"):
            context["verbs"] = [
                (verb, self._address(obj, verb.name))
                for verb in self.verbs
                if request.user.has_perm(verb.permission) and verb.is_offered(obj, today())
            ]
        return super().render_change_form(request, context, **kwargs)

    def _address(self, obj, page):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=[quote(obj.pk)])

    def verb_view(self, request, object_id, *, verb):
        """Ask (GET), or do it (POST)."""
        if not request.user.has_perm(verb.permission):
            raise PermissionDenied
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        form = verb.form(request.POST if request.method == "POST" else None, initial=verb.initial(obj))
        if request.method == "POST" and form.is_valid():
            try:
                self.do(verb, obj, request, form)
            except ValidationError as refusal:
                form.refuse(refusal)
            else:
                messages.success(request, verb.done.format(name=obj))
                return HttpResponseRedirect(self._address(obj, "change"))
        return self._ask(request, verb, form, [obj], back=self._address(obj, "change"))

    def do(self, verb, obj, request, form):
        day = {"on": today()} if verb.needs_day else {}
        verb.act(obj, by=request.user, at=now(), **day, **form.cleaned_data)

    def _ask(self, request, verb, form, rows, **context):
        page = {
            **self.admin_site.each_context(request),
            "title": str(verb.label).rstrip("…"),
            "opts": self.opts,
            "verb": verb,
            "form": form,
            "rows": rows,
            "facts": self.facts(rows[0]) if len(rows) == 1 else [],
            "concerns": [(row, concern.sentence) for row in rows for concern in verb.warn(row)],
            **context,
        }
        return render(request, "admin/verb.html", page)

    # Many rows at once --------------------------------------------------------------------------

    def do_to_many(self, request, rows, verb, *, counted):
        """Do it to each row, in a transaction of its own; ask for the reason where one is needed."""
        if not request.user.has_perm(verb.permission):
            raise PermissionDenied
        rows = list(rows.order_by("pk")[: MOST_AT_ONCE + 1])
        if len(rows) > MOST_AT_ONCE:
            messages.error(request, _("Choose at most {n} at once.").format(n=MOST_AT_ONCE))
            return None
        is_answer = "apply" in request.POST
        form = verb.form(request.POST if is_answer or verb.is_direct else None)
        if not form.is_valid():
            return self._ask_for_many(request, verb, form, rows)
        done, refused, waiting = self._do_each(request, verb, form, rows)
        if done or refused:
            self._report(request, done, refused, counted)
        if waiting:
            return self._ask_for_many(request, verb, form, waiting)
        return None

    def _do_each(self, request, verb, form, rows):
        """How many were done; the rows refused, each with its sentence; those that need a reason."""
        done, refused, waiting = 0, [], []
        for row in rows:
            try:
                self.do(verb, row, request, form)
            except NeedsReason as warning:
                waiting.append(row)
                form.add_error("reason", [f"{row}: {concern.sentence}" for concern in warning.concerns])
            except ValidationError as refusal:
                refused.append(f"{row}: {' '.join(refusal.messages)}")
            else:
                done += 1
        if waiting:
            form.add_error("reason", _("To go on, write the reason; it is kept."))
        return done, refused, waiting

    def _report(self, request, done, refused, counted):
        level = messages.WARNING if refused else messages.SUCCESS
        messages.add_message(request, level, counted.format(n=done, m=len(refused)))
        for sentence in refused[:MOST_SENTENCES]:
            messages.error(request, sentence)
        if len(refused) > MOST_SENTENCES:
            messages.error(request, _("And {n} more.").format(n=len(refused) - MOST_SENTENCES))

    def _ask_for_many(self, request, verb, form, rows):
        return self._ask(
            request,
            verb,
            form,
            rows,
            action=request.POST["action"],
            checkbox=ACTION_CHECKBOX_NAME,
            back=request.get_full_path(),
        )
