"""Production: reads the environment, and fails at once when something it needs is missing."""

from .base import *  # noqa: F403
from .base import BASE_DIR, CACHES, DATABASES, STORAGES, TASK_QUEUES, env

DEBUG = False
SECRET_KEY = env("SECRET_KEY")
# Former ones, while what they signed or encrypted is still read.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.list(
    "CSRF_TRUSTED_ORIGINS", default=[f"https://{host}" for host in ALLOWED_HOSTS]
)
WAGTAILADMIN_BASE_URL = env("BASE_URL", default=f"https://{ALLOWED_HOSTS[0]}")

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
# Both bind hosts that are not this site, and browsers keep them for a year: to be chosen.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", default=False)
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # which want them true
STAFF_SECOND_FACTOR = env.bool("STAFF_SECOND_FACTOR", default=True)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A new connection reads the whole schema before its first query: as much as half a page.
    DATABASES["default"]["CONN_MAX_AGE"] = None

# Elsewhere tasks run at once; here a worker runs them (docs/decisions/0018-worker.md).
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": TASK_QUEUES}}

RESPONSE_CACHE = env.bool("RESPONSE_CACHE", default=True)
# Each release has its folder: its static files, and what it keeps of pages (decision 63).
STATIC_ROOT = BASE_DIR / "collected"
CACHES["default"]["KEY_PREFIX"] = BASE_DIR.name
COMPRESS_OFFLINE = True
STORAGES |= {
    "staticfiles": {"BACKEND": "normandie.storage.ModuleStorage"},
}
# Joined styles bear a hash too, that WhiteNoise does not know of: browsers may keep them for ever.
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/.+\.[0-9a-f]{12}\.[a-z0-9]+$"
WHITENOISE_ALLOW_ALL_ORIGINS = False  # nobody else’s page reads our files; a header less on each
