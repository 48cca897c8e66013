"""Who opens which address of the admin about what managers do."""

from typing import Any

from tests.directory.poles import a_pole
from tests.espace.sendings import manager_of, send_changes
from tests.factories import PlacePageFactory
from tests.roles import ALL_WHO_ENTER, STAFF, WRITERS

WHO = {
    "espace_follow_up:*": WRITERS,
    # It names no place: a form to choose under which page, which is refused when it is sent.
    "espace_follow_up:choose_parent": ALL_WHO_ENTER,
    "espace_review": STAFF,
    "espace_invite": STAFF,
    "espace_trust": STAFF,
    "espace_pole_trust": STAFF,
    "espace_pole_invite": STAFF,
}


def things() -> dict[str, Any]:
    place, pole = PlacePageFactory(), a_pole("Pôle de confiance")
    send_changes(place, manager_of(place), summary="Autre.")
    return {
        **{f"{name}.pk": place.pk for name in ("espace_invite", "espace_review", "espace_trust")},
        **{f"{name}.pk": pole.pk for name in ("espace_pole_invite", "espace_pole_trust")},
    }
