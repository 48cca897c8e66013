"""What the addresses of the managers' space are about."""

from typing import Any

from tests.factories import ErrorReportFactory, PlacePageFactory


def make_things() -> dict[str, Any]:
    """Return it by the names that ``Address.path`` looks for."""
    place = PlacePageFactory()
    return {
        "managed place": place,
        "espace.place": place.pk,
        "espace.report": ErrorReportFactory(place=place).pk,
    }
