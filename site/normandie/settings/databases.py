"""The database: how long one waits for it, and how SQLite serves a web site."""

from typing import Any

# In seconds: a page that says that the site is away is worth more than one that never comes.
CONNECT_TIMEOUT = 3
# In milliseconds: a server whose machine is gone, with its network, says nothing at all.
SILENCE = 10_000


def tuned(database: dict[str, Any]) -> dict[str, Any]:
    """Return *database* with what suits its engine, below what DATABASE_URL says itself."""
    if database["ENGINE"] == "django.db.backends.sqlite3":
        # Writers queue instead of failing, readers never wait (docs/decisions/0002).
        options: dict[str, Any] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    else:
        options = {"connect_timeout": CONNECT_TIMEOUT, "tcp_user_timeout": SILENCE}
    # A connection that is kept (CONN_MAX_AGE in DATABASE_URL) is tried first: its server may
    # restart.
    return database | {
        "OPTIONS": options | database.get("OPTIONS", {}),
        "CONN_HEALTH_CHECKS": True,
    }
