"""The settings of the tests: the office's own, with three things that only slow tests down changed."""

import os

# Tests depend on nothing that stands in the developer's environment, but for the database.
for name in [name for name in os.environ if name.startswith("OFFICE_")]:
    del os.environ[name]
os.environ["OFFICE_DEBUG"] = "1"  # no production variables needed; what it switches is set below
os.environ["OFFICE_DATABASE_PATIENCE"] = "command"  # a busy machine is not what the tests are about
os.environ.pop("SECRET_KEY", None)
os.environ.pop("ALLOWED_HOSTS", None)

from exchangeoffice.messages import compile_messages  # noqa: E402
from exchangeoffice.settings import *  # noqa: E402, F403 - after the environment is settled
from exchangeoffice.settings import ALLOWED_HOSTS, BASE_DIR, DATABASES  # noqa: E402

DEBUG = False  # as in production: the 404 and 500 pages show
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "testserver"]

# Argon2 takes 0.4 s and 100 MiB a sign-in.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Nothing is collected before tests; the office's own files are served as they lie.
STATIC_ROOT = BASE_DIR / "static"
STATICFILES_DIRS = []
OFFICE_FILES_ROOT = BASE_DIR / ".local" / "test-files"

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# Test data need not survive a power cut.
DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"

# Before anything is translated; Django reads compiled message files once.
compile_messages()
