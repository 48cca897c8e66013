"""Taking what anyone may send by a form, or saying why not."""

from collections.abc import Callable
from math import ceil
from typing import TypeVar

from django.http import HttpRequest, HttpResponse

from directory.services.attempts import TooManyAttempts
from directory.visitor_form import SEND_AGAIN, VisitorForm
from directory.visitors import comes_from_elsewhere

T = TypeVar("T")


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
    """Hand what was typed in *form* to *send*, field by field, and return what it makes.

    Raises:
        Refused: 403 when another site sent the form, 422 when something is to correct, 429 when
            *send* raises ``TooManyAttempts``. Nothing that was typed is lost.
    """
    if comes_from_elsewhere(request):
        form.add_error(
            None, f"Votre message n’est pas encore parti : il venait d’un autre site. {SEND_AGAIN}"
        )
        raise Refused(403)
    if not form.is_valid():
        raise Refused(422)
    try:
        return send(**form.cleaned_data)
    except TooManyAttempts as limit:
        form.add_error(
            None,
            "Votre message n’est pas encore parti : nous en avons reçu beaucoup en peu de temps. "
            f"Gardez cette page ouverte et renvoyez-le dans {_minutes(limit.wait)}.",
        )
        raise Refused(429, limit.wait) from limit


def _minutes(seconds: int) -> str:
    minutes = max(1, ceil(seconds / 60))
    return "une minute" if minutes == 1 else f"{minutes} minutes"
