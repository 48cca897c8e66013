"""Somebody who holds the database for writing, and lets all others read."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg
from django.db import connection, connections


@contextmanager
def another_writes() -> Iterator[None]:
    """Hold, by a connection apart, what any writer of ``shared_database`` must wait for."""
    if connection.vendor == "sqlite":
        path = connections.settings["default"]["NAME"]
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
            other.execute("ROLLBACK")
        return
    tables = ", ".join(
        connection.ops.quote_name(table)
        for table in connection.introspection.django_table_names(only_existing=True)
    )
    with psycopg.connect(**_access()) as other:
        other.execute(f"LOCK TABLE {tables} IN EXCLUSIVE MODE")
        yield
        other.rollback()


def _access() -> dict[str, object]:
    given = connection.get_connection_params()
    names = ("dbname", "user", "password", "host", "port")
    return {name: given[name] for name in names if given.get(name)}


def wait_for_nobody() -> None:
    """Have the connection of this thread fail at once where it would wait for another."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA busy_timeout = 0")
        else:
            cursor.execute("SET lock_timeout = '100ms'")
