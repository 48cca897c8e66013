"""Images and documents of the library, small and real."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image as Pillow
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage


def make_image(title: str = "Le port", width: int = 400, height: int = 225) -> AbstractImage:
    """Return a plain image of *width* by *height* pixels."""
    content = BytesIO()
    Pillow.new("RGB", (width, height), "#0a4552").save(content, "JPEG")
    file = ContentFile(content.getvalue(), name="port.jpg")
    return get_image_model().objects.create(title=title, file=file)


def make_document(title: str = "Le guide") -> AbstractDocument:
    """Return a document of 2 048 bytes that says it is a PDF."""
    file = ContentFile(b"%PDF-1.7\n".ljust(2048), name="guide.pdf")
    return get_document_model().objects.create(title=title, file=file)


def image_value(image: AbstractImage, **changes: object) -> dict[str, object]:
    """Return an image block that is complete, but for *changes* to its image."""
    described = {"image": image.pk, "alt_text": "Un port au matin", "decorative": False}
    return {"image": described | changes, "caption": "Le matin", "credit": "Ada Démo"}
