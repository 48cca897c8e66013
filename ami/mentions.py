"""« @prénom.nom » in a note of the service: whom it calls."""

import re
from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q

from ami.models import Dossier
from ami.permissions import readers
from core.text.words import slug_of

# Not what follows a letter or a digit: an e-mail address calls nobody.
CALLED = re.compile(r"(?<![\w@.])@(\w[\w.\-’']*)")


def colleagues_of(user: Any, people: Iterable[Any]) -> list[Any]:
    """Return whom a note of *user* may call: the other readers among *people* of the file."""
    return [each for each in people if each.may_read and each.pk != user.pk]


def people_of(dossier: Dossier, others: Iterable[int] = ()) -> list[Any]:
    """Return who reads *dossier*, and the accounts of the keys *others*, by name, in one query.

    ``may_read`` tells them apart.
    """
    reading = readers(dossier).order_by()
    accounts = get_user_model()._default_manager
    found = accounts.filter(Q(pk__in=reading.values("pk")) | Q(pk__in=others))
    found = found.annotate(may_read=Exists(reading.filter(pk=OuterRef("pk"))))
    return list(found.order_by("last_name", "first_name", "username"))


def handle_of(user: Any) -> str:
    """Return what calls *user*: « lea.le-goff » for Léa Le Goff; else the name of the account."""
    names = [slug_of(each) for each in (user.first_name, user.last_name)]
    return ".".join(filter(None, names)) or slug_of(user.get_username())


def read_mentions(text: str, colleagues: Iterable[Any]) -> tuple[list[Any], list[str]]:
    """Return whom *text* calls among *colleagues*, and what it calls that is nobody's name.

    Two people of the same name are both called: who reads the note knows whether it is theirs.
    """
    by_handle: dict[str, list[Any]] = {}
    for each in colleagues:
        by_handle.setdefault(handle_of(each), []).append(each)
    called = dict.fromkeys(each.rstrip(".-’'") for each in CALLED.findall(text))
    people = [user for each in called for user in by_handle.get(_handle(each), [])]
    return people, [each for each in called if _handle(each) not in by_handle]


def _handle(called: str) -> str:
    return ".".join(slug_of(each) for each in called.split("."))
