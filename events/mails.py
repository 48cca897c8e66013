"""The mails of the agenda. They hold nothing that a visitor wrote."""

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

# About a registration: who cancels it takes along those that have not left.
REGISTRATION_CONFIRMATION = MailKind(
    "registration-confirmation", "Confirmation d’inscription", "emails/registration.html"
)
# Its occasion is what became of the date, and its new day.
REGISTRATION_NEWS = MailKind(
    "registration-news", "Changement d’une date, aux inscrits", "emails/registration_news.html"
)
# Its occasion is the start of the date. Later, there would be nothing to be reminded of.
REGISTRATION_REMINDER = MailKind(
    "registration-reminder",
    "Rappel de la veille, aux inscrits",
    "emails/registration_reminder.html",
    keep_trying=timedelta(days=1),
)
# About the date, since the registration is gone.
REGISTRATION_TAKEN_OFF = MailKind(
    "registration-taken-off",
    "Inscription retirée par le lieu",
    "emails/registration_taken_off.html",
)
