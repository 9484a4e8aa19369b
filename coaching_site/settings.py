"""The one settings file: safe by default, development and demo opt in with SITE_MODE.

Every variable that is read here stands in `.env.example` with one line of explanation.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from coaching_site.environment import (
    BASE_DIR,
    choice,
    database,
    env,
    flag,
    ignored,
    listed,
    mail_sender,
    mail_server,
    number,
    optional_address,
    required,
    telephone,
    time_zone,
    web_address,
)

MODE = choice("SITE_MODE", ("production", "development", "demo", "test"), default="production")
IN_PRODUCTION = MODE == "production"
DEBUG = MODE == "development"
# The demo has all of its own, in var/: it never touches what is that of a production beside it.
IGNORED_VARIABLES = (
    ignored(
        "DATABASE_URL",
        "DATABASE_LISTEN_URL",
        "MEDIA_ROOT",
        "PAGE_CACHE_PURGE_URL",
        "PRACTICE_TELEPHONE",
        "SECRET_KEY",
        "SMTP_URL",
        "TRUSTED_PROXY_COUNT",
    )
    if MODE == "demo"
    else []
)
VAR_DIR = BASE_DIR / "var"

SECRET_KEY = (
    required("SECRET_KEY")
    if IN_PRODUCTION
    else env.str("SECRET_KEY", default="only-for-local-use" * 4)
)
ALLOWED_HOSTS = (
    listed("ALLOWED_HOSTS") if IN_PRODUCTION else ["127.0.0.1", "localhost", "testserver"]
)
SITE_URL = web_address(
    "SITE_URL",
    required("SITE_URL") if IN_PRODUCTION else env.str("SITE_URL", default="http://127.0.0.1:8000"),
)

INSTALLED_APPS = [
    "coaching_site.accounts",
    "coaching_site.outbox",
    "blog",
    "contact",
    "coaching_site.apps.CoachingSiteConfig",
    "demo",
    "coaching_site.apps.CoachingAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "ckeditor",
    "django_htmx",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    # The first three put their headers on everything that is answered below them.
    "coaching_site.security.headers.SecurityHeadersMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "coaching_site.http.middleware.ReadToTheEndMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "coaching_site.accounts.middleware.AccountPagesMiddleware",
    "coaching_site.http.middleware.KnownMethodsMiddleware",
    "coaching_site.http.middleware.RejectUnreadableInputMiddleware",
    "coaching_site.http.former_addresses.FormerAddressMiddleware",
    "coaching_site.outages.storing.NoteWhatIsStoredMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "coaching_site.accounts.middleware.ForgetWhatWasSentMiddleware",
    "blog.publishing.future.FutureMomentMiddleware",
    "coaching_site.outages.middleware.OutageMiddleware",
]

ROOT_URLCONF = "coaching_site.urls"
# The site stands at the root, also for a server that takes another place from a request's header
# (ours does not: gunicorn.conf.py). A page with such addresses would be kept for every reader.
FORCE_SCRIPT_NAME = ""
WSGI_APPLICATION = "coaching_site.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "coaching_site.site.context_processors.site",
            ],
        },
    },
]
MESSAGE_STORAGE = "coaching_site.http.messages.OneMessageStorage"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Database: any PostgreSQL 15 or later by DATABASE_URL; outside production the embedded one, which
# is all that the demo works with.

DATABASES: dict[str, dict[str, Any]]
if IN_PRODUCTION or env.str("DATABASE_URL", default=""):
    DATABASES = {"default": database("DATABASE_URL")}
else:
    DATABASES = {
        "default": {
            "ENGINE": "coaching_site.database.embedded_postgres",
            "NAME": "coaching_site",
            "HOST": VAR_DIR / "postgres",
        },
    }
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# On the page that is shown while the database, which knows the practice, is away.
PRACTICE_TELEPHONE = telephone("PRACTICE_TELEPHONE")

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_entries",
    },
}

# Public pages, kept in the memory of each process while nothing in them changes.

PAGE_CACHE_MEGABYTES = number(
    "PAGE_CACHE_MEGABYTES", default=64 if MODE in {"production", "demo"} else 0
)
# Behind a pooler that lends its connections by transaction: where to listen for changes instead.
PAGE_CACHE_DATABASE: dict[str, Any] = (
    database("DATABASE_LISTEN_URL") if env.str("DATABASE_LISTEN_URL", default="") else {}
)

# A cache on the way (CDN, Varnish) that wants to hear what changed.
PAGE_CACHE_PURGE_URL = optional_address("PAGE_CACHE_PURGE_URL")

# Language and time

LANGUAGE_CODE = choice("LANGUAGE_CODE", ("nl", "en"), default="nl")
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
# Ours, then what Django and allauth lack in Dutch or say otherwise.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale_of_libraries"]
TIME_ZONE = time_zone("TIME_ZONE", default="Europe/Amsterdam")
USE_TZ = True
FORMAT_MODULE_PATH = ["coaching_site.formats"]

# Files

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "coaching_site.http.static_files.UsedFilesFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(VAR_DIR / "media"))
# Beside the media, and not in them: what a restored copy has to lose again.
ERASURES_FILE = Path(str(MEDIA_ROOT)).parent / "erasures.txt"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "coaching_site.http.static_files.HashedFilesStorage"
            if MODE in {"production", "demo"}
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        ),
    },
}
# Served from where they are written, collected or not.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = MODE in {"development", "test"}

# Mail: everything goes through the outbox, which hands it to "smtp" in a job.

DEFAULT_FROM_EMAIL = mail_sender("DEFAULT_FROM_EMAIL") if IN_PRODUCTION else "praktijk@voorbeeld.nl"
SERVER_EMAIL = DEFAULT_FROM_EMAIL
MAILERS: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "coaching_site.outbox.backend.OutboxBackend"},
}
if IN_PRODUCTION:
    MAILERS["smtp"] = {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {**mail_server("SMTP_URL"), "timeout": 30},
    }
else:
    MAILERS["smtp"] = {
        "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "OPTIONS": {"file_path": str(VAR_DIR / "mail")},
    }
# In the demo the admin shows what a sent mail said; elsewhere it is erased.
OUTBOX_KEEP_TEXTS = MODE in {"demo", "development"}

# Signing in

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["coaching_site.accounts.signing_in.backend.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "coaching_site.accounts.passwords.validators.MaximumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "coaching_site.accounts.passwords.validators.RepetitionValidator"},
    {"NAME": "coaching_site.accounts.passwords.validators.KeyboardRunValidator"},
    {"NAME": "coaching_site.accounts.passwords.validators.OwnNameValidator"},
    {"NAME": "coaching_site.accounts.passwords.validators.CommonWordsValidator"},
]
# Of an invitation; a forgotten password has less (coaching_site/accounts/passwords/tokens.py).
PASSWORD_RESET_TIMEOUT = int(timedelta(days=3).total_seconds())
if MODE == "test":
    # The real one takes half a second a password, which is its point.
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "coaching_site.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = SITE_URL.partition(":")[0]
# Counted by coaching_site/accounts/ instead: by source, allauth's limits let many sources guess on,
# and by account they shut its owner out.
ACCOUNT_RATE_LIMITS = dict.fromkeys(["login", "login_failed", "reauthenticate", "reset_password"])
ACCOUNT_FORMS = {"reset_password": "coaching_site.accounts.passwords.links.ForgottenPasswordForm"}
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "coaching_site.accounts.passwords.tokens.LinkTokens"  # noqa: S105 (a class, no secret)
MFA_ADAPTER = "coaching_site.accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "coaching_site.accounts.signing_in.second_factor.CodeForm",
    "reauthenticate": "coaching_site.accounts.signing_in.second_factor.CodeAgainForm",
    "authenticate_webauthn": "coaching_site.accounts.signing_in.second_factor.PasskeyForm",
    "reauthenticate_webauthn": "coaching_site.accounts.signing_in.second_factor.PasskeyAgainForm",
    "login_webauthn": "coaching_site.accounts.signing_in.second_factor.PasskeyLoginForm",
    "add_webauthn": "coaching_site.accounts.passkeys.AddPasskeyForm",
    "edit_webauthn": "coaching_site.accounts.passkeys.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Addresses are entered by the practice itself, so there is nobody who could claim somebody else's.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IN_PRODUCTION

# Security

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_AGE = None
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "coaching_site.site.errors.csrf_failure"
SESSION_COOKIE_AGE = int(timedelta(days=14).total_seconds())
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = IN_PRODUCTION
SECURE_SSL_REDIRECT = IN_PRODUCTION and flag("SECURE_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = number("SECURE_HSTS_SECONDS", default=31_536_000) if IN_PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IN_PRODUCTION
# Proxies of our own in front of the site; only what they say of a visitor is believed.
TRUSTED_PROXY_COUNT = number("TRUSTED_PROXY_COUNT", default=0)
if TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# The proxy asks over plain HTTP whether this process lives.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
# Unmaintained upstream and boxed in: docs/decisions/ckeditor.md.
SILENCED_SYSTEM_CHECKS = ["ckeditor.W001"]

# Editor: the rest of it in coaching_site/rich_text/editor/ckeditor.py.

CKEDITOR_BASEPATH = "/static/ckeditor/ckeditor/"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "format": "{asctime} {levelname} {name} {message}",
            "datefmt": "%Y-%m-%dT%H:%M:%S%z",
            "style": "{",
        },
    },
    "filters": {
        "route": {"()": "coaching_site.logs.RouteInsteadOfPath"},
        "refusals": {"()": "coaching_site.logs.OneLineForARefusal"},
        "outages": {"()": "coaching_site.outages.log.OneLineForAnOutage"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["route", "refusals", "outages"],
        },
    },
    "root": {"handlers": ["console"], "level": "WARNING" if MODE in {"demo", "test"} else "INFO"},
    # Which jobs there are is no news at every start of every command.
    "loggers": {
        "procrastinate.blueprints": {"level": "WARNING"},
        "procrastinate.periodic": {"level": "WARNING"},
    },
}
