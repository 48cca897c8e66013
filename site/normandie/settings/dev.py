"""A working site with no configuration at all: for developers and for the demo."""

from .base import *  # noqa: F403
from .base import INSTALLED_APPS, LOGGING

DEBUG = True
SECRET_KEY = "only-for-development-never-in-production"  # noqa: S105
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]
INTERNAL_IPS = ["127.0.0.1"]
UNSCANNED_FILES_SERVED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys at http://localhost:8000
# Benches (manage.py bench_directory…), which production has no use for.
INSTALLED_APPS = [*INSTALLED_APPS, "tools"]
# Not a line for each page that a command makes.
LOGGING["loggers"]["wagtail"] = {"level": "WARNING"}
