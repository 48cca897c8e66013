"""Blocks of the free presentation of a place."""

from typing import Any

from wagtail.blocks import CharBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.images.blocks import ImageBlock

from core.pictures.responsive import picture
from core.validators import validate_paragraphs


class PhotoBlock(StructBlock):
    image = ImageBlock(label="image")
    credit = CharBlock(label="crédit", required=False, max_length=120)

    class Meta:
        label = "Photo"
        icon = "image"
        template = "directory/place_page/_photo_block.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        image = value["image"]
        shown = picture(image, image.contextual_alt_text or "") if image else None
        return super().get_context(value, parent_context) | {"picture": shown}


class PresentationBlock(StreamBlock):
    text = RichTextBlock(
        label="Texte",
        features=["h3", "bold", "italic", "link", "ol", "ul"],
        icon="pilcrow",
        validators=[validate_paragraphs],
    )
    photo = PhotoBlock()
