"""Who opens which address of the admin about what managers do."""

from typing import Any

from tests.espace.sendings import manager_of, send_changes
from tests.factories import PlacePageFactory
from tests.roles import STAFF

WHO = {
    "espace_review": STAFF,
}


def things() -> dict[str, Any]:
    place = PlacePageFactory()
    send_changes(place, manager_of(place), summary="Autre.")
    return {"espace_review.pk": place.pk}
