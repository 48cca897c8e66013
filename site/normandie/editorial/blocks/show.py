"""Blocks that show: images, documents."""

from typing import Any

from wagtail.blocks import CharBlock

from core.pictures.responsive import picture
from normandie.editorial.choosers import (
    DescribedImageBlock,
    DocumentFileBlock,
)
from normandie.editorial.files import file_of
from normandie.editorial.rendering import Setting

from .base import EditorialBlock, Groups


class CreditedImageBlock(EditorialBlock):
    image = DescribedImageBlock(label="image")
    caption = CharBlock(label="légende", required=False, max_length=240)
    credit = CharBlock(
        label="crédit", max_length=120, help_text="Qui a pris la photo ou dessiné l’image."
    )

    class Meta:
        label = "Image"
        icon = "image"
        group = Groups.SHOW
        template = "editorial/blocks/image.html"
        description = "Une image avec son crédit, et ce qu’elle montre en mots."

    def get_preview_value(self) -> Any:
        """Show the last image of the library: an example of ours would not be theirs."""
        from wagtail.images import get_image_model

        image = get_image_model().objects.order_by("-pk").first()
        if image:
            image.contextual_alt_text, image.decorative = image.title, False
        return self.normalize(
            {"image": image, "caption": "La légende de l’image.", "credit": "nom de l’auteur"}
        )

    def shown(self, value: Any, setting: Setting) -> dict[str, Any]:
        image = value["image"]
        return {"picture": picture(image, image.contextual_alt_text or "") if image else None}


class DocumentBlock(EditorialBlock):
    document = DocumentFileBlock(label="document")
    text = CharBlock(
        label="texte", required=False, max_length=240, help_text="Ce qu’on y trouve, en une phrase."
    )

    class Meta:
        label = "Document"
        icon = "doc-full"
        group = Groups.SHOW
        template = "editorial/blocks/document.html"
        description = "Un fichier à télécharger\u00a0: son format et son poids sont affichés."

    def get_preview_value(self) -> Any:
        from wagtail.documents import get_document_model

        document = get_document_model().objects.order_by("-pk").first()
        return self.normalize({"document": document, "text": "Ce qu’on trouve dans le document."})

    def shown(self, value: Any, setting: Setting) -> dict[str, Any]:
        return {"file": file_of(value["document"])}
