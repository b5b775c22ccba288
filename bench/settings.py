"""The settings of the benchmark: the office's own as in production, on one day, with made data."""

import os

# What is measured depends on nothing that stands in the developer's environment, but for the database.
for name in [name for name in os.environ if name.startswith("OFFICE_")]:
    del os.environ[name]
os.environ |= {"OFFICE_DEMO": "1", "OFFICE_TODAY": "2026-05-09", "OFFICE_DATABASE_PATIENCE": "command"}
os.environ.setdefault("SECRET_KEY", "of a benchmark, whose database is thrown away")

from exchangeoffice.settings import *  # noqa: E402, F403 - after the environment is settled
from exchangeoffice.settings import BASE_DIR, DATABASES, INSTALLED_APPS, LOGGING, TEMPLATES  # noqa: E402

ALLOWED_HOSTS = ["bench.example"]
INSTALLED_APPS = [*INSTALLED_APPS, "bench.naive"]

# The work of parallel helpers would be seen by nobody: the backend alone is measured, so it does all.
DATABASES["default"]["OPTIONS"]["options"] += " -c max_parallel_workers_per_gather=0"
DATABASES["default"]["CONN_MAX_AGE"] = None

# Nothing is collected; names of files cost the same.
STATIC_ROOT = BASE_DIR / "static"
STATICFILES_DIRS = []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# Production writes a line for each request; here it goes nowhere, but it is written.
LOGGING = {
    **LOGGING,
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "stream": open(os.devnull, "w"),  # noqa: SIM115, PTH123 - as long as the process
            "filters": ["request"],
            "formatter": "json",
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
}

# What a beginner's project has, for the naive reference.
TEMPLATES.append(
    {
        "NAME": "naive",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "bench" / "naive" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
)
