"""What the addresses of the managers' space are about."""

from typing import Any

from normandie.espace.services.invitations import invite
from tests.factories import PlacePageFactory, UserFactory


def make_things() -> dict[str, Any]:
    """Return it by the names that ``Address.path`` looks for."""
    place, colleague = PlacePageFactory(), UserFactory()
    place.managers.add(colleague)
    return {
        "managed place": place,
        "espace.place": place.pk,
        "espace.person": colleague.pk,
        "espace.invitation": invite(place, "invitee@exemple.fr", colleague).pk,
    }
