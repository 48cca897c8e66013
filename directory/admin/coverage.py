"""The report of the communes that are far from any place."""

from typing import Any

from django.utils import timezone
from wagtail.admin.ui.tables import Column

from core.admin.screens import ComputedReportView
from core.text.formats import distance, grouped
from directory.coverage.measure import Coverage, Reach, coverage
from directory.coverage.question import Question
from directory.models import CoveragePage, PlacePage


class FarCommunesReportView(ComputedReportView):
    """Communes, the furthest first, by the question that the address asks, as the public page."""

    model = PlacePage
    any_permission_required = ("add", "change", "publish")
    page_title = "Communes éloignées"
    header_icon = "globe"
    index_url_name = "directory_far_communes"
    index_results_url_name = "directory_far_communes_results"
    results_template_name = "directory/admin/far_communes_report_results.html"

    @property
    def found(self) -> Coverage:
        return coverage(Question.read(self.request.GET), timezone.localdate())

    @property
    def columns(self) -> list[Column]:
        label_of = self.found.question.label_of
        return [
            Column("commune", label="Commune", accessor="commune.name"),
            Column("epci", label="Intercommunalité", accessor=lambda each: _epci(each, label_of)),
            Column(
                "departement",
                label="Département",
                accessor=lambda each: label_of("departement", each.commune.departement),
            ),
            Column(
                "population",
                label="Habitants",
                accessor=lambda each: grouped(each.commune.population),
            ),
            Column(
                "kilometres",
                label="Lieu le plus proche",
                accessor=lambda each: distance(each.kilometres) if each.place else "aucun",
            ),
        ]

    def get_filtered_queryset(self) -> list[Reach]:
        return self.found.listed

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        page = CoveragePage.objects.live().first()
        return context | {
            "kilometres": self.found.question.kilometres,
            "total": self.found.total,
            "public_url": page.get_url(self.request) if page else "",
        }


def _epci(reach: Reach, label_of: Any) -> str:
    return str(label_of("epci", reach.commune.epci)) if reach.commune.epci else ""
