"""What becomes of a workshop that is written: checked and sent, called off, withdrawn."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property

from core.rows import typed_key
from core.text.formats import counted
from core.text.french import weekday_date
from events.booking import booking_of, price_of, said_booking
from events.clashes import Clash, clashes_of
from events.foreseen import foresee
from events.services.calling_off import call_off, take_up
from normandie.espace.forms.dates import CallOffForm
from normandie.espace.publication import Outcome, publishes_directly
from normandie.espace.services.workshops import Outdated, send_draft, withdraw
from normandie.espace.workshops.deeds import SEEN_BY
from normandie.espace.workshops.lists import NOT_AS_PUBLISHED, workshops_of
from normandie.espace.workshops.stages import standing_of

from .workshops import WorkshopView

DRAFTS = 20  # the newest ones, among which a repeat is looked for
SENT = {
    Outcome.PUBLISHED: "C’est publié. Les visiteurs le voient dès maintenant.",
    Outcome.WAITING: "C’est envoyé. L’équipe de la Région le relit, puis le publie\u00a0; vous "
    "recevrez sa réponse par courriel.",
}


class CheckView(WorkshopView):
    """The dates and the page as they will be, before anything is sent."""

    template_name = "espace/workshops/check.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self._shown()

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if refusal := self.locked():
            return refusal
        if not standing_of(self.event).may_be_sent:
            messages.info(request, "C’est déjà envoyé.")
            return redirect(self.url("workshop"))
        if self.foreseen.errors:
            return self._shown(status=422)
        seen = typed_key(request.POST.get("seen", "")) or 0
        try:
            outcome = send_draft(self.event, self.place, request.user, seen=seen)
        except Outdated:
            return self._shown(is_outdated=True, status=409)
        messages.success(request, SENT[outcome])
        return redirect(self.url("workshop"))

    @cached_property
    def foreseen(self) -> Any:
        return foresee(self.version)

    @cached_property
    def clashes(self) -> list[Clash]:
        drafts = workshops_of(self.place).filter(NOT_AS_PUBLISHED).exclude(pk=self.event.pk)
        return clashes_of(self.version, drafts.order_by("-pk")[:DRAFTS])

    def _shown(self, status: int = 200, **context: Any) -> HttpResponse:
        version = self.version
        return self.render(
            status=status,
            foreseen=self.foreseen,
            clashes=self.clashes,
            directly=publishes_directly(self.place),
            first_day=weekday_date(version.starts_on, with_year=True),
            price=price_of(version),
            booking=said_booking(booking_of(version, self.place)),
            seen=self.event.latest_revision_id,
            **context,
        )


class PagePreviewView(WorkshopView):
    """The public page as it will be, in the design of the site."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = self.version.make_preview_request(request)
        return response


class CallOffView(WorkshopView):
    """Every date to come cancelled at once, or held again."""

    template_name = "espace/workshops/call_off.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self._shown(CallOffForm())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if "reprendre" in request.POST:
            number = take_up(self.event, user=request.user)
            messages.success(request, f"{counted(number, 'date')} de nouveau comme prévu.")
            return redirect(self.url("workshop"))
        form = CallOffForm(request.POST)
        if not form.is_valid():
            return self._shown(form, status=422)
        number = call_off(self.event, form.cleaned_data["note"], user=request.user)
        messages.success(
            request,
            f"{counted(number, 'date')} annulée{'s' if number > 1 else ''}, sur tous les canaux.",
        )
        return redirect(self.url("workshop"))

    def _shown(self, form: CallOffForm, status: int = 200) -> HttpResponse:
        number = self.event.occurrences.upcoming().count()
        return self.render(form=form, number=number, seen_by=SEEN_BY, status=status)


class WithdrawView(WorkshopView):
    """Off the site; a draft that was never published is erased."""

    template_name = "espace/workshops/withdraw.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        dates = self.event.occurrences.upcoming()
        awaited = dates.with_registrations().count()
        return self.render(number=dates.count(), awaited=awaited)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if refusal := self.locked():
            return refusal
        title = self.version.title
        withdraw(self.event, request.user)
        messages.success(request, f"«\u00a0{title}\u00a0» est retiré.")
        return redirect("espace:workshops", self.place.pk)
