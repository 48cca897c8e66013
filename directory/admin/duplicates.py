"""The report of the sheets that may be about the same place."""

from django.urls import reverse
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn

from core.admin.screens import ComputedReportView
from directory.duplicates import Pair, all_duplicates
from directory.models import PlacePage


def _edit_url(pk: int | None) -> str:
    return reverse("wagtailadmin_pages:edit", args=(pk,))


class CompareColumn(BaseColumn):
    """The way to the two sheets side by side."""

    cell_template_name = "directory/admin/compare_cell.html"


class DuplicatesReportView(ComputedReportView):
    """Pairs of sheets, the most alike first. Computed when asked: it is always up to date."""

    model = PlacePage
    any_permission_required = ("add", "change", "publish")
    page_title = "Doublons probables"
    header_icon = "copy"
    index_url_name = "directory_duplicates"
    index_results_url_name = "directory_duplicates_results"
    results_template_name = "directory/admin/duplicates_report_results.html"
    columns = [
        TitleColumn(
            "first",
            label="Une fiche",
            accessor="first.title",
            get_url=lambda pair: _edit_url(pair.first.pk),
            id_accessor="first.pk",
        ),
        TitleColumn(
            "second",
            label="Une autre",
            accessor="second.title",
            get_url=lambda pair: _edit_url(pair.second.pk),
            id_accessor="second.pk",
        ),
        Column("reasons", label="Pourquoi", accessor=lambda pair: ", ".join(pair.reasons)),
        CompareColumn("compare", label="Décider"),
    ]

    def get_filtered_queryset(self) -> list[Pair]:
        return all_duplicates()
