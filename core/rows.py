"""Going through rows so that a bad one costs itself alone, and is named."""

import logging
from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

from django.db import models, transaction

from core.logs import where_failed
from core.write_lock import sharing_write_lock

logger = logging.getLogger(__name__)

Row = TypeVar("Row", bound=models.Model)


LONGEST_KEY = 18  # digits: any longer number is that of no row


def typed_key(text: str) -> int | None:
    """Return the number of a row as a form or an address says it; None where it can be no row's."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST_KEY else None


def name_of(row: models.Model) -> str:
    """Name *row* by its kind and its number: its own words may be somebody's name."""
    return f"{row._meta.verbose_name} {row.pk}"


def failure_of(what: str, work: Callable[[], object]) -> str:
    """Do *work*; return an empty text, or *what* failed with the type of the error.

    The log gets where it failed, never the message of the error: it may quote what people wrote.
    """
    try:
        work()
    except Exception as error:  # noqa: BLE001  (whatever it is, the rest is done)
        logger.error("failed: %s: %s", what, where_failed(error))
        return f"{what} ({type(error).__name__})"
    return ""


def for_each(
    rows: Iterable[Row], work: Callable[[Row], object], named: Callable[[Row], str] = name_of
) -> list[str]:
    """Do *work* on each of *rows* in a transaction of its own; return those that failed, named.

    Others write in between, however many there are.

    Args:
        named: what to call a row that fails; it must not fail on a row that cannot be read.
    """
    failures = (
        failure_of(named(row), partial(_apart, work, row)) for row in sharing_write_lock(rows)
    )
    return [failure for failure in failures if failure]


def _apart(work: Callable[[Row], object], row: Row) -> None:
    with transaction.atomic():
        work(row)
