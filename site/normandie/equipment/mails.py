"""The mails about the equipment that is lent: to the team, and to the managers of the place."""

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.admin_url_finder import AdminURLFinder

from core.mail.kinds import MailKind
from core.mail.queue import queue_mail
from normandie.equipment.models import EquipmentKit, Loan, Participation

ASKED = MailKind("equipment-asked", "Prêt de matériel demandé", "emails/equipment/asked.html")
APPROVED = MailKind(
    "equipment-approved", "Prêt de matériel accordé", "emails/equipment/approved.html"
)
REFUSED = MailKind("equipment-refused", "Prêt de matériel refusé", "emails/equipment/refused.html")
CANCELLED = MailKind(
    "equipment-cancelled", "Prêt de matériel annulé par l’équipe", "emails/equipment/refused.html"
)
GIVEN_UP = MailKind(
    "equipment-given-up",
    "Prêt de matériel auquel un lieu renonce",
    "emails/equipment/given_up.html",
)
DUE = MailKind("equipment-due", "Rappel du retour d’un matériel", "emails/equipment/due.html")
LATE = MailKind("equipment-late", "Matériel en retard", "emails/equipment/late.html")
BROKEN = MailKind("equipment-broken", "Matériel en panne", "emails/equipment/broken.html")
WARNED = MailKind(
    "equipment-warned",
    "Panne annoncée à qui attend le matériel",
    "emails/equipment/warned.html",
)

OFFERED = MailKind(
    "experiment-offered", "Lieu proposé pour une expérimentation", "emails/equipment/offered.html"
)
CHOSEN = MailKind(
    "experiment-chosen", "Réponse à un lieu qui se propose", "emails/equipment/chosen.html"
)


def team() -> list[str]:
    return list(settings.DIRECTORY_TEAM_EMAILS)


def managers(row: Loan | Participation) -> list[str]:
    """Return the addresses of those who manage the place of *row* now."""
    found = row.place.managers.filter(is_active=True).exclude(email="").order_by("pk")
    return list(found.values_list("email", flat=True))


def tell_managers(kind: MailKind, loan: Loan, occasion: str = "", **said: Any) -> None:
    _tell(
        kind, loan, managers(loan), _whole(reverse("espace:loan", args=(loan.pk,))), occasion, said
    )


def tell_team(kind: MailKind, loan: Loan, occasion: str = "", **said: Any) -> None:
    _tell(kind, loan, team(), _in_the_admin(loan), occasion, said)


def tell_of_breakdown(kit: EquipmentKit, text: str, who: str) -> None:
    """Tell the team what is wrong with *kit*, each time that somebody says it."""
    context = {"kit": kit, "text": text, "who": who, "url": _in_the_admin(kit)}
    occasion = timezone.now().isoformat(timespec="seconds")
    queue_mail(BROKEN, about=kit, to=team(), context=context, occasion=occasion)


def tell_of_offer(offer: Participation) -> None:
    context = {"offer": offer, "url": _in_the_admin(offer)}
    queue_mail(OFFERED, about=offer, to=team(), context=context)


def tell_of_choice(offer: Participation, reason: str) -> None:
    url = _whole(reverse("espace:experiments"))
    context = {"offer": offer, "reason": reason, "url": url}
    queue_mail(
        CHOSEN, about=offer, to=managers(offer), context=context, occasion=f"{offer.version}"
    )


def _tell(
    kind: MailKind, loan: Loan, to: list[str], url: str, occasion: str, said: dict[str, Any]
) -> None:
    context = {"loan": loan, "kit": loan.kit, "place": loan.place, "url": url, **said}
    queue_mail(kind, about=loan, to=to, context=context, occasion=occasion)


def _in_the_admin(row: EquipmentKit | Loan | Participation) -> str:
    return _whole(AdminURLFinder().get_edit_url(row) or "/admin/")


def _whole(path: str) -> str:
    return urljoin(settings.WAGTAILADMIN_BASE_URL, path)
