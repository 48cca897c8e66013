"""« Fermé du… au… », « fermé aujourd’hui », « rien n’a changé »: effective at once."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from core.text.french import date_span
from directory.hours import Closure, closures_in
from directory.models import PlacePage
from normandie.espace.access import PlaceView
from normandie.espace.forms.closures import ClosureForm
from normandie.espace.services.closures import close, reopen
from normandie.espace.services.sheet import edited
from normandie.espace.services.verification import confirm

REFUSED = 422


class ClosuresView(PlaceView):
    """The closures to come, and one more."""

    template_name = "espace/sheet/closures.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show(ClosureForm())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = ClosureForm(request.POST)
        if not form.is_valid():
            return self.show(form, status=REFUSED)
        try:
            close(self.place, request.user, form.closure)
        except ValidationError as error:
            form.add_error(None, error)
            return self.show(form, status=REFUSED)
        messages.success(request, f"{effect_on(self.place)}\u00a0: fermé {said(form.closure)}.")
        return redirect("espace:closures", self.place.pk)

    def show(self, form: ClosureForm, status: int = 200) -> HttpResponse:
        today = timezone.localdate()
        sheet = self.place if self.place.live else edited(self.place)
        ahead = [each for each in closures_in(sheet.hours) if each.last >= today]
        closures = [{"said": said(each), "first": each.first, "last": each.last} for each in ahead]
        return self.render(status=status, form=form, closures=closures)


class ReopenView(PlaceView):
    """Take a closure back."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = ClosureForm(request.POST, past=True)
        if form.is_valid():
            reopen(self.place, request.user, form.closure)
            messages.success(request, f"La fermeture {said(form.closure)} est retirée.")
        return _back(request, self.place.pk)


class ClosedTodayView(PlaceView):
    """One tap: the place is closed today."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        today = timezone.localdate()
        try:
            close(self.place, request.user, Closure(today, today))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, f"{effect_on(self.place)}\u00a0: fermé aujourd’hui.")
        return redirect("espace:place", self.place.pk)


class UnchangedView(PlaceView):
    """One tap: the sheet is still true."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        confirm(self.place, request.user)
        messages.success(request, "Merci\u00a0: la fiche porte la date d’aujourd’hui.")
        return redirect("espace:place", self.place.pk)


def effect_on(place: PlacePage) -> str:
    """Say what becomes of a closure of *place*: a sheet that is not published stays so."""
    return "C’est en ligne" if place.live else "C’est noté sur la fiche, qui n’est pas publiée"


def said(closure: Closure) -> str:
    """Say the days of *closure*: « du 24 au 31 décembre 2026 »."""
    return date_span(closure.first, closure.last, with_year=True)


def _back(request: HttpRequest, place: int) -> HttpResponse:
    """Go back to the page where the button was: the home of the place, or the closures."""
    return redirect("espace:place" if "from_home" in request.POST else "espace:closures", place)
