"""The mail server: reached, given a mail, left. Each may fail, and only the second decides."""

import logging
from smtplib import (
    SMTPAuthenticationError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPServerDisconnected,
)

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend

from core.models import OutgoingMail

from .addresses import validate_address

logger = logging.getLogger(__name__)


class NotSent(Exception):
    """The mail server has not said that it takes the mail.

    ``reason`` is for staff and holds nothing of the mail. ``unreachable``: the server did not
    answer, so that the next mail would fare no better. ``for_good``: to try again is useless.
    """

    def __init__(self, reason: str, *, unreachable: bool = False, for_good: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.unreachable = unreachable
        self.for_good = for_good


class Transport:
    """The mail server of ``MAIL_TRANSPORT``, by one connection for many mails."""

    def __init__(self) -> None:
        self._connection: BaseEmailBackend | None = None

    def send(self, mail: OutgoingMail) -> None:
        """Give *mail* to the server. To return is to have its answer to DATA.

        Raises:
            NotSent: for any other end. Should that answer get lost, the server may have the mail.
        """
        try:
            validate_address(mail.recipient)
            message = mail.as_message()
            if self._connection is None:
                self._connection = get_connection(settings.MAIL_TRANSPORT)
                self._connection.open()
            if self._connection.send_messages([message]) != 1:
                raise NotSent("Le serveur de courriel n’a rien dit de ce courriel.")
        except NotSent:
            raise
        except Exception as error:
            self.close()  # in which state it is, nobody knows
            raise _not_sent(error) from error

    def close(self) -> None:
        """Leave the server; what goes wrong there changes nothing to what it has taken."""
        connection, self._connection = self._connection, None
        if connection is None:
            return
        try:
            connection.close()
        except (SMTPException, OSError) as error:
            logger.warning("mail: the server was left badly (%s)", type(error).__name__)


def _not_sent(error: Exception) -> NotSent:
    """Say why in words, without the server's own, which name the recipient."""
    match error:
        case ValidationError():
            return NotSent("Aucun courriel ne peut s’écrire à cette adresse.", for_good=True)
        case SMTPRecipientsRefused():
            codes = {code for code, _ in error.recipients.values()}
            said = ", ".join(str(code) for code in sorted(codes))
            return NotSent(f"Le serveur de courriel refuse cette adresse ({said}).")
        case SMTPAuthenticationError():
            reason = f"Le serveur de courriel refuse notre mot de passe ({error.smtp_code})."
            return NotSent(reason, unreachable=True)
        case SMTPServerDisconnected():
            return NotSent("Le serveur de courriel a coupé la connexion.", unreachable=True)
        case SMTPResponseException():
            return NotSent(f"Le serveur de courriel refuse ce courriel ({error.smtp_code}).")
        case OSError() | SMTPException():
            return NotSent("Le serveur de courriel ne répond pas.", unreachable=True)
    return NotSent(f"Ce courriel n’a pas pu être écrit ({type(error).__name__}).")
