"""« Bilans annuels »: what labelled places say of each year, to read and to export."""

from typing import Any

from django.db.models import QuerySet
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from core.admin.screens import NoChooser
from core.pages.spreadsheets import SafeExportMixin
from core.text.formats import short_moment
from normandie.espace.models import YearlyReport


class YearlyReportFilterSet(WagtailFilterSet):
    class Meta:
        model = YearlyReport
        fields: tuple[str, ...] = ("year",)


class YearlyReportIndexView(SafeExportMixin, IndexView):
    def get_base_queryset(self) -> QuerySet[Any]:
        return super().get_base_queryset().select_related("place__commune")


class YearlyReportViewSet(SnippetViewSet):
    model = YearlyReport
    chooser_viewset_class = NoChooser
    icon = "calendar-check"
    menu_label = "Bilans annuels"
    base_url_path = "collectif/bilans"
    index_view_class = YearlyReportIndexView
    filterset_class = YearlyReportFilterSet
    inspect_view_enabled = True
    copy_view_enabled = False
    list_display = [
        "place",
        "year",
        "held",
        Column("came", label="Personnes venues", accessor=lambda each: _known(each.came)),
        Column("visitors", label="Autres personnes", accessor=lambda each: _known(each.visitors)),
        Column("sent_at", label="Envoyé", accessor=lambda each: short_moment(each.sent_at)),
    ]
    list_export = [
        *("place", "place.commune", "year", "hours", "held", "came", "visitors"),
        *("highlights", "difficulties", "needs", "sent_at"),
    ]
    export_filename = "bilans-annuels"
    ordering = ("-year", "place__sort_name")
    search_fields = ["place__title"]


def _known(number: int | None) -> str:
    return "non compté" if number is None else str(number)
