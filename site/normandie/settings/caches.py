"""The caches: what saves time, the counters of the limits, and what each process keeps itself."""

from pathlib import Path
from typing import Any

CACHE_DATABASE = "cache"  # its alias, where it has a file of its own
COUNTERS = 10_000  # people who try something in the same period
TYPED = 1_000  # texts that visitors typed lately, of some kilobytes each
MEASURES = 60  # answers of the coverage, of some 60 kB each
RESPONSES = 300  # answers of the last minute, of 100 kB at most (core.response_cache)
SHARED_BY_NAME = ("LocMemCache", "DatabaseCache")  # those that drop entries past a small number


# In seconds: it is on this machine or beside it, and a page must not wait for what saves time.
REDIS_TIMEOUT = 0.5


def patient(cache: dict[str, Any]) -> dict[str, Any]:
    """Return *cache*, which a Redis that is stopped or frozen slows once and not for long."""
    if cache["BACKEND"] != "django_redis.cache.RedisCache":
        return cache
    options = {
        "SOCKET_CONNECT_TIMEOUT": REDIS_TIMEOUT,
        "SOCKET_TIMEOUT": REDIS_TIMEOUT,
        "REDIS_CLIENT_CLASS": "core.redis.CautiousRedis",
    }
    return cache | {"OPTIONS": options | cache.get("OPTIONS", {})}


def databases_of(database: dict[str, Any], cache: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return ``DATABASES``: *database*, and a file apart for a *cache* that is kept in SQLite's.

    SQLite has one writer at a time. In the same file, a page that keeps something would wait for
    whoever writes, for as long as that lasts (docs/decisions/0064-cache-and-writers.md). What is
    kept there may be lost: nothing is written through to the disk, and nobody waits for it.
    """
    in_sqlite = database["ENGINE"] == "django.db.backends.sqlite3"
    if not in_sqlite or not cache["BACKEND"].endswith("DatabaseCache"):
        return {"default": database}
    apart = {
        "ENGINE": database["ENGINE"],
        "NAME": Path(database["NAME"]).with_name("cache.sqlite3"),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 1,  # second
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;",
        },
    }
    return {"default": database, CACHE_DATABASE: apart}


def caches_beside(default: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return ``CACHES``: *default*, a place apart for ``core.limits``, and one for each process.

    Django's caches hold 300 entries, and visitors fill them by asking for many combinations of
    filters: a counter kept among these would be driven out, and its limit with it. A Redis or a
    Memcached drops by its own rules: there the counters only bear another prefix.

    What visitors type is kept in the memory of the process (``core.cache``): each word is another
    entry, which a cache in the database would write there. Entries are few and small, whoever asks
    for what.
    """
    counters = default | {"KEY_PREFIX": "counters"}
    if default["BACKEND"].endswith(SHARED_BY_NAME):
        name = default["LOCATION"]
        counters["LOCATION"] = f"{name}_counters" if name else "counters"
        counters["OPTIONS"] = default.get("OPTIONS", {}) | {"MAX_ENTRIES": COUNTERS}
    process = {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "process",
        "OPTIONS": {"MAX_ENTRIES": TYPED},
    }
    measures = process | {"LOCATION": "measures", "OPTIONS": {"MAX_ENTRIES": MEASURES}}
    responses = {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "responses",
        "OPTIONS": {"MAX_ENTRIES": RESPONSES},
    }
    return {
        "default": default,
        "counters": counters,
        "process": process,
        "measures": measures,
        "responses": responses,
    }
