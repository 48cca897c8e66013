"""Blocks that show: images, documents, partners."""

from typing import Any

from wagtail.blocks import CharBlock, ListBlock, StructBlock, URLBlock

from core.pictures.renditions import Cut
from core.pictures.responsive import picture, single
from normandie.editorial.choosers import (
    DescribedImageBlock,
    DocumentFileBlock,
    PlainImageBlock,
)
from normandie.editorial.files import file_of
from normandie.editorial.rendering import Setting

from .base import EditorialBlock, Groups, title_block


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


class PartnerBlock(StructBlock):
    name = CharBlock(label="nom", max_length=160)
    role = CharBlock(label="rôle", required=False, max_length=240)
    url = URLBlock(label="site", required=False, max_length=500)
    logo = PlainImageBlock(
        label="logo", required=False, help_text="Décoratif\u00a0: le nom est écrit à côté."
    )

    class Meta:
        label = "partenaire"
        icon = "group"


class PartnersBlock(EditorialBlock):
    title = title_block()
    partners = ListBlock(PartnerBlock(), label="partenaires", min_num=1)

    class Meta:
        label = "Partenaires"
        icon = "group"
        group = Groups.SHOW
        template = "editorial/blocks/partners.html"
        description = "Qui fait vivre le réseau, et ce que chacun y apporte."
        preview_value = {
            "title": "Les partenaires",
            "partners": [
                {"name": "Une agglomération", "role": "accueille un lieu", "url": "", "logo": None},
                {"name": "Une association", "role": "forme les équipes", "url": "", "logo": None},
            ],
        }

    def shown(self, value: Any, setting: Setting) -> dict[str, Any]:
        return {
            "partners": [
                {
                    "name": partner["name"],
                    "role": partner["role"],
                    "url": partner["url"],
                    "logo": single(partner["logo"], Cut.LOGO),
                }
                for partner in value["partners"]
            ]
        }
