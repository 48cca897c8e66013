"""The answer to who meets an engine that is away: a page that says so, and never « error 500 ».

It is the ``handler500`` of the site, and not a middleware, so that what breaks in a middleware, or
in the page of another error, is told as well. What else breaks is an error as before.
"""

import sqlite3
import sys
from collections.abc import Iterator

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.cache import add_never_cache_headers
from django.views.defaults import server_error

from core.stored_files import StoreAway

RETRY_AFTER = 10  # seconds
# By PostgreSQL (appendix A of its manual): no connection, no room for one more, it stops or starts.
AWAY = ("08", "53300", "57P01", "57P02", "57P03", "57P05")
# Another holds the file too long; it cannot be opened.
SQLITE_AWAY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_CANTOPEN)
DATABASE = "Sa base de données ne répond pas."
STORE = "Le dépôt de ses fichiers ne répond pas."
COME_BACK = "Ce n’est pas de votre fait. Réessayez dans une minute."


def failed(request: HttpRequest) -> HttpResponse:
    """Answer 503 where an engine is away, 500 otherwise: it is called as an exception is handled.

    The page needs no database, and is the same for all.
    """
    reason = reason_of(sys.exception() if hasattr(sys, "exception") else sys.exc_info()[1])
    if not reason:
        return server_error(request)
    content = loader.render_to_string("503.html", {"lead": f"{reason} {COME_BACK}"})
    response = HttpResponse(content, status=503, headers={"Retry-After": str(RETRY_AFTER)})
    add_never_cache_headers(response)
    return response


def reason_of(error: BaseException | None) -> str:
    """Say in French which engine is away, if *error* comes of that; nothing otherwise."""
    for each in _chain(error):
        if isinstance(each, StoreAway):
            return STORE
        if isinstance(each, OperationalError | InterfaceError) and _is_away(each.__cause__):
            return DATABASE
    return ""


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _is_away(cause: BaseException | None) -> bool:
    """Tell whether the driver of the database, which raised *cause*, has lost it.

    A lock, a query that is cancelled or a table that is missing say that it is there.
    """
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", None) in SQLITE_AWAY
    # It answered nothing where there is no code: the server was not there to give one.
    code = getattr(cause, "sqlstate", "-")
    return code is None or code.startswith(AWAY)
