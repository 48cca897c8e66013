"""« Rapports → Liens rompus »: the links that lead nowhere in the site, looked for on the spot."""

from typing import ClassVar

from django.utils.text import capfirst
from wagtail.admin.ui.tables import Column, TitleColumn

from core.admin.screens import ComputedReportView
from normandie.editorial.models import StandardPage

from .check import check_links
from .found import Problem


class LinksReportView(ComputedReportView):
    """Broken links in the order of the pages. Other sites are left to the command."""

    model = StandardPage
    any_permission_required = ("add", "change", "publish")
    page_title = "Liens rompus"
    header_icon = "link"
    index_url_name = "links_broken"
    index_results_url_name = "links_broken_results"
    results_template_name = "links/admin/report_results.html"
    columns: ClassVar[list] = [
        TitleColumn(
            "page",
            label="Page",
            accessor="link.source",
            get_url=lambda each: each.link.edit_url,
        ),
        Column("where", label="Où", accessor="link.where"),
        Column("address", label="Adresse", accessor="address"),
        Column(
            "reason",
            label="Ce qui ne va pas",
            accessor=lambda each: capfirst(each.verdict.reason),
        ),
    ]

    def get_filtered_queryset(self) -> list[Problem]:
        return check_links().problems
