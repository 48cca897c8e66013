"""Fixtures of the calls."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.test import Client

from ami.models import Dossier
from ami.views.carrier.access import let_in


@pytest.fixture(autouse=True)
def empty_store() -> Iterator[Path]:
    """Where private files are: a test leaves none to the next."""
    folder = Path(storages["private"].location)
    yield folder
    for each in folder.rglob("*"):
        if each.is_file():
            each.unlink()


@pytest.fixture
def carrier(client: Client) -> Callable[[Dossier], Client]:
    """Give a browser that has opened the link of a file."""

    def open_file(dossier: Dossier) -> Client:
        dossier.by_link = True
        client.cookies.update(let_in(dossier).cookies)
        return client

    return open_file
