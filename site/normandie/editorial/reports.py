"""« Rapports → Pages à compléter » and its count on the dashboard."""

from typing import Any, ClassVar

from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, TitleColumn

from core.admin.screens import ComputedReportView
from normandie.editorial.models import StandardPage

from .gaps import PageWithGaps, pages_with_gaps


class GapsReportView(ComputedReportView):
    """Pages where something is left to say or to mend, in the order of the site."""

    model = StandardPage
    any_permission_required = ("add", "change", "publish")
    page_title = "Pages à compléter"
    header_icon = "edit"
    index_url_name = "editorial_gaps"
    index_results_url_name = "editorial_gaps_results"
    results_template_name = "editorial/admin/gaps_report_results.html"
    columns: ClassVar[list] = [
        TitleColumn(
            "page",
            label="Page",
            accessor="page.title",
            get_url=lambda each: reverse("wagtailadmin_pages:edit", args=(each.page.pk,)),
            id_accessor="page.pk",
        ),
        Column("missing", label="Ce qui manque", accessor=lambda each: " — ".join(each.missing)),
        Column(
            "blocking",
            label="Avant l’ouverture",
            accessor=lambda each: " — ".join(each.blocking),
        ),
        Column("bold", label="Titres à marquer", accessor=lambda each: " — ".join(each.bold)),
        Column("status", label="État", accessor=lambda each: each.page.status_string.capitalize()),
    ]

    def get_filtered_queryset(self) -> list[PageWithGaps]:
        return pages_with_gaps()


class GapsPanel(Component):
    """How many pages wait for the Région, on the dashboard of who may edit them."""

    order = 240
    template_name = "editorial/admin/gaps_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        found = pages_with_gaps()
        pages = [each for each in found if each.missing]
        return {
            "pages": len(pages),
            "gaps": sum(len(each.missing) for each in pages),
            "blocking": [(each.page, gap) for each in pages for gap in each.blocking],
            "bold": [each.page for each in found if each.bold],
            "report_url": reverse("editorial_gaps"),
        }
