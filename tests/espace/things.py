"""What the addresses of the managers' space are about."""

from typing import Any

from normandie.espace.services.collective.mailing import issue_leaving
from tests.espace.collective import a_document, a_manager, a_question, an_axis
from tests.factories import PlacePageFactory


def make_things() -> dict[str, Any]:
    """Return it by the names that ``Address.path`` looks for."""
    place = PlacePageFactory()
    return {"managed place": place, "espace.place": place.pk, **things_of_the_collective()}


def things_of_the_collective() -> dict[str, Any]:
    peer = a_manager(is_listed=True).collective_profile
    return {
        "espace.peer": peer.pk,
        "espace.document": a_document().pk,
        "espace.question": a_question(peer.user).pk,
        "espace.axis": an_axis().pk,
        "espace.secret": issue_leaving("collective-news", peer),
    }
