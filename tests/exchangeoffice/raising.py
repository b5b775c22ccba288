"""Addresses whose views fail, each in its own way."""

from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import HttpResponse
from django.urls import include, path

from exchangeoffice.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def sql(request):
    """Runs the statement asked for, so that PostgreSQL itself raises the error."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(request.GET["statement"])
    return HttpResponse("done")


def mistake(request):
    raise RuntimeError("a mistake of ours, with a secret in it")


def signed_out_meanwhile(request):
    request.session["words"] = "written last"
    Session.objects.all().delete()
    return HttpResponse("done")


def made_up(request):
    int("9" * 5000)


def forbidden(request):
    raise PermissionDenied(request.GET.get("why", ""))


def echo(request):
    return HttpResponse(str(request.POST.dict()))


urlpatterns = [
    path("sql/", sql),
    path("mistake/", mistake),
    path("made-up/", made_up),
    path("signed-out-meanwhile/", signed_out_meanwhile),
    path("admin/made-up/", made_up),
    path("admin/sql/", sql),
    path("forbidden/", forbidden),
    path("echo/", echo),
    path("", include("exchangeoffice.urls")),
]
