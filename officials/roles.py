"""Which group may do what. An official's own pages need no group: they come from Official.account."""

from django.apps import apps as installed_apps
from django.contrib.auth.management import create_permissions
from django.utils.translation import gettext_noop

# The names are kept in English and shown in the language of the page.
COORDINATORS = gettext_noop("Coordinators")
STAFF = gettext_noop("Staff")
ADMINISTRATORS = gettext_noop("Administrators")


def _may(app, models, *verbs):
    return [f"{app}.{verb}_{model}" for model in models for verb in verbs]


REGISTERS = ["official", "post", "organisation", "contact"]
VOCABULARIES = [
    "jurisdiction",
    "formerjurisdiction",
    "expertise",
    "rank",
    "professionaltitle",
]

PERMISSIONS = {
    COORDINATORS: [
        *_may("officials", REGISTERS, "view", "add", "change", "delete"),
        *_may("officials", VOCABULARIES, "view"),
        *_may(
            "placements",
            ["cycle", "quota", "suggestedend", "guideage"],
            "view",
            "add",
            "change",
            "delete",
        ),
        *_may("placements", ["placement"], "view", "add", "change", "confirm"),
        *_may("placements", ["nomination", "postoffer"], "view", "add", "change"),
        *_may("placements", ["postrenewal"], "view"),
        *_may("placements", ["plan"], "view", "add", "change"),
        *_may("placements", ["planrow"], "view"),
        *_may("placements", ["extensionrequest", "termentry", "departure", "export"], "view"),
        *_may("placements", ["import"], "view", "add"),
        *_may("placements", ["attachment", "decisionpaper"], "view"),
        *_may("placements", ["savedfilter"], "view", "add", "change", "delete"),
        *_may("placements", ["opinion"], "view", "add", "change"),
        "officials.view_auditevent",
        "placements.view_roster",
        "placements.decide_extension",
        "placements.enter_extension",
        "placements.handle_notice",
    ],
    STAFF: ["placements.view_roster"],
    ADMINISTRATORS: [
        *_may("officials", ["user", "group"], "view", "add", "change"),
        "officials.delete_group",
        "officials.view_auditevent",
        "placements.view_export",
    ],
}


def make_groups(app_config, using, apps=installed_apps, **_options):
    """Make the groups with their permissions; run again it changes nothing.

    A `post_migrate` receiver, because permissions do not exist while migrations run, and because
    tests that flush the database lose them. Permissions taken away or added by hand come back.
    """
    if app_config.label not in {"officials", "placements"}:
        return
    # Django makes them in a receiver of its own, which may come after this one.
    create_permissions(app_config, verbosity=0, using=using, apps=apps)
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    known = {
        f"{app}.{codename}": pk
        for app, codename, pk in Permission.objects.using(using).values_list(
            "content_type__app_label", "codename", "pk"
        )
    }
    for name, permissions in PERMISSIONS.items():
        group, _made = Group.objects.using(using).get_or_create(name=name)
        wanted = {known[permission] for permission in permissions if permission in known}
        have = set(group.permissions.using(using).values_list("pk", flat=True))
        if wanted - have:
            group.permissions.add(*wanted - have)
