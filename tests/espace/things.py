"""What the addresses of the managers' space are about."""

from typing import Any

from core.tokens import issue_token
from normandie.espace.services.verification import PURPOSE
from tests.factories import PlacePageFactory


def make_things() -> dict[str, Any]:
    """Return it by the names that ``Address.path`` looks for."""
    place = PlacePageFactory()
    return {
        "managed place": place,
        "espace.place": place.pk,
        "espace.subject": "contact",
        "espace.secret": issue_token(PURPOSE, place),
    }
