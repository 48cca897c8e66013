"""What a secret opens: a file, to its carrier or to a member, by a mailed link or by a browser.

A browser that only typed an address works on the file that it began. What is written to other
people, or read in other files, waits for one that came by a link: who reads the mailbox.
"""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from ami.models import Dossier, Member
from ami.services.links import LINK_PURPOSE
from ami.services.mandates import ask_mandate
from core.tokens import find_token, issue_token

TYPED, LINKED = "dossier-browser", "dossier-mailbox-browser"  # how a browser came in
BROWSERS = (TYPED, LINKED)
BROWSER_LASTS = timedelta(days=30)  # and no longer than the browser stays open


@transaction.atomic
def open_by_link(secret: str) -> Dossier | None:
    """Return the file that the link opens, None for a link that is wrong, withdrawn or over.

    Whoever follows it reads the mailbox: the address is verified. A helper who has just shown
    theirs may have the carrier asked for the mandate.
    """
    dossier = _open(secret, LINK_PURPOSE)
    if dossier is None:
        return None
    dossier.by_link = True
    member, now = dossier.opened_by, timezone.now()
    if member is None:
        if dossier.email_verified_at is None:
            dossier.email_verified_at = now
            dossier.save(update_fields=["email_verified_at"])
        return dossier
    if member.opened_at is None:
        member.opened_at = now
        member.save(update_fields=["opened_at"])
    ask_mandate(member)
    return dossier


def let_browser_in(dossier: Dossier) -> str:
    """Return a secret for the browser that has just begun *dossier*, or opened its link."""
    purpose = LINKED if dossier.by_link else TYPED
    return issue_token(purpose, dossier.opened_by or dossier, lasting=BROWSER_LASTS)


def open_by_browser(secret: str) -> Dossier | None:
    return _open(secret, *BROWSERS)


def _open(secret: str, *purposes: str) -> Dossier | None:
    token = find_token(secret, *purposes)
    if token is None:
        return None
    dossier = _file_of(token.subject)
    if dossier:
        dossier.by_link = token.purpose == LINKED
    return dossier


def _file_of(subject: Any) -> Dossier | None:
    """Return the file, told by whom it is opened; None for a member who has left."""
    if isinstance(subject, Dossier):
        return subject
    if not isinstance(subject, Member) or not subject.is_present():
        return None
    dossier: Dossier = subject.dossier
    dossier.opened_by = subject
    return dossier
