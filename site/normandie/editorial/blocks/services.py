"""Whom to write to or call: the services of the Région, as staff set them."""

from contextlib import suppress
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.blocks import CharBlock, EmailBlock, ListBlock, StructBlock, TextBlock
from wagtail.blocks.struct_block import StructBlockValidationError

from core.phones import parse_phone
from core.validators import validate_phone
from normandie.frame.blocks import AddressBlock

from .base import EditorialBlock, Groups, title_block


class PhoneBlock(CharBlock):
    """A phone number, kept in one form however it is typed."""

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not cleaned:
            return cleaned
        validate_phone(number := _parsed(cleaned))
        return number


def _parsed(typed: str) -> str:
    with suppress(ValueError):
        return parse_phone(typed)
    return typed


class ServiceBlock(StructBlock):
    name = CharBlock(label="nom du service", max_length=120)
    purpose = TextBlock(
        label="pour quoi",
        max_length=300,
        help_text="Une phrase\u00a0: «\u00a0Demander le label, préparer un dossier.\u00a0»",
    )
    phone = PhoneBlock(label="téléphone", required=False)
    hours = CharBlock(
        label="quand appeler",
        required=False,
        max_length=120,
        help_text="Par exemple «\u00a0du lundi au vendredi, de 9 h à 12 h\u00a0».",
    )
    email = EmailBlock(
        label="courriel", required=False, help_text="Celui du service, jamais d’une personne."
    )
    form_url = AddressBlock(
        label="adresse d’un formulaire", help_text="/page/ ou https://exemple.fr."
    )
    reply = CharBlock(
        label="comment vient la réponse",
        required=False,
        max_length=160,
        help_text="Par exemple «\u00a0par courriel, sous dix jours\u00a0».",
    )

    class Meta:
        label = "service"
        icon = "group"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if self.is_deferred_validation or any(
            cleaned.get(way) for way in ("phone", "email", "form_url")
        ):
            return cleaned
        raise StructBlockValidationError(
            non_block_errors=[
                ValidationError("Donnez un téléphone, un courriel ou un formulaire au moins.")
            ]
        )


class ServicesBlock(EditorialBlock):
    title = title_block()
    services = ListBlock(ServiceBlock(), label="services", min_num=1, max_num=12)

    class Meta:
        label = "Services à joindre"
        icon = "mail"
        group = Groups.LEAD
        template = "editorial/blocks/services.html"
        description = "À qui écrire ou téléphoner, pour quoi, et comment vient la réponse."
        preview_value = {
            "title": "À qui vous adresser",
            "services": [
                {
                    "name": "Un service de la Région (exemple)",
                    "purpose": "Demander le label, préparer un dossier.",
                    "phone": "+33261910000",
                    "hours": "du lundi au vendredi, de 9 h à 12 h",
                    "email": "service@exemple.fr",
                    "form_url": "",
                    "reply": "par courriel, sous dix jours",
                }
            ],
        }
