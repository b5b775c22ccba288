"""Every setting, read from the environment; docs/operations.md lists the variables.

Three ways to run, told apart by two switches:

* production: neither switch; what is missing is named and nothing has an unsafe default;
* ``OFFICE_DEMO=1``: invented data on this machine, otherwise as in production (``make run``);
* ``OFFICE_DEBUG=1``: a developer at work.
"""

import hashlib
import os
import secrets
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import dj_database_url
import pghistory
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from exchangeoffice.mail import mail_server

BASE_DIR = Path(__file__).resolve().parent.parent
LOCAL_DIR = BASE_DIR / ".local"  # made here, never committed


# Reading the environment


def switched_on(name: str) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if value not in {"", "0", "1", "true", "false", "yes", "no"}:
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")
    return value in {"1", "true", "yes"}


def required(name: str) -> str:
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(
            f"{name} is missing. Production needs it; OFFICE_DEBUG=1 or OFFICE_DEMO=1 do without."
        )
    return value


def listed(value: str) -> list[str]:
    return [item for item in value.replace(",", " ").split() if item]


def number(name: str, default: int) -> int:
    value = os.environ.get(name, "").strip() or str(default)
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def local_secret_key() -> str:
    """The key of a demo or a developer's machine, made once so that sign-ins survive a restart."""
    LOCAL_DIR.mkdir(exist_ok=True)
    file = LOCAL_DIR / "secret_key"
    try:
        with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as new:
            new.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return file.read_text()


# How the office runs

DEBUG = switched_on("OFFICE_DEBUG")
OFFICE_DEMO = switched_on("OFFICE_DEMO")
PRODUCTION = not (DEBUG or OFFICE_DEMO)

if PRODUCTION:
    SECRET_KEY = required("SECRET_KEY")
    ALLOWED_HOSTS = listed(required("ALLOWED_HOSTS"))
else:
    SECRET_KEY = os.environ.get("SECRET_KEY") or local_secret_key()
    ALLOWED_HOSTS = listed(os.environ.get("ALLOWED_HOSTS", "127.0.0.1 localhost [::1]"))

CSRF_TRUSTED_ORIGINS = listed(os.environ.get("CSRF_TRUSTED_ORIGINS", ""))

# Shown where somebody is stuck: locked out, or in front of an error.
OFFICE_PHONE = os.environ.get("OFFICE_PHONE", "").strip()

# A demo may stand still on one day, for pictures. Everybody else has the day of the clock.
OFFICE_TODAY: date | None = None
if OFFICE_DEMO and os.environ.get("OFFICE_TODAY"):
    try:
        OFFICE_TODAY = date.fromisoformat(os.environ["OFFICE_TODAY"])
    except ValueError as error:
        raise ImproperlyConfigured("OFFICE_TODAY must be a day like 2016-05-09.") from error

# How many proxies of ours stand before gunicorn; addresses they did not write are not believed.
OFFICE_PROXIES = number("OFFICE_PROXIES", 1 if PRODUCTION else 0)


# Rooms

INSTALLED_APPS = [
    "exchangeoffice",
    "officials",
    "placements",
    "officials.admin_site.OfficeAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_filters",
    "django_htmx",
    "pghistory",
    "pgtrigger",
]

MIDDLEWARE = [
    "exchangeoffice.middleware.RequestId",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "exchangeoffice.middleware.BrowserPolicies",
    "exchangeoffice.middleware.KnownMethods",
    "exchangeoffice.health.Health",  # before anything that reads a session, a host or a language
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.locale.LocaleMiddleware",  # early: a refusal below speaks the right language
    "exchangeoffice.middleware.ReadableInput",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "exchangeoffice.sessions.SessionLimits",
    "exchangeoffice.sign_in.SignInRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "exchangeoffice.middleware.AuditContext",
    "axes.middleware.AxesMiddleware",
    "exchangeoffice.middleware.LastNet",
]

ROOT_URLCONF = "exchangeoffice.urls"
WSGI_APPLICATION = "exchangeoffice.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "exchangeoffice.context.office",
                "placements.context.navigation",
            ],
        },
    },
]


# Database. ATOMIC_REQUESTS stays off: each action is its own transaction.

PATIENCE = {
    # A page answers or gives up; 503 "try again" is better than a worker that hangs.
    "page": {
        "statement_timeout": "5s",
        "lock_timeout": "3s",
        "idle_in_transaction_session_timeout": "10s",
    },
    # Migrations, loaders and dumps (manage.py) may take their time, but not wait in a queue of
    # locks for ever.
    "command": {"lock_timeout": "60s"},
}
patience = os.environ.get("OFFICE_DATABASE_PATIENCE", "page")
if patience not in PATIENCE:
    raise ImproperlyConfigured(f"OFFICE_DATABASE_PATIENCE must be page or command, not {patience}.")

# PostgreSQL weighs every order of the tables that a query joins: of ten, for 60 ms, to run it in one. The ORM names
# them in an order that holds already, what is filtered first; so only the first four are weighed (bench/).
PLANNING = {"join_collapse_limit": "4"}

if DATABASE_URL := required("DATABASE_URL") if PRODUCTION else os.environ.get("DATABASE_URL", ""):
    try:
        database: dict[str, Any] = dict(dj_database_url.parse(DATABASE_URL))
    except ValueError as error:  # its message may quote the password
        raise ImproperlyConfigured("DATABASE_URL cannot be read as a database address.") from error
    if database["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://.")
else:
    try:
        from exchangeoffice.devdb import server as devdb_server
    except ImportError as error:
        raise ImproperlyConfigured(
            "DATABASE_URL is missing, and the embedded database needs requirements-dev.txt."
        ) from error
    database = {"ENGINE": "exchangeoffice.devdb", **devdb_server.connection(BASE_DIR)}

DATABASES = {
    "default": {
        **database,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **database.get("OPTIONS", {}),
            "connect_timeout": 3,
            # A database that vanished without a word is noticed after 8 seconds.
            "keepalives_idle": 5,
            "keepalives_interval": 2,
            "keepalives_count": 2,
            "tcp_user_timeout": 8000,
            "options": " ".join(f"-c {name}={value}" for name, value in {**PATIENCE[patience], **PLANNING}.items()),
        },
    },
}


# Accounts and sign-in

AUTH_USER_MODEL = "officials.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "placements.accounts.Accounts",
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/sign-in/"

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "email")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "exchangeoffice.passwords.NoOfficeWords"},
]

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=30)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "exchangeoffice.sign_in.name_tried"
AXES_CLIENT_IP_CALLABLE = "exchangeoffice.addresses.client_address"
AXES_LOCKOUT_CALLABLE = "exchangeoffice.sign_in.locked_out"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False  # it would greet at every start

SESSION_ENGINE = "exchangeoffice.sessions"
SESSION_IDLE_LIMIT = timedelta(minutes=30)
SESSION_ABSOLUTE_LIMIT = timedelta(hours=8)
SESSION_COOKIE_AGE = int(SESSION_ABSOLUTE_LIMIT.total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"


# Cookies. Lax for the session, so that links from mails arrive signed in; Strict for CSRF.

SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "exchangeoffice.errors.stale_form"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True

if PRODUCTION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    prefix = "__Host-office-"
else:
    # Browsers keep cookies apart by host, not by port: two clones on one machine need two names.
    prefix = f"office-{hashlib.sha256(str(BASE_DIR).encode()).hexdigest()[:6]}-"
SESSION_COOKIE_NAME = f"{prefix}session"
CSRF_COOKIE_NAME = f"{prefix}csrf"
LANGUAGE_COOKIE_NAME = f"{prefix}language"


# What the browser is told

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    # The machine itself asks these two, without https (health.py).
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    if OFFICE_PROXIES:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")


# How much may be sent in

# Of one request, its file included; nginx refuses more before us. More than the largest attachment,
# so that somebody whose scan is a little too large is told so at its field.
OFFICE_MOST_BYTES = 8 * 1024 * 1024
OFFICE_FILES_ROOT = Path(os.environ.get("OFFICE_FILES_ROOT") or LOCAL_DIR / "files").absolute()  # never served as is
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 5
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024


# Language and time

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("zh-hans", _("Simplified Chinese"))]
LOCALE_PATHS = [BASE_DIR / "exchangeoffice" / "locale"]
FORMAT_MODULE_PATH = "exchangeoffice.formats"
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True


# Mail. Only production knows a server: what a demo or a developer sends lies in .local/mail.

OFFICE_URL = os.environ.get("OFFICE_URL", "").strip().rstrip("/") or (
    f"https://{ALLOWED_HOSTS[0].lstrip('.')}" if PRODUCTION else f"http://127.0.0.1:{os.environ.get('PORT') or 8000}"
)
if not OFFICE_URL.startswith(("https://", "http://127.0.0.1")):
    raise ImproperlyConfigured("OFFICE_URL must be like https://office.example.")
DEFAULT_FROM_EMAIL = os.environ.get("OFFICE_EMAIL", "").strip() or "office@office.example.com"
EMAIL_TIMEOUT = 20
if PRODUCTION:
    EMAIL_BACKEND = ""  # without a server nothing can be sent by mistake; send_notices and the page say so
    if EMAIL_URL := os.environ.get("EMAIL_URL", "").strip():
        EMAIL_BACKEND = "exchangeoffice.mail.PatientMail"
        mail = mail_server(EMAIL_URL)
        DEFAULT_FROM_EMAIL = required("OFFICE_EMAIL")
        EMAIL_HOST, EMAIL_PORT = mail.host, mail.port
        EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = mail.user, mail.password
        EMAIL_USE_TLS, EMAIL_USE_SSL = mail.starts_tls, mail.is_tls
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = LOCAL_DIR / "mail"


# Static files

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(os.environ.get("OFFICE_STATIC_ROOT") or LOCAL_DIR / "static")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        # Names with a hash, kept by browsers for a year; in debug there is nothing collected.
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}


# Audit: the database writes the rows; who and where stand inside each (placements/history.py).

PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_CONTEXT_ID_FIELD = pghistory.ContextUUIDField()
PGHISTORY_APPEND_ONLY = True
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")  # nothing is changed by reading


# Logs: one JSON object a line in production, a readable line elsewhere.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request": {"()": "exchangeoffice.logs.WithRequest"}},
    "formatters": {
        "json": {"()": "exchangeoffice.logs.JsonFormatter"},
        "plain": {"format": "%(levelname)s %(name)s [%(request_id)s] %(message)s"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["request"],
            "formatter": "json" if PRODUCTION else "plain",
        },
    },
    "root": {"handlers": ["console"], "level": "INFO" if PRODUCTION else "WARNING"},
    "loggers": {
        # Django's own handlers would write each line a second time, in another format.
        "django": {"handlers": [], "propagate": True},
        "django.server": {"level": "INFO"},
    },
}
