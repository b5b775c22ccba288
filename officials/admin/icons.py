"""Django's tick and cross, named in the language of the page; Django's own are called True and False."""

from django.contrib.admin.templatetags import admin_list
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext as _


def boolean_icon(value):
    name, words = {True: ("yes", _("yes")), False: ("no", _("no")), None: ("unknown", _("unknown"))}[value]
    return format_html('<img src="{}" alt="{}">', static(f"admin/img/icon-{name}.svg"), words)


# Lists and read-only forms all look it up here.
admin_list._boolean_icon = boolean_icon
