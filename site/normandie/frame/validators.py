"""What may be typed in the settings of the frame."""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator

from core.mail.addresses import validate_address

ODD = re.compile(r"[\s\\\x00-\x1f\x7f<>\"]")
PHONE = re.compile(r"^tel:\+?[0-9]{3,15}$")
WEB = URLValidator(schemes=["http", "https"])
WRONG_LINK = (
    "Écrivez une adresse du site, comme /annuaire/, ou une adresse complète, comme "
    "https://exemple.fr, mailto:nom@exemple.fr ou tel:+33231000000."
)

# What follows the address of a page: « carte/ », « ?type=epn », « #tarifs ».
validate_ending = RegexValidator(
    r"\A[\w\-./%]*(\?[\w\-.=&%+]*)?(#[\w\-]*)?\Z",
    "Écrivez la suite de l’adresse sans barre au début : carte/ ou ?type=epn.",
)


def validate_link(value: str) -> None:
    """Take an address of this site, of the web, of a mail box or of a phone; refuse all else.

    « javascript: » and its like run code, « //exemple.fr » hides another site behind a slash.

    Raises:
        ValidationError: with the forms that are taken.
    """
    if ODD.search(value) or not _is_link(value):
        raise ValidationError(WRONG_LINK, code="link")


def validate_ending_is_below(value: str) -> None:
    """Refuse an ending that leaves its page.

    Raises:
        ValidationError: when it starts with a slash or climbs (« .. »).
    """
    if value.startswith("/") or ".." in value:
        raise ValidationError(validate_ending.message, code="ending")


def _is_link(value: str) -> bool:
    if value.startswith("/"):
        return not value.startswith("//")
    try:
        parts = urlsplit(value)
        match parts.scheme:
            case "http" | "https":
                WEB(value)
            case "mailto":
                validate_address(parts.path)
            case "tel":
                return bool(PHONE.match(value))
            case _:
                return False
    except (ValidationError, ValueError):
        return False
    return True
