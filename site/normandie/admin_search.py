"""The search of Wagtail's own screens, on the database, whatever is typed in it.

SQLite reads quotes as part of its language, and fails on one that is not closed
(docs/decisions/0003-text-search.md says how visitors search, which is something else).
"""

from typing import Any

from modelsearch.backends import database

NOT_TEXT = str.maketrans({'"': " ", "\x00": " "})


class PlainText:
    """Takes what is typed as words, with nothing that the database could read as an order."""

    def search(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        return super().search(plain(query), *args, **kwargs)  # type: ignore[misc]

    def autocomplete(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        return super().autocomplete(plain(query), *args, **kwargs)  # type: ignore[misc]


def plain(query: Any) -> Any:
    """Return *query* as plain words; query objects, built by code, are left alone."""
    return query.translate(NOT_TEXT).strip() if isinstance(query, str) else query


def SearchBackend(params: dict[str, Any]) -> Any:
    """Return the backend of the database in use, made plain."""
    backend = type(database.SearchBackend(params))
    return type(f"PlainText{backend.__name__}", (PlainText, backend), {})(params)
