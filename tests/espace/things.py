"""What the addresses of the managers' space are about."""

from typing import Any

from tests.editorial.media import make_image
from tests.factories import LabelFactory, LabelGrantFactory, PlacePageFactory


def make_things() -> dict[str, Any]:
    """Return it by the names that ``Address.path`` looks for."""
    place = PlacePageFactory()
    label = LabelFactory(logo=make_image())
    LabelGrantFactory(place=place, label=label)
    return {"managed place": place, "espace.place": place.pk, "espace:logo.label": label.slug}
