"""Settings common to every environment. What differs by installation comes from the environment."""

from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF

from .accounts import *  # noqa: F403
from .accounts import proconnect
from .caches import caches_beside, databases_of, patient
from .databases import tuned
from .files import file_storages, media_places
from .logs import SECRET_AFTER as SECRET_AFTER
from .logs import logging_of
from .region import read_region

BASE_DIR = Path(__file__).resolve().parents[3]
VAR_DIR = BASE_DIR / "var"  # everything the site writes: database, media, collected static files

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

REGION = read_region(env("REGION", default="normandie"))

# --- Applications -----------------------------------------------------------------------------

INSTALLED_APPS = [
    "normandie",
    "normandie.home",
    "normandie.panorama",
    "normandie.frame",
    "normandie.accessibility",
    "normandie.users",
    "normandie.demo",
    "normandie.styleguide",
    "normandie.editorial",
    "normandie.funding",
    "normandie.search",
    "normandie.links",
    "normandie.guide",
    "normandie.espace",
    "normandie.equipment",
    "normandie.selfcheck",
    "normandie.partners",
    "core",
    "directory",
    "events",
    "ami",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "normandie.users.wagtail_app.AccountScreensConfig",  # in the place of « wagtail.users »
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "js_lib_leaflet",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "compressor",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "normandie.users.proconnect",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.response_cache.ResponseCacheMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "core.middleware.UnicodeAlone",
    "normandie.middleware.AdminContentSecurityPolicy",
    "normandie.editorial.protection.RefusedDeletion",
    "events.middleware.SayLostStates",
    "normandie.users.middleware.PasswordRateLimits",
    "normandie.users.middleware.StaffSecondFactor",
    "core.middleware.HugeNumbers",
    "normandie.middleware.Redirects",
]

ROOT_URLCONF = "normandie.urls"
WSGI_APPLICATION = "normandie.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "normandie.context_processors.site",
            ],
        },
    },
]

# --- Data -------------------------------------------------------------------------------------

DATABASES = {
    "default": tuned(env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}"))
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "users.User"

# Where a search engine is; the tables of words answer without one, and while it is away.
ELASTICSEARCH_URL = env("ELASTICSEARCH_URL", default="")

RESPONSE_CACHE = False  # answers kept until the end of the minute; in production only
CACHES = caches_beside(patient(env.cache("CACHE_URL", default="locmemcache://")))
DATABASES = databases_of(DATABASES["default"], CACHES["default"])
DATABASE_ROUTERS = ["core.cache_database.CacheRouter"]
# A Redis that is away costs what it would have saved, and breaks nothing: core.redis says it once.
DJANGO_REDIS_IGNORE_EXCEPTIONS = True

# Public media, and private files, that no address gives: folders, or a store that speaks S3.
STORAGES: dict[str, Any] = {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    **file_storages(
        env("STORAGE_URL", default=""),
        env("ATTACHMENTS_URL", default=""),
        VAR_DIR / "private",
    ),
}
MEDIA_PLACES = media_places(STORAGES)
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
# Ships marker clusters for Leaflet, but is no Django application.
MARKERCLUSTER = distribution("XStatic-Leaflet-MarkerCluster").locate_file(
    "xstatic/pkg/leaflet_markercluster/data"
)
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("leaflet_markercluster", str(MARKERCLUSTER)),
    ("region", str(REGION.folder / "static")),
]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "compressor.finders.CompressorFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"

# One style sheet from one file per component (docs/decisions/0005-css-without-bundler.md).
COMPRESS_ENABLED = True

# --- Language, time, mail ---------------------------------------------------------------------

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français")]
LOCALE_PATHS = [BASE_DIR / "locale"]  # where the admin of Wagtail is said better than it says it
TIME_ZONE = REGION.timezone
USE_I18N = True
USE_TZ = True

# What is sent is written into the outbox, and leaves from there (docs/decisions/0017-outbox.md).
EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
MAIL_TRANSPORT = EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_BACKEND = "core.mail.backend.OutboxBackend"
EMAIL_TIMEOUT = 10  # seconds, for each step: a mail server that hangs must not hold the others
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="ne-pas-repondre@localhost")
# Where reports of visitors (wrong hours, moved place…) are sent.
DIRECTORY_TEAM_EMAILS = env.list("DIRECTORY_TEAM_EMAILS", default=["equipe@localhost"])
# Where complaints about accessibility are announced.
ACCESSIBILITY_TEAM_EMAILS = env.list("ACCESSIBILITY_TEAM_EMAILS", default=DIRECTORY_TEAM_EMAILS)
# How often one connection may send each form that is open to everyone: sixty is two workshops of
# fifteen people in an hour, who all send twice (docs/decisions/0019-limits.md).
FORMS_PER_HOUR = env.int("FORMS_PER_HOUR", default=60)
# How many of our own proxies stand before the site: who is behind X-Forwarded-For counts on it.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)

# --- Security ---------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = ["normandie.users.backends.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "espace:home"
# Passwords tried for one account from one connection in a quarter of an hour
# (docs/decisions/0012-login.md).
LOGIN_ATTEMPTS = env.int("LOGIN_ATTEMPTS", default=10)
# Whether staff need a second factor to enter the admin; on in production (decision 51).
STAFF_SECOND_FACTOR = env.bool("STAFF_SECOND_FACTOR", default=False)
# The sign-in of public agents; without a client, nothing of it is shown.
PROCONNECT_CLIENT_ID = env("PROCONNECT_CLIENT_ID", default="")
SOCIALACCOUNT_PROVIDERS = proconnect(
    PROCONNECT_CLIENT_ID,
    env("PROCONNECT_CLIENT_SECRET", default=""),
    env("PROCONNECT_URL", default="https://auth.agentconnect.gouv.fr/api/v2"),
)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"  # tile servers ask for a referrer

# Public pages: nothing inline, nothing from elsewhere. The Wagtail admin needs inline code, so it
# is excluded here and given a policy of its own by normandie.middleware.
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/admin/"],
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *MEDIA_PLACES[:1]],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

# Whom to tell of a flaw, at /.well-known/security.txt (RFC 9116): « mailto: », « https:// » or
# « tel: ». Without any, there is no such file.
SECURITY_CONTACTS = env.list("SECURITY_CONTACTS", default=[])
SECURITY_POLICY_URL = env("SECURITY_POLICY_URL", default="")

# --- Wagtail ----------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = REGION.network
WAGTAILADMIN_BASE_URL = env("BASE_URL", default="http://127.0.0.1:8000")
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # « cafe » in the address of « café », which may be dictated
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # the admin contacts no third party either
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False  # the team is told of what waits, once
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "normandie.admin_search"}}
# What is taken, and how it is kept: docs/decisions/0021-pictures.md.
WAGTAILIMAGES_EXTENSIONS = ["avif", "heic", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.pictures.forms.PictureForm"
WAGTAILIMAGES_RENDITION_STORAGE = "renditions"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "core.forms.files.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["csv", "ods", "odt", "pdf"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"  # a collection may be closed: the site checks, and gives
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []

WAGTAIL_PASSWORD_REQUIRED_TEMPLATE = "layout/password_required.html"  # noqa: S105
WAGTAILDOCS_PASSWORD_REQUIRED_TEMPLATE = WAGTAIL_PASSWORD_REQUIRED_TEMPLATE

TAGGIT_STRIP_UNICODE_WHEN_SLUGIFYING = True  # « securite » in the address of a theme
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"

# Pages that may stand under the sheet of a place; the directory itself knows of none.
DIRECTORY_PAGES_OF_PLACES = ["events.EventPage"]

# Asked by the server for the addresses that visitors type; empty: communes only.
GEOCODER_URL = env("GEOCODER_URL", default="")
# Background of the maps: the only address outside the site that a page ever asks. An empty url
# draws the maps without it. IGN's Géoplateforme is open and needs no key.
DIRECTORY_MAP_TILES = {
    "url": env(
        "MAP_TILES_URL",
        default="https://data.geopf.fr/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0"
        "&LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2&STYLE=normal&FORMAT=image/png"
        "&TILEMATRIXSET=PM&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}",
    ),
    "attribution": env("MAP_TILES_ATTRIBUTION", default="© IGN – Géoplateforme"),
    "max_zoom": env.int("MAP_TILES_MAX_ZOOM", default=19),
    # On the map that other sites embed: no, because it promises to ask nothing of a third party.
    "embedded": env.bool("MAP_TILES_EMBEDDED", default=False),
}

# Where an antivirus listens, « unix:///run/clamav/clamd.ctl » or « tcp://127.0.0.1:3310 »: it reads
# the files of the calls, and none is served before. Without one, they are served only if it is said
# here that they may.
CLAMD_URL = env("CLAMD_URL", default="")
UNSCANNED_FILES_SERVED = env.bool("UNSCANNED_FILES_SERVED", default=False)

# After how many days without anything done of it a file under study is shown to who follows it.
AMI_QUIET_DAYS = env.int("AMI_QUIET_DAYS", default=30)
# Exports of more lines than this are made by a worker, who says how far it is; what is heavier than
# a line counts for several (ami.exports.formats).
EXPORTS_AT_ONCE = env.int("EXPORTS_AT_ONCE", default=500)

# Work apart from requests, done at once here; in production by two workers, so that what takes
# minutes keeps nothing else waiting (docs/decisions/0018-worker.md).
TASK_QUEUES = ["default", "slow"]
TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend",
        "QUEUES": TASK_QUEUES,
    }
}

# --- Watching -----------------------------------------------------------------------------------

# Each is off when empty (docs/decisions/0059-watching-the-site.md): the key of /healthz?tout, a
# collector of errors, the port of this machine alone where `manage.py metrics` gives figures.
HEALTH_KEY = env("HEALTH_KEY", default="")
SENTRY_DSN = env("SENTRY_DSN", default="")
METRICS_PORT = env.int("METRICS_PORT", default=0)

# --- Logs -------------------------------------------------------------------------------------

LOGGING = logging_of(env("LOG_LEVEL", default="INFO"))
