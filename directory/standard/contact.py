"""Telephone numbers, e-mail and web addresses, as people write them."""

import re
from collections.abc import Callable

from django.core.exceptions import ValidationError

from directory.validators import PHONE, validate_email_lines, validate_url_lines

from .cleaning import distinct
from .fields import SEPARATOR

BETWEEN_NUMBERS = re.compile(r"[|;,/]|\bou\b|\bet\b")
DIALLED = re.compile(r"\+?[0-9][0-9 \u00a0\u202f.()/-]*")
BETWEEN_ADDRESSES = re.compile(r"[;,\s]+")
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def parse_phone(text: str) -> str:
    """Return the first telephone number of *text*, as +33….

    Raises:
        ValueError: there is none that the standard can hold (short numbers, foreign ones).
    """
    for part in (*BETWEEN_NUMBERS.split(text), text):
        if number := _international(part):
            return number
    raise ValueError(f"«\u00a0{text[:40]}\u00a0» n’est pas un numéro de téléphone français.")


def _international(part: str) -> str:
    dialled = DIALLED.search(part)
    number = re.sub(r"[^0-9+]", "", dialled[0].replace("(0)", "")) if dialled else ""
    if re.fullmatch(r"0?[1-9][0-9]{8}", number):  # spreadsheets lose the leading zero
        number = f"+33{number[-9:]}"
    elif match := re.fullmatch(r"(?:\+|00)?330?([1-9][0-9]{8})", number):
        number = f"+33{match[1]}"
    return number if PHONE.fullmatch(number) else ""


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
    """Return a web address with its scheme: « www.exemple.fr » is read as http."""
    return address if SCHEME.match(address) else f"http://{address}"


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
