"""Closures of some dates: effective at once, whoever sends them, and taken back the same way."""

from typing import Any

from django.utils import timezone

from directory.hours import Closure, with_closure, without_closure
from directory.models import PlacePage
from normandie.espace.services.sheet import change_at_once


def close(place: PlacePage, user: Any, closure: Closure) -> None:
    """Add *closure* to the hours of *place*.

    Raises:
        ValidationError: in French; the hours cannot take it.
    """
    today = timezone.localdate()

    def write(sheet: PlacePage) -> None:
        sheet.hours = with_closure(sheet.hours, closure, today)

    change_at_once(place, user, write)


def reopen(place: PlacePage, user: Any, closure: Closure) -> None:
    """Take *closure* off the hours of *place*; what is not there is no error."""

    def write(sheet: PlacePage) -> None:
        sheet.hours = without_closure(sheet.hours, closure)

    change_at_once(place, user, write)
