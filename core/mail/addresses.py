"""E-mail addresses as mail will write them, in its headers and to its server."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

# RFC 5322 §3.2.3, dot-atom: all that mailboxes use, and no quoted string, which may hold what
# breaks a header.
ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
LOCAL_PART = re.compile(rf"{ATOM}(?:\.{ATOM})*")
LOCAL_PART_LENGTH = 64  # octets (RFC 5321 §4.5.3.1.1)
LENGTH = 254  # octets (RFC 5321 §4.5.3.1.3, less the two angle brackets)
EXAMPLE = "prenom.nom@exemple.fr"

has_the_form_of_an_address = EmailValidator(
    f"Cette adresse n’est pas complète\u00a0: elle s’écrit comme {EXAMPLE}."
)


def validate_address(value: str) -> None:
    """Raise ValidationError unless mail can be sent to *value*, exactly as it is typed.

    Django's own check takes addresses that Django cannot write: a domain too long once encoded, a
    quoted string with control characters. The codes are ``invalid`` for its check, ``local_part``
    and ``domain`` for ours, so that a form may word the first in its own way.
    """
    has_the_form_of_an_address(value)
    local_part, _, domain = value.rpartition("@")
    if not LOCAL_PART.fullmatch(local_part) or len(local_part) > LOCAL_PART_LENGTH:
        raise ValidationError(
            "Ce qui précède @ dans cette adresse ne peut pas s’écrire dans un courriel\u00a0: "
            f"des lettres sans accent, des chiffres et des points, {LOCAL_PART_LENGTH} signes au "
            "plus.",
            code="local_part",
        )
    written = written_domain(domain)
    if not written or len(f"{local_part}@{written}") > LENGTH:
        raise ValidationError(
            "Ce qui suit @ dans cette adresse ne peut pas s’écrire dans un courriel\u00a0: "
            "vérifiez-le lettre à lettre.",
            code="domain",
        )


def written_domain(domain: str) -> str:
    """Return the ASCII form under which Django writes *domain*; empty if it names another one.

    Django encodes by IDNA 2003, which takes some letters for others: « ß » would send the mail to
    the owner of the domain in « ss » (RFC 5895 and UTS 46 tell of these deviations).
    """
    if domain.startswith("["):  # the number of a machine: no mailbox of a person
        return ""
    try:
        written = domain.encode("idna")
        same = domain.isascii() or written.decode("idna") == domain.lower()
    except UnicodeError:
        return ""
    return written.decode("ascii") if same else ""


def masked(address: str) -> str:
    """Return *address* without who it is, for screens that need no more: « c…@exemple.fr »."""
    local_part, _, domain = address.rpartition("@")
    return f"{local_part[:1]}…@{domain}"
