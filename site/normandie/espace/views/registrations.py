"""« …/inscriptions/ »: who is registered for a date of a place, who waits, who is to call."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.crypto import get_random_string, salted_hmac
from django.utils.functional import cached_property

from core.pages.spreadsheets import CSV, csv_lines
from events.dates import line_of
from events.forms.presence import CameForm, PresenceForm
from events.forms.registration import CallerForm
from events.models import Occurrence, Registration
from events.services.registrations import (
    RegistrationClosed,
    add,
    note_presence,
    set_told,
    take_off,
)
from normandie.espace.access import PlaceView
from normandie.espace.registrations.figures import FIRST_YEAR, Year, asked_year
from normandie.espace.registrations.reading import DateRow, People, date_rows

LONGEST_KEY = 40  # characters


class RegistrationsView(PlaceView):
    """The dates of a place that people register for."""

    template_name = "espace/registrations/dates.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        rows = date_rows(self.place, timezone.now())
        return self.render(
            ahead=[row for row in rows if not row.begun],
            begun=[row for row in reversed(rows) if row.begun],
        )


class DateView(PlaceView):
    """A page about one date of the place, ``date`` of the address."""

    @cached_property
    def date(self) -> Occurrence:
        dates = Occurrence.objects.at_place(self.place.pk).select_related("event")
        return get_object_or_404(dates, pk=self.kwargs["date"])

    @cached_property
    def registration(self) -> Registration:
        return get_object_or_404(self.date.registrations.all(), pk=self.kwargs["registration"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        date = {"date": self.date, "event": self.date.event, "line": line_of(self.date)}
        return super().get_context_data(**date, **kwargs)

    def back(self, said: str) -> HttpResponse:
        """Return to the list of the date, with what was done."""
        messages.success(self.request, said)
        return redirect("espace:date_registrations", self.place.pk, self.date.pk)


class DateRegistrationsView(DateView):
    """Who comes, who waits, who is to call."""

    template_name = "espace/registrations/date.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        people = People.of(self.date)
        row = DateRow(self.date, line_of(self.date), len(people.waiting), len(people.to_call))
        return self.render(people=people, row=row)


class PrintedListView(DateView):
    """The list to print, with a box for each person; the waiting list below."""

    template_name = "espace/registrations/printed.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.render(people=People.of(self.date))


class AddRegistrationView(DateView):
    """Somebody who called, or who came by."""

    template_name = "espace/registrations/add.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        key = get_random_string(LONGEST_KEY)
        return self.render(form=CallerForm(date=self.date), key=key)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = CallerForm(request.POST, date=self.date)
        key = request.POST.get("key", "")[:LONGEST_KEY]
        if not form.is_valid():
            return self.render(form=form, key=key, status=422)
        try:
            made = add(self.date, **form.cleaned_data, sending=self._sending(key, form))
        except RegistrationClosed:
            return self.back("Cette date ne prend pas d’inscription\u00a0: personne n’est ajouté.")
        if made.is_seated:
            return self.back("La personne est inscrite.")
        return self.back("Il manque des places\u00a0: la personne est en liste d’attente.")

    def _sending(self, key: str, form: CallerForm) -> str | None:
        """Return the same for a form opened once and what it holds; nothing without its *key*."""
        typed = repr((self.date.pk, key, sorted(form.cleaned_data.items())))
        return salted_hmac("espace.registrations", typed).hexdigest() if key else None


class TakeOffView(DateView):
    """Cancel somebody's registration, once it is confirmed."""

    template_name = "espace/registrations/take_off.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.render(registration=self.registration)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        take_off(self.registration)
        return self.back("L’inscription est retirée, et ce qui était écrit est effacé.")


class ToldView(DateView):
    """Somebody to call was called, and told what the page said then."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if set_told(self.registration, request.POST.get("told", "")):
            return self.back("C’est noté\u00a0: cette personne est prévenue.")
        messages.warning(
            request,
            "Il y a du nouveau depuis que vous avez ouvert cette page\u00a0: cette personne reste "
            "à appeler.",
        )
        return redirect("espace:date_registrations", self.place.pk, self.date.pk)


class PresenceView(DateView):
    """Tick who came, once; then correct their number alone."""

    template_name = "espace/registrations/presence.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.render(form=self._form())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self._form(request.POST)
        if not form.is_valid():
            return self.render(form=form, status=422)
        if self.date.starts_at > timezone.now():
            return self.back("Cette date n’a pas commencé\u00a0: rien n’est compté.")
        note_presence(self.date, form.total)
        return self.back("Le nombre de personnes venues est gardé.")

    def _form(self, data: Any = None) -> CameForm | PresenceForm:
        seated = People.of(self.date).seated if self.date.came is None else []
        if seated:
            return PresenceForm(data, registrations=seated)
        return CameForm(data, initial={"came": self.date.came})


class FiguresView(PlaceView):
    """What a place held in a year, and how many people came."""

    template_name = "espace/registrations/figures.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        year = Year.of(self.place, asked_year(request.GET.get("annee", "")))
        now = timezone.localdate().year
        return self.render(
            year=year,
            before=year.year - 1 if year.year > FIRST_YEAR else None,
            after=year.year + 1 if year.year < now else None,
        )


class FiguresCsvView(PlaceView):
    """The same, date by date."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        year = Year.of(self.place, asked_year(request.GET.get("annee", "")))
        name = f"{self.place.slug}-{year.year}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(csv_lines(year.lines()), content_type=CSV, headers=headers)
