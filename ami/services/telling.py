"""Writing to the two sides of a file: its carrier, and the service in charge."""

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from wagtail.admin.admin_url_finder import AdminURLFinder

from ami.models import Dossier
from ami.services.links import new_link
from core.mail.kinds import MailKind
from core.mail.queue import queue_mail


def tell_carrier(
    dossier: Dossier, kind: MailKind, context: dict[str, Any] | None = None, occasion: str = ""
) -> None:
    """Write a mail of *kind* to the carrier, with the link of the file.

    The person to write to, where it is another, has not shown that the address is theirs: no link
    for it (``url`` is empty).
    """
    said = {"dossier": dossier, "call": dossier.call} | (context or {})
    for address in dossier.mail_addresses:
        url = new_link(dossier) if address == dossier.access_email else ""
        queue_mail(
            kind, about=dossier, to=[address], context=said | {"url": url}, occasion=occasion
        )


def tell_service(
    dossier: Dossier,
    kind: MailKind,
    context: dict[str, Any] | None = None,
    occasion: str = "",
    to: str = "",
) -> None:
    """Write a mail of *kind* to the service, with the address of the file in the admin.

    Args:
        to: the address of one agent; the service's own for none.
    """
    recipient = to or dossier.call.service_email
    if not recipient:
        return
    admin_url = AdminURLFinder().get_edit_url(dossier) or "/admin/"
    said = {
        "dossier": dossier,
        "call": dossier.call,
        "admin_url": urljoin(settings.WAGTAILADMIN_BASE_URL, admin_url),
    }
    queue_mail(
        kind,
        about=dossier,
        to=[recipient],
        context=said | (context or {}),
        occasion=occasion,
    )
