"""Every address of the site, from the URL resolver, and the tables that say who opens it.

Those outside the admin have one table, ``tests/test_site_roles.py``; for those of the admin,
an app registers one module in ``TABLES`` of ``tests/test_admin_roles.py``:

- ``WHO``: for the name of an address, or « namespace:* » for all of them, those to whom it opens;
- ``things()``: makes what the addresses are about, by the names that ``Address.path`` looks for;
- ``pages(things)``, if it has pages: some more addresses of Wagtail’s own, and who opens them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from types import ModuleType
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.roles import outcome


@dataclass(frozen=True)
class Address:
    """The name of an address, and of what it is made from."""

    name: str
    parameters: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.name}({', '.join(self.parameters)})"

    def path(self, things: dict[str, Any]) -> str:
        """Return it for *things*: « name.parameter », « namespace.parameter » or « parameter ».

        *things* give whole one whose parameters have no name, or that shares its name with another.

        Raises:
            LookupError: nothing of *things* is for one of its parameters.
        """
        whole: str | None = things.get(self.name) or things.get(str(self))
        if whole:
            return whole
        scope = self.name.rpartition(":")[0]
        values = {}
        for parameter in self.parameters:
            names = (f"{self.name}.{parameter}", f"{scope}.{parameter}", parameter)
            known = [things[name] for name in names if name in things]
            if not known:
                raise LookupError(f"{names[0]} is made by no table")
            values[parameter] = known[0]
        return reverse(self.name, kwargs=values)


def admin_addresses() -> list[Address]:
    """Return every address of the admin that bears a name."""
    return _named(each for each in get_resolver().url_patterns if str(each.pattern) == "admin/")


def site_addresses() -> list[Address]:
    """Return every other address of the site that bears a name."""
    patterns = get_resolver().url_patterns
    return _named(each for each in patterns if not str(each.pattern).startswith("admin/"))


def _named(entries: Iterable[URLPattern | URLResolver]) -> list[Address]:
    found = {address for each in entries for address in _walk(each, (), ())}
    named = (address for address in found if not address.name.endswith("?"))
    return sorted(named, key=lambda address: (address.name, address.parameters))


def _walk(
    found: URLPattern | URLResolver, scope: tuple[str, ...], parameters: tuple[str, ...]
) -> Iterator[Address]:
    parameters = (*parameters, *(found.pattern.converters or found.pattern.regex.groupindex))
    if isinstance(found, URLPattern):
        yield Address(":".join((*scope, found.name or "?")), parameters)
        return
    inner = (*scope, found.namespace) if found.namespace else scope
    for each in found.url_patterns:
        yield from _walk(each, inner, parameters)


def who_opens(name: str, tables: list[ModuleType]) -> frozenset[str] | None:
    """Return those to whom the address opens, None if no table says it.

    The longest row that fits wins: « namespace:edit » over « namespace:* ».
    """
    rows = {pattern: who for table in tables for pattern, who in table.WHO.items()}
    fitting = [pattern for pattern in rows if fnmatchcase(name, pattern)]
    return rows[max(fitting, key=len)] if fitting else None


def things_of(tables: list[ModuleType]) -> dict[str, Any]:
    return {name: thing for table in tables for name, thing in table.things().items()}


def pages_of(tables: list[ModuleType], things: dict[str, Any]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for table in tables:
        found |= table.pages(things) if hasattr(table, "pages") else {}
    return found


def snippet(name: str, pk: object) -> dict[str, object]:
    """Return what the addresses of the table *name* (« directory_label ») are about."""
    return {f"wagtailsnippets_{name}.pk": pk, f"wagtailsnippetchoosers_{name}.pk": pk}


def answer(client: Client, path: str, *, sent: bool = False) -> str:
    """Open *path*, and say how it answers (``roles.outcome``); what it changes is undone.

    What only takes a form gets an empty one, as scripts send it; so does all of it when *sent*.
    """
    with transaction.atomic():
        response = client.post(path) if sent else client.get(path)
        if response.status_code == 405 and not sent:
            response = client.post(path, headers={"x-requested-with": "XMLHttpRequest"})
        if response.streaming:  # a file: to close the response would close the database too
            b"".join(response.streaming_content)
        transaction.set_rollback(True)
    return outcome(response)
