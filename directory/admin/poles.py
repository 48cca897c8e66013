"""What staff see of pôles beside their pages: contacts, communes badly covered, who edits."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from core.admin.screens import ComputedReportView, NoChooser
from core.pages.spreadsheets import SafeExportMixin
from directory.admin.managers import PlaceManagersView
from directory.models import PoleContact, PolePage
from directory.search.poles import PolesOfCommune, badly_covered


class PoleContactViewSet(SnippetViewSet):
    model = PoleContact
    icon = "group"
    menu_label = "Contacts des pôles"
    base_url_path = "annuaire/contacts-des-poles"
    chooser_viewset_class = NoChooser  # it names people
    list_display = ["function", Column("name", label="Nom", accessor="name"), "pole", "agreed_on"]
    list_filter = ["pole"]
    search_fields = ["function", "name", "pole__title"]
    ordering = ["pole", "order", "pk"]
    panels = [
        FieldPanel("pole"),
        FieldPanel("function"),
        FieldRowPanel([FieldPanel("name"), FieldPanel("agreed_on")]),
        FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
        FieldPanel("order"),
    ]


class PoleCoverageView(SafeExportMixin, ComputedReportView):
    """Communes in several pôles, then those in none: computed when asked."""

    model = PolePage
    any_permission_required = ("add", "change", "publish")
    page_title = "Communes sans pôle, ou dans plusieurs"
    header_icon = "site"
    index_url_name = "directory_pole_coverage"
    index_results_url_name = "directory_pole_coverage_results"
    results_template_name = "directory/admin/pole_coverage_results.html"
    export_filename = "communes-et-poles"
    list_export = ["insee_code", "name", "departement", "epci", "population", "poles"]
    export_headings = {
        "insee_code": "Code INSEE",
        "name": "Commune",
        "departement": "Département",
        "epci": "Intercommunalité",
        "population": "Habitants",
        "poles": "Pôles",
    }
    columns = [
        Column("name", label="Commune", accessor="name"),
        Column("insee_code", label="Code INSEE", accessor="insee_code"),
        Column("departement", label="Département", accessor="departement"),
        Column("epci", label="Intercommunalité", accessor="epci"),
        Column("population", label="Habitants", accessor="population"),
        Column("poles", label="Pôles", accessor="poles"),
    ]

    def get_filtered_queryset(self) -> list[PolesOfCommune]:
        return badly_covered()


class PoleManagersView(PlaceManagersView):
    """The accounts that edit the page of a pôle, in the managers' space."""

    model = PolePage
    managers_url_name = "directory_pole_managers"
    page_title = "Personnes du pôle"
