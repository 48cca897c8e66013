"""Taking what anyone may send by a form, once, or saying why not."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from typing import TypeVar

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from core.forms.visitor_form import PATIENCE, SEND_AGAIN, VisitorForm
from core.limits import HOUR, LimitExceeded, RateLimit, check_limits, sender_limits
from core.logs import where_failed
from core.net.senders import address_of, comes_from_elsewhere

logger = logging.getLogger(__name__)

T = TypeVar("T")
METHODS = ["GET", "HEAD", "POST"]  # of a page that shows a form and takes it


@dataclass(frozen=True)
class Sending:
    """One form sent by a visitor, as far as a service needs to know how it came.

    ``key`` is the same when the visitor sends again: kept in a unique column, it makes one row of
    one sending. ``sender`` is an address, to count and forget. ``has_waited`` is who was counted
    already and then asked for patience, which is not asked twice.
    """

    key: str
    sender: str
    has_waited: bool = False

    def check_limits(self, name: str, *limits: RateLimit) -> None:
        """Count this sending as *name*: ``FORMS_PER_HOUR`` for one connection, then *limits*.

        Raises:
            LimitExceeded: past one of them.
        """
        if not self.has_waited:
            per_hour = settings.FORMS_PER_HOUR
            check_limits([*sender_limits(name, per_hour, HOUR, self.sender), *limits])


class Refused(Exception):
    """What was sent is not taken; the form says why. ``wait`` is in seconds, 0 for none."""

    def __init__(self, status: int, wait: int = 0) -> None:
        super().__init__(status)
        self.status = status
        self.wait = wait

    def said_on(self, response: HttpResponse) -> HttpResponse:
        """Give *response*, which shows the form again, its status and the time to wait."""
        response.status_code = self.status
        if self.wait:
            response["Retry-After"] = str(self.wait)
        return response


def take(request: HttpRequest, form: VisitorForm, send: Callable[..., T]) -> T:
    """Hand the ``Sending`` and what was typed, field by field, to *send*; return what it makes.

    Raises:
        Refused: 403 when another site sent the form, 422 when something is to correct, 429 when
            *send* raises ``LimitExceeded``, 503 when the database cannot be written. Nothing that
            was typed is lost, and who is asked for patience has a ticket: it goes through once the
            time has passed.
    """
    if comes_from_elsewhere(request):
        form.add_error(
            None,
            f"Votre message n’est pas encore parti\u00a0: il venait d’un autre site. {SEND_AGAIN}",
        )
        raise Refused(403)
    if not form.is_valid():
        raise Refused(422)
    try:
        sending = Sending(form.sending_key, address_of(request), form.has_waited)
        return send(sending, **form.cleaned_data)
    except LimitExceeded as exceeded:
        wait = PATIENCE if exceeded.limit.is_brake else exceeded.wait
        if exceeded.limit.is_brake:
            form.ask_patience()
        form.add_error(None, _why(exceeded.limit, wait))
        raise Refused(429, wait) from exceeded
    except OperationalError as error:
        logger.error("a form could not be stored: %s", where_failed(error))
        form.ask_patience()
        form.add_error(None, _wait_for("le site n’arrive pas à l’enregistrer", PATIENCE) + ".")
        raise Refused(503, PATIENCE) from error


def _why(limit: RateLimit, wait: int) -> str:
    if limit.is_brake:
        return _wait_for("nous en recevons beaucoup en ce moment", wait) + "\u00a0: il passera."
    return (
        f"Votre message n’est pas encore parti\u00a0: {limit.reason}. "
        f"Gardez cette page ouverte et renvoyez-le dans {waiting_time(wait)}."
    )


def _wait_for(reason: str, wait: int) -> str:
    return (
        f"Votre message n’est pas encore parti\u00a0: {reason}. Gardez cette page ouverte, "
        f"attendez {wait} secondes, puis envoyez-le à nouveau sans le changer"
    )


def waiting_time(seconds: int) -> str:
    """Say a time to wait as people do: « une minute », « 12 minutes », « 3 heures »."""
    minutes = max(1, ceil(seconds / 60))
    if minutes > 90:
        return f"{ceil(minutes / 60)} heures"
    return "une minute" if minutes == 1 else f"{minutes} minutes"
