"""The mails of the weekly letter. They hold nothing that a visitor wrote."""

from datetime import date, timedelta

from core.mail.kinds import MailKind
from core.models import OutgoingMail
from events.models import Subscription


def _remember_week(mail: OutgoingMail) -> None:
    Subscription.objects.filter(outgoing_mails__id=mail.pk).update(
        sent_for=date.fromisoformat(mail.occasion)
    )


LETTER_CONFIRMATION = MailKind(
    "letter-confirmation", "Confirmation d’abonnement", "emails/letter_confirmation.html"
)
# About a subscription, its occasion the Monday of the week. Later, its news would be old.
LETTER = MailKind(
    "letter", "Lettre de la semaine", "emails/letter.html", _remember_week, timedelta(days=2)
)
