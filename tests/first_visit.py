"""What a page costs the first visitor after a restart, when nothing is kept anywhere."""

from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def forget_all() -> None:
    """Empty every cache, and what the process itself keeps of the database."""
    for name in caches:
        caches[name].clear()
    ContentType.objects.clear_cache()


def first_queries(client: Client, url: str) -> int:
    """Count the queries of the first visit of *url*; the images are made before."""
    assert client.get(url).status_code == 200
    forget_all()
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    return len(captured)
