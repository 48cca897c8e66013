"""Settings of the test suite: no service outside the machine, fast hashing, strict templates."""

import atexit
import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .caches import caches_beside
from .files import file_storages

DEBUG = False
SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
UNSCANNED_FILES_SERVED = True
ELASTICSEARCH_URL = ""  # tests that need one ask for it: tests/engine.py
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
CACHES = caches_beside({"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": ""})

if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":  # noqa: F405
    # A lock that nobody gives back ends in an error that names the query, as on SQLite (base.py).
    DATABASES["default"]["OPTIONS"] = {  # noqa: F405
        "options": "-c lock_timeout=60s -c statement_timeout=120s"
    }

# Each process writes its files apart, and they go when it ends.
_files = tempfile.TemporaryDirectory(prefix="normandie-tests-")
atexit.register(_files.cleanup)
MEDIA_ROOT = Path(_files.name) / "media"
STATIC_ROOT = Path(_files.name) / "static"
STATIC_ROOT.mkdir()
STORAGES |= file_storages("", "", Path(_files.name) / "private")  # noqa: F405

# An app built on core alone, as the next developer would add one.
INSTALLED_APPS = [*INSTALLED_APPS, "tests.small_app"]  # noqa: F405
