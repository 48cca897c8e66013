"""The whole demo site, built once for all the tests of this folder: it takes long."""

from collections.abc import Iterator

import pytest
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.demo.building import build_from_nothing
from tests.undone import undone_at_last


@pytest.fixture(autouse=True, scope="package")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with undone_at_last(django_db_blocker) as make:
        with override_settings(DEBUG=True):
            make(build_from_nothing)
        yield
