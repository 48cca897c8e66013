"""The screen by which staff bring in the events that another site tells of a place."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import FormView

from core.admin.screens import FormScreen
from directory.models import PlacePage
from events.admin.forms.imports import ImportForm
from events.services.imports import import_events
from events.sources import Unreadable


class ImportEventsView(FormScreen, FormView):
    """For who may add events to the place; to publish them asks that right too."""

    form_class = ImportForm
    template_name = "events/admin/import.html"
    page_title = "Importer des événements"
    header_icon = "upload"
    submit_button_label = "Importer"
    submit_button_active_label = "Import en cours…"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.place = get_object_or_404(PlacePage, id=kwargs["pk"])  # « pk » fails on a huge one
        self.rights = self.place.permissions_for_user(request.user)
        if not self.rights.can_add_subpage():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.place.title

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        edit = reverse("wagtailadmin_pages:edit", args=(self.place.pk,))
        return [
            *self.breadcrumbs_items,
            {"url": reverse("directory_places:index"), "label": "Lieux"},
            {"url": edit, "label": self.place.title},
            {"url": "", "label": self.page_title},
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"may_publish": self.rights.can_publish_subpage()}

    def form_valid(self, form: ImportForm) -> HttpResponse:
        """Show the report above the form, which keeps what was typed."""
        given = form.cleaned_data
        try:
            report = import_events(
                self.place,
                given["content"],
                source=given["source"],
                publish=given.get("publish", False),
                cancel_missing=given["cancel_missing"],
                user=self.request.user,
                dry_run=given["dry_run"],
            )
        except Unreadable as reason:
            form.add_error("file" if given["file"] else "address", str(reason))
            return self.form_invalid(form)
        return self.render_to_response(
            self.get_context_data(form=form, report=report, dry_run=given["dry_run"])
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"report": None, "place": self.place} | super().get_context_data(**kwargs)
