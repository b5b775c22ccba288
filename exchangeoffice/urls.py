"""The addresses of the office. Open without sign-in: sign-in itself and the language switch."""

from django.contrib import admin
from django.contrib.auth.views import LogoutView
from django.urls import include, path

from exchangeoffice.language import switch_language
from exchangeoffice.sign_in import ChangePassword, SignIn, admin_sign_in

handler400 = "exchangeoffice.errors.unreadable"
handler403 = "exchangeoffice.errors.forbidden"
handler404 = "exchangeoffice.errors.not_found"
handler500 = "exchangeoffice.errors.server_error"

sign_out = LogoutView.as_view()
change_password = ChangePassword.as_view()

urlpatterns = [
    path("sign-in/", SignIn.as_view(), name="sign_in"),
    path("sign-out/", sign_out, name="sign_out"),
    path("password/", change_password, name="change_password"),
    path("language/", switch_language, name="set_language"),
    # The admin's own doors lead to ours.
    path("admin/login/", admin_sign_in),
    path("admin/logout/", sign_out),
    path("admin/password_change/", change_password),
    path("admin/", admin.site.urls),
    path("", include("placements.urls")),
]
