"""A pôle de proximité for tests, below the page of the network."""

from typing import Any

from directory.models import PoleIndexPage, PolePage
from tests.factories import HomePageFactory


def pole_index() -> PoleIndexPage:
    """Return the page of the pôles, made once."""
    index = PoleIndexPage.objects.first()
    return index or HomePageFactory().add_child(
        instance=PoleIndexPage(title="Quel est mon pôle\u00a0?", slug="poles")
    )


def a_pole(title: str = "Pôle du Bocage", *, epcis: Any = (), communes: Any = (), **fields: Any):
    """Return a published pôle that answers for *epcis* and *communes*."""
    pole = PolePage(title=title, **fields)
    pole.epcis, pole.communes = list(epcis), list(communes)
    return pole_index().add_child(instance=pole)
