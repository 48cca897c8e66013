"""A real Elasticsearch for the tests that ask for one (``.ci/elasticsearch`` starts it)."""

import os
from collections.abc import Iterator
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch

from core.engine import client
from core.engine.feeding import rebuild, send_waiting
from core.engine.indexes import indexes

URL, HOME = "TEST_ELASTICSEARCH_URL", "TEST_ELASTICSEARCH_HOME"


def given(name: str) -> str:
    """Return a variable of the environment, or skip the test; where CI=true, it fails."""
    value = os.environ.get(name, "")
    if not value:
        say = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        say(f"no Elasticsearch: {name} is not set (.ci/elasticsearch starts one)")
    return value


def fill_engine() -> None:
    """Have the engine hold all that the tables hold."""
    for index in indexes():
        rebuild(index)
    send_waiting()


@pytest.fixture
def search_engine(settings: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Elasticsearch]:
    """A site that has a search engine, with indexes of its own, which are not made yet.

    It is waited for longer than on a site: a loaded machine is slow, not wrong.
    """
    monkeypatch.setattr(client, "PATIENCE", client.FEEDING_PATIENCE)
    prefix = f"tests-{uuid4().hex[:12]}"
    settings.ELASTICSEARCH_URL = f"{given(URL)}/?prefix={prefix}"
    client.breaker.answered()
    engine = Elasticsearch(given(URL))
    yield engine
    client.breaker.answered()
    names = list(engine.indices.get(index=f"{prefix}-*"))
    if names:
        engine.indices.delete(index=names)
    engine.close()
