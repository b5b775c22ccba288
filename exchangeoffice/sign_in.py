"""The way in and out, and the lock on the door."""

import unicodedata
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import LoginView, PasswordChangeView, redirect_to_login
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django_htmx.http import HttpResponseClientRefresh

from exchangeoffice.sessions import begin


class SignInRequired(LoginRequiredMiddleware):
    """Sends strangers to sign in, and from there on to where they wanted to go.

    Whoever had sent a form is led back to its page: the address it was sent to may have none.
    """

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseRedirect:
        if request.method in {"GET", "HEAD"}:
            return super().handle_no_permission(request, view_func)
        page = request.headers.get("referer", "")
        if not url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure()):
            page = "/"
        return redirect_to_login(urlsplit(page)._replace(scheme="", netloc="").geturl())


def leave_focus(form: BaseForm) -> None:
    """No field asks for the focus: a page that says what is wrong gives it to that."""
    for field in form.fields.values():
        field.widget.attrs.pop("autofocus", None)


class SignInForm(AuthenticationForm):
    # One answer for an unknown account, a wrong password and a deactivated account.
    error_messages = {
        "invalid_login": _("Account or password is wrong."),
        "inactive": _("Account or password is wrong."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Account name")
        self.fields["password"].label = _("Password")
        for field in self.fields.values():
            field.error_messages["required"] = _("Fill this in.")
        if self.is_bound:
            leave_focus(self)


class SignIn(LoginView):
    template_name = "registration/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form; htmx, which asked for a piece of a page after the session had ended, loads the page anew."""
        if request.headers.get("HX-Request"):
            return HttpResponseClientRefresh()
        return super().get(request, *args, **kwargs)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_valid(form)
        begin(self.request.session)
        if language := getattr(form.get_user(), "language", ""):
            remember_language(response, language)
        return response


def remember_language(response: HttpResponse, language: str) -> None:
    """What the language switch does, with the same cookie."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        path=settings.LANGUAGE_COOKIE_PATH,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,  # type: ignore[arg-type]  # "Lax", which the stubs call a str
    )


class ChangePassword(PasswordChangeView):
    template_name = "registration/change_password.html"
    success_url = "/"

    def get_form(self, form_class: type[PasswordChangeForm] | None = None) -> PasswordChangeForm:
        form = super().get_form(form_class)
        if form.is_bound:
            leave_focus(form)
        return form

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        response = super().form_valid(form)
        messages.success(self.request, _("Your password is changed."))
        return response


def name_tried(request: HttpRequest | None, credentials: dict[str, Any] | None = None) -> str:
    """The account name as the lock counts it: one spelling, and never longer than its column."""
    name = (credentials or {}).get("username") or (request.POST.get("username", "") if request else "")
    return unicodedata.normalize("NFKC", str(name)).strip()[:255]


def locked_out(
    request: HttpRequest,
    response: HttpResponse | None = None,
    credentials: dict[str, Any] | None = None,
) -> HttpResponse:
    """429 instead of any answer to the guess, the right password included."""
    form = SignInForm(request)
    leave_focus(form)
    return render(
        request,
        "registration/sign_in.html",
        {
            "form": form,
            "locked_minutes": int(settings.AXES_COOLOFF_TIME.total_seconds() // 60),
            "next": request.POST.get("next", ""),
        },
        status=429,
    )


@login_not_required
def admin_sign_in(request: HttpRequest) -> HttpResponseBase:
    """The admin has no sign-in of its own.

    Somebody signed in who still lands here has no business in the admin; sending them to sign in
    again would send them round in circles.
    """
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(request.GET.get("next", "/admin/"))
