"""Where the cache in the database is: apart, where the settings say so (``DATABASES``)."""

from typing import Any

from django.db import connections

ALIAS, APP = "cache", "django_cache"  # as the settings name it; as Django names its tables


class CacheRouter:
    """Has the tables of the cache in ``ALIAS``, where there is one, and nothing else there."""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        return alias_of_cache() if model._meta.app_label == APP else None

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        if app_label == APP:
            return db == alias_of_cache()
        return False if db == ALIAS else None


def alias_of_cache() -> str:
    """Return the database that holds the tables of the cache, whether there are some or not."""
    return ALIAS if ALIAS in connections else "default"
