"""Settings of the test suite: no service outside the machine, fast hashing, strict templates."""

import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import TEMPLATES

DEBUG = False
SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = Path(tempfile.gettempdir()) / "normandie-tests-media"
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = "[undefined template variable: %s]"
