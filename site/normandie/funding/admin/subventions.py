"""The screen by which staff publish the subventions of a year, or take them away."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.generic import FormView

from core.admin.screens import FormScreen
from normandie.funding.admin.forms import SubventionsForm
from normandie.funding.models import Subvention
from normandie.funding.permissions import may_publish_subventions
from normandie.funding.scdl import read_csv
from normandie.funding.services.subventions import replace_years, report_on, withdraw_year

MOST_ERRORS = 100  # shown at once


class SubventionsView(FormScreen, FormView):
    """A file with an error changes nothing: each is told by its line."""

    form_class = SubventionsForm
    template_name = "funding/admin/subventions.html"
    page_title = "Subventions publiées"
    header_icon = "upload"
    submit_button_label = "Continuer"
    submit_button_active_label = "En cours…"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_publish_subventions(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_form_kwargs(self) -> dict[str, Any]:
        years = [each["year"] for each in Subvention.objects.by_year()]
        return super().get_form_kwargs() | {"years": years}

    def form_valid(self, form: SubventionsForm) -> HttpResponse:
        """Show above the form what was done, would be done, or is wrong."""
        given = form.cleaned_data
        dry_run, by = given["dry_run"], self.request.user
        if given["withdrawn"] is not None:
            number = 0 if dry_run else withdraw_year(given["withdrawn"], by)
            return self._told(form, withdrawn=given["withdrawn"], number=number, dry_run=dry_run)
        reading = read_csv(given["content"])
        if not reading.rows and not reading.errors:
            reading.errors.append("Ce fichier n’a aucune ligne.")
        if reading.errors:
            return self._told(form, errors=reading.errors)
        report = report_on(reading.rows) if dry_run else replace_years(reading.rows, by)
        return self._told(form, report=report, dry_run=dry_run)

    def _told(self, form: SubventionsForm, **told: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, **told))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        nothing: dict[str, Any] = {"report": None, "errors": [], "withdrawn": None}
        nothing |= {"number": 0, "dry_run": False}
        context = super().get_context_data(**(nothing | kwargs))
        return context | {
            "years": Subvention.objects.by_year(),
            "more_errors": max(0, len(context["errors"]) - MOST_ERRORS),
            "errors": context["errors"][:MOST_ERRORS],
        }
