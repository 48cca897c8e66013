"""The sections of the home page as staff arrange them: their order, what illustrates each."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.blocks import CharBlock, ChoiceBlock, StreamBlock, StructBlock
from wagtail.blocks.struct_block import StructBlockValidationError

from core.pictures.drawings import DRAWINGS
from normandie.editorial.choosers import DescribedImageBlock

# What staff call each section of ``normandie.home.sections``, by the name of its function.
SECTION_NAMES = {
    "needs": "J’ai besoin de…",
    "kinds": "Les deux sortes de lieux",
    "around": "Des lieux près de chez vous",
    "events": "Les prochains rendez-vous",
    "calls": "Les appels ouverts",
    "figures": "Le réseau en chiffres",
    "reading": "Les pages à la une",
}


class SectionBlock(StructBlock):
    """A section that the site writes: what stands beside its title is all there is to choose."""

    drawing = ChoiceBlock(
        label="Dessin",
        choices=[("", "Aucun dessin"), *DRAWINGS.items()],
        required=False,
        help_text="À côté du titre de la partie.",
    )
    image = DescribedImageBlock(label="Ou une image", required=False)
    credit = CharBlock(
        label="Crédit de l’image",
        required=False,
        max_length=120,
        help_text="Qui a pris la photo ou dessiné l’image.",
    )

    class Meta:
        icon = "image"
        label_format = "{drawing}"  # on the line of a folded section

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        errors = {}
        if cleaned["image"] and cleaned["drawing"]:
            errors["drawing"] = "Choisissez un dessin ou une image, pas les deux."
        if cleaned["image"] and not cleaned["credit"]:
            errors["credit"] = "Dites qui a pris la photo ou dessiné l’image."
        if errors:
            raise StructBlockValidationError(
                {name: ValidationError(message) for name, message in errors.items()}
            )
        return cleaned


class SectionsBlock(StreamBlock):
    """Each section once at most."""

    class Meta:
        block_counts = {name: {"max_num": 1} for name in SECTION_NAMES}
        collapsed = True  # a line for each section

    def __init__(self, **kwargs: Any) -> None:
        sections = [(name, SectionBlock(label=label)) for name, label in SECTION_NAMES.items()]
        super().__init__(sections, **kwargs)
