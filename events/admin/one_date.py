"""One date of an event, cancelled or moved beside itself: at once, without moderation."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from core.admin.screens import FormScreen
from core.text.french import capitalised
from events.dates import line_of
from events.forms.moving import LONGEST_NOTE, NOTE_HELP, MoveForm
from events.models import Occurrence
from events.services.one_date import change_date, move_date
from events.states import Status


class CancelForm(forms.Form):
    """What visitors read with a date that is cancelled, or held after all.

    ``status`` is what the button said: what a colleague has done meanwhile is not undone.
    """

    status = forms.ChoiceField(
        choices=[(Status.CANCELLED, ""), (Status.SCHEDULED, "")], widget=forms.HiddenInput
    )
    note = forms.CharField(
        label="Précision", required=False, max_length=LONGEST_NOTE, help_text=NOTE_HELP
    )


class OneDateView(FormScreen, FormView):
    """For who may edit the event. Comes back where one was: the list, or the states of dates."""

    template_name = "events/admin/one_date.html"
    header_icon = "date"
    date: Occurrence

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        dates = Occurrence.objects.select_related("event", "place")
        self.date = get_object_or_404(dates, id=kwargs["pk"])  # « pk » fails on a huge one
        if not self.date.event.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return f"{self.date.event.title}, {self.date.place.title}"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        event = self.date.event
        return [
            *self.breadcrumbs_items,
            {"url": reverse("events_agenda:index"), "label": "Agenda"},
            {"url": reverse("wagtailadmin_pages:edit", args=(event.pk,)), "label": event.title},
            {"url": reverse("events_date_states", args=(event.pk,)), "label": "États des dates"},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        line = line_of(self.date)
        return super().get_context_data(**kwargs) | {"date": self.date, "line": line}

    def get_success_url(self) -> str:
        states = reverse("events_date_states", args=(self.date.event_id,))
        return get_valid_next_url_from_request(self.request) or states

    def say(self, done: str, changed: bool) -> None:
        if not changed:
            messages.info(self.request, "Rien n’a changé.")
            return
        self.date.refresh_from_db()
        line = line_of(self.date)
        messages.success(
            self.request,
            f"{capitalised(line.day)}, {line.time}\u00a0: {done}. Les visiteurs le voient dès "
            "maintenant.",
        )


class CancelDateView(OneDateView):
    """Cancel a date; hold again one that is cancelled."""

    form_class = CancelForm

    def get_initial(self) -> dict[str, Any]:
        cancelled = self.date.status == Status.CANCELLED
        return {"status": Status.SCHEDULED if cancelled else Status.CANCELLED}

    def get_page_title(self) -> str:
        cancelled = self.date.status == Status.CANCELLED
        return "Rétablir cette date" if cancelled else "Annuler cette date"

    @property
    def submit_button_label(self) -> str:  # type: ignore[override]
        return self.get_page_title()

    def form_valid(self, form: CancelForm) -> HttpResponse:
        status = form.cleaned_data["status"]
        changed = change_date(self.date, status, form.cleaned_data["note"], self.request.user)
        self.say("annulée" if status == Status.CANCELLED else "rétablie", changed)
        return super().form_valid(form)


class MoveDateView(OneDateView):
    """Give a date a new day, a new hour, or both: it is held then, even if it was cancelled."""

    form_class = MoveForm
    page_title = "Déplacer cette date"
    submit_button_label = "Déplacer cette date"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"date": self.date}

    def form_valid(self, form: MoveForm) -> HttpResponse:
        note = form.cleaned_data["note"]
        changed = move_date(self.date, *form.moments, note, self.request.user)
        self.say("c’est son nouveau moment", changed)
        return super().form_valid(form)
