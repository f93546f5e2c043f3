"""The portal's settings, with Django's own way of doing things wherever the portal has another."""

from pathlib import Path

from portal.config.settings import *  # noqa: F403 - settings are extended so
from portal.config.settings import DATABASES

ROOT_URLCONF = "bench.pages.default_django.urls"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    # What the portal promises besides: its headers, the visitor's address in the trail, and sessions that end in time.
    "portal.config.middleware.security_headers",
    "portal.audit.origin.remember_origin",
    "portal.accounts.sessions.end_stale_sessions",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "bench.pages.default_django.views.council_of_the_portal",
            ],
            "libraries": {"words": "bench.pages.default_django.templatetags.words"},
        },
    },
]
SESSION_ENGINE = "django.contrib.sessions.backends.db"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
MESSAGE_STORAGE = "django.contrib.messages.storage.fallback.FallbackStorage"
DATABASES["default"] |= {"CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False}
DATABASES["default"]["OPTIONS"].pop("prepare_threshold")
