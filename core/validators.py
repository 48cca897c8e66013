"""Checks that say what is wrong with one value, in words that help to mend it."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator

from core.mail.addresses import validate_address
from core.markup import bold_paragraphs
from core.net.urls import parts_of
from core.phones import PHONE

SHORTENERS = {
    "bit.ly",
    "cutt.ly",
    "goo.gl",
    "is.gd",
    "lc.cx",
    "ow.ly",
    "t.co",
    "tinyurl.com",
    "urlr.me",
}
LA_POSTE_SIREN = "356000000"
RNA = re.compile(r"W[0-9A-Z][0-9]{8}")
validate_postcode = RegexValidator(r"^[0-9]{5}\Z", "Un code postal compte cinq chiffres.")


def validate_siret(value: str) -> None:
    """Raise ValidationError unless *value* is a SIRET: fourteen digits with the key of Luhn.

    The establishments of La Poste follow a rule of their own (sum of the digits, multiple of 5).
    Source: INSEE, definition of the SIRET number.
    """
    if not re.fullmatch(r"[0-9]{14}", value):
        raise ValidationError("Un numéro SIRET compte quatorze chiffres, sans espace.")
    digits = [int(digit) for digit in value]
    if value.startswith(LA_POSTE_SIREN) and sum(digits) % 5 == 0:
        return
    doubled = sum(sum(divmod(2 * digit, 10)) for digit in digits[::2])
    if (doubled + sum(digits[1::2])) % 10:
        raise ValidationError(
            "La clé de ce numéro SIRET est fausse\u00a0: un chiffre est sans doute mal recopié."
        )


def validate_rna(value: str) -> None:
    """Raise ValidationError unless *value* is a number of the register of associations."""
    if not RNA.fullmatch(value):
        raise ValidationError("Un numéro RNA commence par W, suivi de neuf caractères.")


def validate_phone(value: str) -> None:
    """Raise ValidationError unless *value* is an international number (national standard)."""
    if not PHONE.fullmatch(value):
        raise ValidationError(
            "Saisissez un numéro français, par exemple 02 31 00 00 00 ou +33231000000."
        )


def validate_point(latitude: float, longitude: float) -> None:
    """Raise ValidationError unless the point (WGS84 degrees) lies in the region's bounds."""
    region = settings.REGION
    if region.contains(latitude, longitude):
        return
    if region.contains(longitude, latitude):
        raise ValidationError("La latitude et la longitude sont inversées.")
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise ValidationError(
            "Ces coordonnées ne sont pas des degrés\u00a0: convertissez-les en WGS84."
        )
    raise ValidationError(
        f"Ce point est hors de la région {region.name} "
        f"(latitude {region.south} à {region.north}, longitude {region.west} à {region.east})."
    )


def point_error(latitude: float | None, longitude: float | None) -> str:
    """Return what is wrong with the point of a form, in French; it may be left empty, whole."""
    if latitude is None and longitude is None:
        return ""
    if latitude is None or longitude is None:
        return "Donnez la latitude et la longitude, ou aucune des deux."
    try:
        validate_point(latitude, longitude)
    except ValidationError as error:
        return str(error.messages[0])
    return ""


def validate_email_lines(value: str) -> None:
    """Raise ValidationError unless each line of *value* is an e-mail address."""
    for line in value.splitlines():
        try:
            validate_address(line)
        except ValidationError as error:
            raise ValidationError(f"«\u00a0{line}\u00a0»\u00a0: {error.messages[0]}") from None


def validate_paragraphs(value: str) -> None:
    """Raise ValidationError for rich text where a paragraph is wholly bold, as a title would be."""
    if titles := bold_paragraphs(value):
        raise ValidationError(
            [
                f"Le paragraphe «\u00a0{title}\u00a0» est tout en gras\u00a0: si c’est un titre, "
                "faites-en un titre\u00a0; sinon, gardez le gras pour un mot ou deux."
                for title in titles
            ]
        )


def has_user(url: str) -> bool:
    """Whether *url* names a user, as « http://nom@exemple.fr » does: a mail, or a trap."""
    parts = parts_of(url)
    return parts is not None and "@" in parts.netloc


def validate_web_address(value: str) -> None:
    """Raise ValidationError for a web address that names a user (RFC 3986 §3.2.1)."""
    if has_user(value):
        raise ValidationError(
            "Une adresse de site n’a pas de «\u00a0@\u00a0»\u00a0: c’est sans doute un courriel."
        )


def validate_url_lines(value: str) -> None:
    """Raise ValidationError unless each line of *value* is a web address (http or https).

    A shortened one does not say what it opens, and closes with the service that shortened it.
    """
    validate_url = URLValidator(schemes=["http", "https"])
    for line in value.splitlines():
        parts = parts_of(line)
        if parts and parts.hostname in SHORTENERS:
            raise ValidationError(
                f"«\u00a0{line}\u00a0» est une adresse raccourcie\u00a0: écrivez celle du site."
            )
        try:
            validate_url(line)
            validate_web_address(line)
        except ValidationError:
            raise ValidationError(
                f"«\u00a0{line}\u00a0» n’est pas une adresse de site (elle commence par https://)."
            ) from None
