"""Long lists, a part at a time."""

import sqlite3
from contextlib import closing

import pytest
from django.db import connection, connections

from core.batches import by_key
from core.models import NumberSeries
from tests.threads import at_once

NAMES = [f"liste-{number:03}" for number in range(300)]


@pytest.mark.django_db
@pytest.mark.usefixtures("shared_database")
def test_who_writes_while_reading_lets_others_write_too() -> None:
    """SQLite refuses who has a query open since before another wrote."""

    def another_writes() -> None:
        if connection.vendor == "sqlite":
            path = connections.settings["default"]["NAME"]
            with closing(sqlite3.connect(path)) as other, other:
                other.execute("UPDATE core_numberseries SET last = last + 1")

    def work() -> list[str]:
        series = NumberSeries.objects
        series.bulk_create(NumberSeries(name=name, year=2026) for name in NAMES)
        written = []
        try:
            for row in by_key(series.filter(name__in=NAMES), size=50):
                if len(written) == 10:
                    another_writes()
                series.filter(pk=row.pk).update(last=0)
                written.append(row.name)
        finally:
            series.filter(name__in=NAMES).delete()
        return written

    assert at_once(work, times=1) == [NAMES]
