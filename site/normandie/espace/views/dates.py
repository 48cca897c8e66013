"""One date of a workshop: what its manager says of it holds at once, everywhere."""

from abc import ABC, abstractmethod
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property

from events.dates import line_of
from events.forms.moving import MoveForm
from events.models import Occurrence
from events.services.one_date import Overtaken, change_date, move_date, standing
from normandie.espace.access import PlaceView
from normandie.espace.forms.dates import NoteForm
from normandie.espace.workshops.deeds import DEEDS, SEEN_BY, deeds_for, takes_a_new_day_away

NOTHING = "Rien n’a changé."


class DateView(PlaceView):
    """A date, what was said of it and who sees it; what else may be said of it."""

    template_name = "espace/dates/date.html"

    @cached_property
    def date(self) -> Occurrence:
        dates = Occurrence.objects.at_place(self.place.pk).select_related("event")
        found: Occurrence = get_object_or_404(dates, pk=self.kwargs["date"])
        return found

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        to_call = self.date.registrations.to_call().count()
        return self.render(deeds=deeds_for(self.date), to_call=to_call)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        over = self.date.ends_at <= timezone.now()
        return super().get_context_data(
            date=self.date,
            event=self.date.event,
            line=line_of(self.date),
            seen_by=SEEN_BY,
            is_over=over,
            **kwargs,
        )

    def done(self, changed: bool, said: str) -> HttpResponseBase:
        if changed:
            messages.success(self.request, said)
        else:
            messages.info(self.request, NOTHING)
        return redirect("espace:date", self.place.pk, self.date.pk)

    def too_late(self) -> HttpResponseBase | None:
        if self.date.ends_at > timezone.now():
            return None
        messages.warning(self.request, "Cette date est passée\u00a0: elle ne change plus.")
        return redirect("espace:date", self.place.pk, self.date.pk)


class DateFormView(DateView, ABC):
    """A form about a date, which is not over; who was overtaken reads what came meanwhile."""

    @abstractmethod
    def make_form(self, data: Any = None) -> Form:
        """Return the form, empty or holding *data*."""

    @abstractmethod
    def apply(self, form: Any) -> HttpResponseBase:
        """Do what *form*, which is valid, asks; return the answer."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        return self.too_late() or self.render(form=self.make_form())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if late := self.too_late():
            return late
        form = self.make_form(request.POST)
        if not form.is_valid():
            return self.render(form=form, status=422)
        try:
            return self.apply(form)
        except Overtaken:
            del self.date  # read again
            now = standing(self.date)
            return self.render(form=form, is_overtaken=True, seen=now, status=409)

    @property
    def seen(self) -> str:
        """What the form that was sent had read of the date; nothing where none was."""
        return self.request.POST.get("seen", "")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        seen = self.seen or standing(self.date)
        return super().get_context_data(**{"seen": seen} | kwargs)


class DeedView(DateFormView):
    """Cancel, full, put off, online, as planned, a note: the end of the address says which."""

    template_name = "espace/dates/deed.html"

    @cached_property
    def deed(self) -> Any:
        if self.kwargs["deed"] not in DEEDS:
            raise Http404
        return DEEDS[self.kwargs["deed"]]

    def too_late(self) -> HttpResponseBase | None:
        if not takes_a_new_day_away(self.deed, self.date):
            return super().too_late()
        said = "Cette date a déjà un nouveau jour\u00a0: déplacez-la encore, ou annulez-la."
        messages.warning(self.request, said)
        return redirect("espace:date", self.place.pk, self.date.pk)

    def make_form(self, data: Any = None) -> NoteForm:
        return NoteForm(data, deed=self.deed, date=self.date)

    def apply(self, form: Any) -> HttpResponseBase:
        note = form.cleaned_data["note"]
        user = self.request.user
        changed = change_date(self.date, self.deed.status, note, user, seen=self.seen)
        return self.done(changed, f"{self.deed.done} Les visiteurs le voient dès maintenant.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(deed=self.deed, **kwargs)


class MoveView(DateFormView):
    """To a new day, a new hour, or both."""

    template_name = "espace/dates/move.html"

    def make_form(self, data: Any = None) -> MoveForm:
        return MoveForm(data, date=self.date)

    def apply(self, form: Any) -> HttpResponseBase:
        start, end = form.moments
        note = form.cleaned_data["note"]
        changed = move_date(self.date, start, end, note, self.request.user, seen=self.seen)
        return self.done(
            changed, "Cette date est déplacée. Les visiteurs le voient dès maintenant."
        )
