"""The one mail of a self-check: its link, to who asks for it."""

from core.mail.kinds import MailKind
from core.models import OutgoingMail


def _forget(mail: OutgoingMail) -> None:
    """Erase all of *mail*: the site keeps no address of who answers."""
    OutgoingMail.objects.filter(pk=mail.pk).delete()


LINK = MailKind(
    "self-check-link", "Lien d’un autodiagnostic", "emails/self_check_link.html", _forget
)
