"""Fixtures of the calls."""

from collections.abc import Callable

import pytest
from django.test import Client

from ami.models import Dossier
from ami.views.carrier.access import let_in


@pytest.fixture
def carrier(client: Client) -> Callable[[Dossier], Client]:
    """Give a browser that has opened the link of a file."""

    def open_file(dossier: Dossier) -> Client:
        client.cookies.update(let_in(dossier).cookies)
        return client

    return open_file
