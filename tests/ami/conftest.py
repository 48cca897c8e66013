"""Fixtures of the calls."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client

from ami.models import CallPage, Dossier
from ami.views.carrier.access import let_in
from tests.ami.committed import erase
from tests.ami.factories import CallPageFactory
from tests.threads import at_once


@pytest.fixture(autouse=True)
def no_private_file_left(empty_store: Path) -> None:
    """Every test of the calls may keep files."""


@pytest.fixture
def shared_database(shared_database: None) -> Iterator[None]:
    """The same, cleared of the calls and of their files after the test, even one that fails."""
    yield
    at_once(erase, times=1)


@pytest.fixture
def call() -> CallPage:
    """A call open from 2 November to 18 December 2026, at « /appels/usages/ »."""
    return CallPageFactory(title="Usages numériques", slug="usages")


@pytest.fixture
def carrier(client: Client) -> Callable[[Dossier], Client]:
    """Give a browser that has opened the link of a file."""

    def open_file(dossier: Dossier) -> Client:
        dossier.by_link = True
        client.cookies.update(let_in(dossier).cookies)
        return client

    return open_file
