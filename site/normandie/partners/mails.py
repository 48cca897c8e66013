"""The mails about proposed events. None holds what a visitor wrote, but to who manages the place.

They get the title alone, once staff have accepted it.
"""

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Site

from core.answering import answer_has_left
from core.mail.kinds import MailKind
from core.mail.queue import queue_mail
from core.models import OutgoingMail
from directory.models import PlacePage
from normandie.frame.models import FrameSettings
from normandie.partners.models import EventProposal


def _note_receipt(mail: OutgoingMail) -> None:
    EventProposal.objects.filter(outgoing_mails__id=mail.pk).update(receipt_sent_at=mail.sent_at)


def _note_answer(mail: OutgoingMail) -> None:
    from normandie.partners.workflow import PROPOSALS  # which writes this mail

    answer_has_left(mail, PROPOSALS)


RECEIPT = MailKind(
    "event-proposal-receipt",
    "Confirmation d’une proposition d’événement",
    "emails/partners/receipt.html",
    _note_receipt,
)
TEAM = MailKind(
    "event-proposal-team",
    "Proposition d’événement annoncée à l’équipe",
    "emails/partners/team.html",
)
ANSWER = MailKind(
    "event-proposal-answer",
    "Réponse à une proposition d’événement",
    "emails/partners/answer.html",
    _note_answer,
)
MANAGERS = MailKind(
    "event-proposal-managers",
    "Événement d’un partenaire annoncé aux gérants du lieu",
    "emails/partners/managers.html",
)


def mail_context(proposal: EventProposal) -> dict[str, Any]:
    """Return what the templates of these mails say."""
    edit_url = AdminURLFinder().get_edit_url(proposal) or "/admin/"
    return {
        "proposal": proposal,
        "frame": FrameSettings.of(Site.objects.filter(is_default_site=True).first()),
        "admin_url": _whole(edit_url),
    }


def tell_managers(proposal: EventProposal, place: PlacePage) -> None:
    """Tell those who manage *place* that the draft of an event waits for them."""
    found = place.managers.filter(is_active=True).exclude(email="").order_by("pk")
    url = _whole(reverse("espace:workshop", args=(place.pk, proposal.event_id)))
    queue_mail(
        MANAGERS,
        about=proposal,
        to=found.values_list("email", flat=True),
        context={"proposal": proposal, "place": place, "url": url},
        occasion=f"version {proposal.version}",
    )


def _whole(path: str) -> str:
    return urljoin(settings.WAGTAILADMIN_BASE_URL, path)
