"""Two caches: what the site keeps to save time, and the counters of its limits."""

from typing import Any

COUNTERS = 10_000  # people who try something in the same period
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


def with_counters(default: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return ``CACHES`` with a place apart for ``core.limits``.

    Django's caches hold 300 entries, and visitors fill them by asking for many combinations of
    filters: a counter kept among these would be driven out, and its limit with it. A Redis or a
    Memcached drops by its own rules: there the counters only bear another prefix.
    """
    counters = default | {"KEY_PREFIX": "counters"}
    if default["BACKEND"].endswith(SHARED_BY_NAME):
        name = default["LOCATION"]
        counters["LOCATION"] = f"{name}_counters" if name else "counters"
        counters["OPTIONS"] = default.get("OPTIONS", {}) | {"MAX_ENTRIES": COUNTERS}
    return {"default": default, "counters": counters}
