"""What the blocks share: their preview for editors, titles and links."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.blocks import CharBlock, StructBlock, URLBlock
from wagtail.blocks.struct_block import StructBlockValidationError

from normandie.editorial.choosers import PageBlock
from normandie.editorial.rendering import Setting, setting_alone

PREVIEW = "editorial/block_preview.html"
LINE_FEATURES = ["bold", "italic", "link", "document-link"]
TEXT_FEATURES = [*LINE_FEATURES, "ul", "ol"]


class Groups:
    """Headings of the list from which editors choose a block."""

    WRITE = "Écrire"
    EXPLAIN = "Expliquer"
    SHOW = "Montrer"
    LEAD = "Mener ailleurs"
    STAFF = "Pour l’équipe"


def title_block(*, required: bool = False) -> CharBlock:
    """Return the title of a block: a heading of the second level in the page."""
    return CharBlock(
        label="titre",
        required=required,
        max_length=120,
        help_text="Titre de partie (niveau 2)\u00a0: il paraît dans le sommaire de la page.",
    )


class LinkBlock(StructBlock):
    """Where a link leads: a page of the site or another address, exactly one of them."""

    page = PageBlock(label="page du site", required=False)
    query = CharBlock(
        label="recherche",
        required=False,
        max_length=400,
        help_text="Pour mener à une recherche\u00a0: ce qui suit «\u00a0?\u00a0» dans son "
        "adresse, par exemple type=tiers-lieu pour l’annuaire.",
    )
    url = URLBlock(
        label="autre adresse", required=False, max_length=500, help_text="Commence par https://"
    )

    class Meta:
        label = "lien"
        icon = "link"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        if bool(cleaned.get("page")) == bool(cleaned.get("url")):
            message = (
                "Choisissez une page du site ou donnez une adresse, pas les deux."
                if cleaned.get("page")
                else "Choisissez une page du site, ou donnez une adresse."
            )
            raise StructBlockValidationError(non_block_errors=[ValidationError(message)])
        if cleaned.get("query") and not cleaned.get("page"):
            message = "Une recherche se fait dans une page du site\u00a0: choisissez-la."
            raise StructBlockValidationError(block_errors={"query": ValidationError(message)})
        return cleaned


class EditorialBlock(StructBlock):
    """A block of an editorial page; ``preview_value`` of its Meta is its example."""

    class Meta:
        preview_template = PREVIEW

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        setting = context.setdefault("setting", None) or setting_alone(self, value)
        return {**context, "setting": setting, **self.shown(value, setting)}

    def shown(self, value: Any, setting: Setting) -> dict[str, Any]:
        """Return what the template needs besides ``value`` and ``setting``."""
        return {}
