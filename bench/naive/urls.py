"""The addresses of the naive reference."""

from django.urls import path

from bench.naive.admin import site
from bench.naive.views import RosterView

urlpatterns = [
    path("rosters/<str:code>/", RosterView.as_view(), name="roster"),
    path("admin/", site.urls),
    path("sign-out/", RosterView.as_view(), name="sign_out"),
]
