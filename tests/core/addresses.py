"""Who reads how the work of the night goes."""

from typing import Any

from django.utils import timezone

from core.models import OutgoingMail
from tests.admin_addresses import snippet
from tests.roles import NOBODY, STAFF

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
