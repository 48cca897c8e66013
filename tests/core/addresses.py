"""Who opens which address of the work of the night and of the mails of the site."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from core.models import OutgoingMail
from tests.admin_addresses import snippet
from tests.roles import ALL_WHO_ENTER, NOBODY, STAFF

WHO = {
    "core_jobs": STAFF,
    "core_jobs_results": STAFF,
    "wagtailsnippets_core_outgoingmail:*": STAFF,
    "wagtailsnippets_core_outgoingmail:add": NOBODY,
    "wagtailsnippets_core_outgoingmail:history*": NOBODY,
    "wagtailsnippets_core_outgoingmail:usage": NOBODY,
    "wagtailsnippets_core_outgoingmail:edit": NOBODY,
    "wagtailsnippets_core_outgoingmail:delete": NOBODY,
}


def things() -> dict[str, Any]:
    now = timezone.now()
    mail = OutgoingMail.objects.create(
        kind="essai", recipient="a@exemple.fr", due_at=now, give_up_at=now
    )
    return snippet("core_outgoingmail", mail.pk)


def pages(things: dict[str, Any]) -> dict[str, frozenset[str]]:
    # Wagtail opens a bulk action to who may enter, and tells them what they may not do.
    url = reverse("wagtail_bulk_action", args=("core", "outgoingmail", "resend"))
    mail = things["wagtailsnippets_core_outgoingmail.pk"]
    return {f"{url}?id={mail}": ALL_WHO_ENTER}
