"""E-mail and web addresses, as people write them."""

import re
from collections.abc import Callable

from django.core.exceptions import ValidationError

from core.text.cleaning import distinct
from core.validators import validate_email_lines, validate_url_lines

from .fields import SEPARATOR

BETWEEN_ADDRESSES = re.compile(r"[;,\s]+")
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def parse_emails(text: str) -> tuple[str, ...]:
    return _addresses(text, validate_email_lines, str)


def parse_urls(text: str) -> tuple[str, ...]:
    return _addresses(text, validate_url_lines, with_scheme)


def parse_url(text: str) -> str:
    """Return a web address, with a scheme. ValueError when it is not one."""
    url = with_scheme(text)
    _check(url, validate_url_lines)
    return url


def with_scheme(address: str) -> str:
    """Return a web address with its scheme: « www.exemple.fr » is read as http, a mail is none."""
    return address if SCHEME.match(address) or "@" in address else f"http://{address}"


def _addresses(
    text: str, validate: Callable[[str], None], complete: Callable[[str], str]
) -> tuple[str, ...]:
    """Split a list of addresses; files that split it in their own way are understood too."""
    found: list[str] = []
    for item in text.split(SEPARATOR):
        item = item.strip()
        try:
            _check(complete(item), validate)
            found.append(complete(item))
        except ValueError:
            parts = [complete(part) for part in BETWEEN_ADDRESSES.split(item) if part]
            for part in parts:
                _check(part, validate)
            found += parts
    return distinct(found)


def _check(value: str, validate: Callable[[str], None]) -> None:
    try:
        validate(value)
    except ValidationError as error:
        raise ValueError(error.messages[0]) from error
