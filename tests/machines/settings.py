"""Production, as each machine runs it, but for styles, which a release collects and joins."""

from core.engine import client
from normandie.settings.production import *  # noqa: F403

STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
COMPRESS_ENABLED = COMPRESS_OFFLINE = False
EMAIL_TIMEOUT = 5
LOGGING["root"]["level"] = "ERROR"  # noqa: F405
# A machine that does much else is slow, not away: half a second is for a site.
client.PATIENCE = 3.0
