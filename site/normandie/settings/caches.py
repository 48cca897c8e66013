"""The caches: what saves time, the counters of the limits, and what each process keeps itself."""

from typing import Any

COUNTERS = 10_000  # people who try something in the same period
TYPED = 1_000  # texts that visitors typed lately
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


def caches_beside(default: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return ``CACHES``: *default*, a place apart for ``core.limits``, and one for each process.

    Django's caches hold 300 entries, and visitors fill them by asking for many combinations of
    filters: a counter kept among these would be driven out, and its limit with it. A Redis or a
    Memcached drops by its own rules: there the counters only bear another prefix.

    What visitors type is kept in the memory of the process (``core.cache``): each word is another
    entry, which a cache in the database would write there.
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
    responses = {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "responses",
        "OPTIONS": {"MAX_ENTRIES": RESPONSES},
    }
    return {"default": default, "counters": counters, "process": process, "responses": responses}
