"""Settings of the processes of a burst: those of development, but that tasks wait for a worker."""

from normandie.settings.dev import *  # noqa: F403

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
EMAIL_TIMEOUT = 2
