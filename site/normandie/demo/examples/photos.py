"""The drawings that stand for photos of the invented places."""

from pathlib import Path

from django.core.files.images import ImageFile
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage

FOLDER = Path(__file__).parent.parent / "photos"


def image_of(name: str) -> AbstractImage:
    """Return the image that holds the drawing *name*, stored once however many places show it."""
    Image, title = get_image_model(), f"Exemple de démonstration\u00a0: {name}"
    stored = Image.objects.filter(title=title).first()
    if stored:
        return stored
    path = FOLDER / f"{name}.png"
    with path.open("rb") as file:
        return Image.objects.create(title=title, file=ImageFile(file, name=f"exemple-{path.name}"))
