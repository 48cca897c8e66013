"""Going through rows so that a bad one costs itself alone."""

import logging
import traceback
from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

from django.db import models, transaction

logger = logging.getLogger(__name__)

Row = TypeVar("Row", bound=models.Model)


def failure_of(what: str, work: Callable[[], object]) -> str:
    """Do *work*; return an empty text, or *what* failed with the type of the error.

    The log gets where it failed, never the message of the error: it may quote what people wrote.
    """
    try:
        work()
    except Exception as error:  # noqa: BLE001  (whatever it is, the rest is done)
        failure = f"{what} ({type(error).__name__})"
        where = "".join(traceback.format_tb(error.__traceback__))
        logger.error("failed: %s\n%s", failure, where)
        return failure
    return ""


def for_each(rows: Iterable[Row], work: Callable[[Row], object]) -> list[str]:
    """Do *work* on each of *rows* in a transaction of its own; return those that failed, named.

    A row is named by its kind and its number: its own words may be somebody's name.
    """

    failures = (
        failure_of(f"{row._meta.verbose_name} {row.pk}", partial(_apart, work, row)) for row in rows
    )
    return [failure for failure in failures if failure]


def _apart(work: Callable[[Row], object], row: Row) -> None:
    with transaction.atomic():
        work(row)
