"""Fixtures of the calls."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.test import Client

from ami.models import Dossier
from ami.views.carrier.access import let_in
from core.forms import visitor_form


@pytest.fixture
def quick_hands(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test fills a form in faster than the trap for robots allows."""
    monkeypatch.setattr(visitor_form, "MIN_SECONDS", -1)


@pytest.fixture
def carrier(client: Client) -> Callable[[Dossier], Client]:
    """Give a browser that has opened the link of a file."""

    def open_file(dossier: Dossier) -> Client:
        client.cookies.update(let_in(dossier).cookies)
        return client

    return open_file


@pytest.fixture
def empty_store() -> Iterator[Path]:
    """Where private files are, with none left by another test."""
    folder = Path(storages["private"].location)
    yield folder
    for each in folder.rglob("*"):
        if each.is_file():
            each.unlink()
