"""Settings of the site under load: those of development, with a worker and without debugging."""

import os

from normandie.settings.dev import *  # noqa: F403

DEBUG = False
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
EMAIL_TIMEOUT = 5
DATABASES["default"]["CONN_MAX_AGE"] = 60  # noqa: F405
COMPRESS_OUTPUT_DIR = f"deposits-{os.environ.get('DEPOSITS_RUN', '')}"
LOGGING["root"]["level"] = "ERROR"  # noqa: F405
