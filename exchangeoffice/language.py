"""The language switch, before and after sign-in."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.i18n import set_language


@login_not_required
def switch_language(request: HttpRequest) -> HttpResponse:
    """Django's switch, with its cookie and its care for `next`; an account keeps the choice.

    The next sign-in, at whatever computer, brings the language back (sign_in.py).
    """
    response = set_language(request)
    language = request.POST.get("language")
    user = request.user
    if user.is_authenticated and language in dict(settings.LANGUAGES) and user.language != language:
        user.language = language
        user.save(update_fields=["language"])
    return response
