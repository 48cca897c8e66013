"""The site with its files in a store, as STORAGE_URL has it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core.files.storage import storages
from django.db.models import FileField

from core.stored_files import raw_storage
from normandie.settings import files
from tests.s3 import Store, store

# What models ask for as they are read, and hold: the default one is asked for each time.
HELD = ("renditions", "private")


def _true_time(remove_tzinfo: bool = True) -> datetime:
    """Sign at the hour of the store, whatever the one that the test lives at."""
    hatch = time_machine.escape_hatch
    now = hatch.datetime.datetime.now(UTC) if hatch.is_travelling() else datetime.now(UTC)
    return now.replace(tzinfo=None) if remove_tzinfo else now


@pytest.fixture(scope="session")
def store_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with store(tmp_path_factory.mktemp("s3")) as server:
        server.open_images()
        yield server


@pytest.fixture
def s3(store_process: Store, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store in which the site keeps all its files; empty, and at work."""
    from core.s3 import S3Files  # heavy, and for who needs it

    monkeypatch.setattr(files, "READ_TIMEOUT", 4)  # twice: on a busy machine
    monkeypatch.setattr("botocore.auth.get_current_datetime", _true_time)
    before = {alias: type(storages[alias]) for alias in HELD}
    ours = files.file_storages(store_process.url, "", Path())
    settings.STORAGES = settings.STORAGES | ours
    for model in apps.get_models():
        for field in model._meta.get_fields():
            for alias, held in before.items():
                if isinstance(field, FileField) and type(field.storage) is held:
                    monkeypatch.setattr(field, "storage", storages[alias])
    S3Files.breakers.clear()
    yield store_process
    store_process.mend()
    S3Files.breakers.clear()
    for name in store_process.files:
        place, _, rest = name.partition("/")
        raw_storage("default" if place == "media" else place).delete(rest)
    for alias in (*HELD, "default"):
        storages[alias].connection.meta.client.close()
