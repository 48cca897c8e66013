"""Production, as each machine runs it, but for styles, which a release collects and joins."""

from normandie.settings.production import *  # noqa: F403

STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
COMPRESS_ENABLED = COMPRESS_OFFLINE = False
EMAIL_TIMEOUT = 5
LOGGING["root"]["level"] = "ERROR"  # noqa: F405
