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
    faults: list[str] = []
    for item in text.split(SEPARATOR):
        item = item.strip()
        whole = complete(item)
        parts = [whole] if not _fault(whole, validate) else BETWEEN_ADDRESSES.split(item)
        for part in filter(None, parts):
            address = complete(part)
            if fault := _fault(address, validate):
                faults.append(fault)
            else:
                found.append(address)
    if faults:
        raise wrong_items(distinct(found), list(distinct(faults)))
    return distinct(found)


class PartlyWrong(ValueError):
    """Some values of a list are right, and *kept*; *reasons* say what is wrong with the others."""

    def __init__(self, kept: tuple[str, ...], reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.kept = kept
        self.reasons = reasons


def wrong_items(kept: tuple[str, ...], reasons: list[str]) -> ValueError:
    """Return the error of a list of which *kept* is right, maybe nothing."""
    return PartlyWrong(kept, reasons) if kept else ValueError(reasons[0])


def _fault(value: str, validate: Callable[[str], None]) -> str:
    try:
        _check(value, validate)
    except ValueError as error:
        return str(error)
    return ""


def _check(value: str, validate: Callable[[str], None]) -> None:
    try:
        validate(value)
    except ValidationError as error:
        raise ValueError(error.messages[0]) from error
