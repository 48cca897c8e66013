"""The screen that says, date by date, what becomes of an event."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin import messages

from core.admin.screens import FormScreen
from events.admin.forms.state import StateForm
from events.models import EventPage, Occurrence
from events.services.occurrences import set_status

PER_PAGE = 40


class DateStatesView(FormScreen, TemplateView):
    """For who may edit the event. A state holds at once: it is not moderated."""

    template_name = "events/admin/date_states.html"
    page_title = "États des dates"
    header_icon = "date"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.event = get_object_or_404(EventPage, id=kwargs["pk"])  # « pk » fails on a huge one
        if not self.event.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Change the dates that were touched, or none if one cannot be."""
        forms = self.forms
        if not all(form.is_valid() for form in forms):
            return self.render_to_response(self.get_context_data(**kwargs))
        changed = [form for form in forms if form.has_changed()]
        for form in changed:
            set_status(form.instance, **form.cleaned_data, user=request.user)
        if changed:
            number = len(changed)
            said = f"{number} dates sont changées" if number > 1 else "Une date est changée"
            messages.success(request, f"{said}. Les visiteurs le voient dès maintenant.")
        else:
            messages.info(request, "Rien n’a changé.")
        return HttpResponseRedirect(request.get_full_path())

    @cached_property
    def page_of_dates(self) -> Any:
        dates = Paginator(self.event.occurrences.upcoming(), PER_PAGE)
        return dates.get_page(self.request.GET.get("p"))

    @cached_property
    def forms(self) -> list[StateForm]:
        """One form for each date of the page; of those that were sent, where some were."""
        if self.request.method != "POST":
            return [self._form(occurrence) for occurrence in self.page_of_dates]
        ahead = self.event.occurrences.upcoming()
        return [
            self._form(each) for each in ahead if f"{_prefix(each)}-status" in self.request.POST
        ]

    def _form(self, occurrence: Occurrence) -> StateForm:
        data = self.request.POST if self.request.method == "POST" else None
        return StateForm(data, instance=occurrence, prefix=_prefix(occurrence))

    def get_page_subtitle(self) -> str:
        return f"{self.event.title}, {self.event.place.title}"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("events_agenda:index"), "label": "Agenda"},
            {"url": self.edit_url, "label": self.event.title},
            {"url": "", "label": self.page_title},
        ]

    @property
    def edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=(self.event.pk,))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "event": self.event,
            "forms": self.forms,
            "dates": self.page_of_dates,
            "edit_url": self.edit_url,
        }


def _prefix(occurrence: Occurrence) -> str:
    return f"date-{occurrence.pk}"
