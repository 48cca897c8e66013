"""Blocks of the settings of the frame: links, columns of the footer, social networks, alerts."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    DateTimeBlock,
    PageChooserBlock,
    StreamBlock,
    StructBlock,
    StructBlockValidationError,
    URLBlock,
)

from .validators import validate_ending, validate_ending_is_below, validate_link

LABEL_LENGTH = 40  # characters: an entry of the menu stays on a line of a phone
ALERT_LENGTH = 200


class AddressBlock(CharBlock):
    """An address that a link may have: of this site, of the web, of a mail box, of a phone."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=500, validators=[validate_link], **kwargs)


class LinkBlock(StructBlock):
    """A page, or an address with its label.

    The link to a page follows its title and its address, and goes when it is not published.
    """

    target_required = True

    page = PageChooserBlock(
        label="Page",
        required=False,
        help_text="Le lien suit la page : son titre, son adresse, et il disparaît avec elle.",
    )
    ending = CharBlock(
        label="Fin de l’adresse",
        required=False,
        max_length=120,
        validators=[validate_ending, validate_ending_is_below],
        help_text="Après celle de la page, par exemple carte/ pour la carte de l’annuaire.",
    )
    url = AddressBlock(
        label="Ou une adresse", help_text="/annuaire/, https://exemple.fr, mailto: ou tel:."
    )
    label = CharBlock(
        label="Texte du lien",
        required=False,
        max_length=LABEL_LENGTH,
        help_text="Vide : le titre de la page. Obligatoire pour une adresse.",
    )

    class Meta:
        label = "Lien"
        icon = "link"
        label_format = "{label} → {page} {ending} {url}"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if errors := self.link_errors(cleaned):
            raise StructBlockValidationError(
                {name: ValidationError(message) for name, message in errors.items()}
            )
        return cleaned

    def link_errors(self, value: Any) -> dict[str, str]:
        """Return what is wrong with the link as a whole, by field."""
        page, url = value.get("page"), value.get("url")
        if page and url:
            return {"url": "Choisissez une page ou écrivez une adresse, pas les deux."}
        if not page and not url:
            return {"page": "Choisissez une page ou écrivez une adresse."} if self._wanted() else {}
        if value.get("ending") and not page:
            return {"ending": "Choisissez la page dont voici la suite de l’adresse."}
        if not value.get("label") and (url or value.get("ending")):
            return {"label": "Écrivez le texte du lien."}
        return {}

    def _wanted(self) -> bool:
        return self.target_required


class LinksBlock(StreamBlock):
    link = LinkBlock()

    class Meta:
        required = False
        collapsed = True  # a line for each link


class ColumnBlock(StructBlock):
    """A titled list of links in the footer."""

    title = CharBlock(label="Titre", max_length=LABEL_LENGTH)
    links = LinksBlock(label="Liens", max_num=10)

    class Meta:
        label = "Colonne"
        icon = "list-ul"
        label_format = "{title}"


class SocialBlock(StructBlock):
    """An account of the network elsewhere."""

    label = CharBlock(label="Nom du réseau social", max_length=LABEL_LENGTH)
    url = URLBlock(label="Adresse", max_length=500, help_text="Elle commence par https://.")
    name = CharBlock(
        label="Nom lu à voix haute",
        required=False,
        max_length=120,
        help_text="Pour les lecteurs d’écran, par exemple « Mastodon du réseau ». Il contient le "
        "nom du réseau social. Vide : ce nom seul.",
    )

    class Meta:
        label = "Compte"
        icon = "site"
        label_format = "{label}"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        errors = {}
        if not cleaned["url"].startswith("https://"):
            errors["url"] = "L’adresse commence par https://."
        # WCAG 2.2, 2.5.3: who speaks to a computer says what is shown.
        if cleaned["name"] and cleaned["label"].casefold() not in cleaned["name"].casefold():
            errors["name"] = f"Le nom lu à voix haute contient « {cleaned['label']} »."
        if errors:
            raise StructBlockValidationError(
                {name: ValidationError(message) for name, message in errors.items()}
            )
        return cleaned


class AlertKind(models.TextChoices):
    INFO = "info", "Information"
    WARNING = "warning", "Attention"
    ERROR = "error", "Urgent"


class AlertBlock(LinkBlock):
    """A message on top of every page, between two dates."""

    target_required = False

    kind = ChoiceBlock(label="Genre", choices=AlertKind.choices, default=AlertKind.INFO)
    text = CharBlock(
        label="Message", max_length=ALERT_LENGTH, help_text="Une ou deux phrases, sans jargon."
    )
    starts_at = DateTimeBlock(label="Paraît le")
    ends_at = DateTimeBlock(label="Disparaît le")

    class Meta:
        label = "Alerte"
        icon = "warning"
        label_format = "{text}"
        form_layout = ["text", "kind", "starts_at", "ends_at"]  # then the link, which is optional

    def link_errors(self, value: Any) -> dict[str, str]:
        errors = super().link_errors(value)
        if value["ends_at"] <= value["starts_at"]:
            errors["ends_at"] = "Cette date vient avant celle où l’alerte paraît."
        return errors
