"""Blocks to write with."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.blocks import CharBlock, ChoiceBlock, ListBlock, RichTextBlock, StructBlock, TextBlock

from core.validators import validate_paragraphs
from normandie.editorial.headings import mistakes_in
from normandie.editorial.rendering import Setting, unique_anchor

from .base import LINE_FEATURES, PREVIEW, TEXT_FEATURES, EditorialBlock, Groups


class RunningTextBlock(RichTextBlock):
    """Paragraphs, lists and headings of the second and third levels."""

    def __init__(self, **kwargs: Any) -> None:
        features = ["h2", "h3", *TEXT_FEATURES]
        super().__init__(features=features, validators=[validate_paragraphs], **kwargs)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if mistakes := mistakes_in(cleaned.source):
            raise ValidationError(mistakes)
        return cleaned

    class Meta:
        label = "Texte"
        icon = "pilcrow"
        group = Groups.WRITE
        template = "editorial/blocks/text.html"
        preview_template = PREVIEW
        description = "Des paragraphes, des listes et des intertitres."
        preview_value = (
            "<h2>Un titre de partie</h2><p>Un paragraphe court, qui va droit au but. Un mot "
            "<b>important</b> peut être mis en gras.</p><ul><li>une chose à la fois\u00a0;</li>"
            "<li>une idée par ligne.</li></ul><h3>Un intertitre</h3><p>Et la suite.</p>"
        )


class QuoteBlock(EditorialBlock):
    text = TextBlock(label="citation", help_text="Sans guillemets\u00a0: la page les ajoute.")
    author = CharBlock(label="auteur ou autrice", max_length=120)
    role = CharBlock(label="fonction", required=False, max_length=160)

    class Meta:
        label = "Citation"
        icon = "openquote"
        group = Groups.WRITE
        template = "editorial/blocks/quote.html"
        description = "Les mots d’une personne, avec son nom et sa fonction."
        preview_value = {
            "text": "Je suis venue pour imprimer un papier\u00a0; je reviens chaque semaine.",
            "author": "Une habitante",
            "role": "usagère d’un espace public numérique",
        }


class AlertBlock(EditorialBlock):
    kind = ChoiceBlock(
        label="nature",
        choices=[("info", "Information"), ("warning", "Avertissement")],
        default="info",
    )
    text = TextBlock(label="message", max_length=400)

    class Meta:
        label = "Message"
        icon = "warning"
        group = Groups.WRITE
        template = "editorial/blocks/alert.html"
        description = "Une ou deux phrases à ne pas manquer. À employer rarement."
        preview_value = {
            "kind": "info",
            "text": "Les lieux ferment souvent en août\u00a0: téléphonez.",
        }


class TermBlock(StructBlock):
    term = CharBlock(label="mot ou sigle", max_length=120)
    definition = RichTextBlock(
        label="définition", features=LINE_FEATURES, validators=[validate_paragraphs]
    )

    class Meta:
        label = "définition"
        icon = "tag"


class DefinitionsBlock(EditorialBlock):
    terms = ListBlock(TermBlock(), label="définitions")

    class Meta:
        label = "Définitions"
        icon = "list-ul"
        group = Groups.WRITE
        template = "editorial/blocks/definitions.html"
        description = (
            "Les mots d’un glossaire. Chacun a son adresse\u00a0: on peut y mener un lien."
        )
        preview_value = {
            "terms": [
                {
                    "term": "EPN",
                    "definition": "<p>Espace public numérique\u00a0: un lieu où l’on vous "
                    "aide.</p>",
                },
                {"term": "Fablab", "definition": "<p>Un atelier ouvert, avec ses machines.</p>"},
            ]
        }

    def shown(self, value: Any, setting: Setting) -> dict[str, Any]:
        return {
            "terms": [
                {
                    "anchor": unique_anchor(child["term"], setting.anchors),
                    "term": child["term"],
                    "definition": child["definition"],
                }
                for child in value["terms"]
            ]
        }
