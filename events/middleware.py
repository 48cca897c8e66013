"""What staff are told after a publication, by whatever screen it was made."""

from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from wagtail.admin import messages

_noted: ContextVar[list[str] | None] = ContextVar("states_lost", default=None)


def note_lost_states(states: list[str]) -> None:
    """Keep *states*, said in French, for who waits for an answer; if nobody does, do nothing."""
    noted = _noted.get()
    if noted is not None:
        noted.extend(states)


class SayLostStates:
    """Warn of the states of dates that what was asked has lost.

    Wagtail runs a hook when a page is published from its form: not when a moderator approves it,
    nor when several are published at once.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        token = _noted.set([])
        try:
            response = self.get_response(request)
            self._say(request)
        finally:
            _noted.reset(token)
        return response

    def process_template_response(
        self, request: HttpRequest, response: TemplateResponse
    ) -> TemplateResponse:
        """Say it on the page that answers, where there is one; else on the next one."""
        self._say(request)
        return response

    def _say(self, request: HttpRequest) -> None:
        noted = _noted.get()
        if noted:
            states = "\u00a0; ".join(noted)
            said = f"Ces états sont perdus, car leur date n’existe plus\u00a0: {states}."
            messages.warning(request, said)
            noted.clear()
