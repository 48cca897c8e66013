"""Blocks of the free presentation of a place."""

from wagtail.blocks import CharBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.images.blocks import ImageBlock


class PhotoBlock(StructBlock):
    image = ImageBlock(label="image")
    credit = CharBlock(label="crédit", required=False, max_length=120)

    class Meta:
        label = "Photo"
        icon = "image"
        template = "directory/place_page/_photo_block.html"


class PresentationBlock(StreamBlock):
    text = RichTextBlock(
        label="Texte", features=["h3", "bold", "italic", "link", "ol", "ul"], icon="pilcrow"
    )
    photo = PhotoBlock()
