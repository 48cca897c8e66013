"""Fixtures of the calls."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from ami.models import Dossier
from ami.views.carrier.access import let_in


@pytest.fixture(autouse=True)
def no_private_file_left(empty_store: Path) -> None:
    """Every test of the calls may keep files."""


@pytest.fixture
def carrier(client: Client) -> Callable[[Dossier], Client]:
    """Give a browser that has opened the link of a file."""

    def open_file(dossier: Dossier) -> Client:
        dossier.by_link = True
        client.cookies.update(let_in(dossier).cookies)
        return client

    return open_file
