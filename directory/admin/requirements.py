"""What each label asks: versions that are prepared, published once, and never changed again."""

from typing import Any

from django.db.models import QuerySet
from django.forms import Textarea
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import DeleteView, IndexView

from core.admin.incoming.views import StatefulEditView, StatefulInspectView
from core.admin.incoming.viewsets import StatefulViewSet
from directory.admin.grants import LabelActionView, short_date
from directory.admin.label_choosers import VersionChooserViewSet
from directory.label_workflow import REQUIREMENTS
from directory.models import LabelRequirements
from directory.models.requirements import LabelRequirementsQuerySet

FROZEN = (
    "Cette version est publiée\u00a0: des lieux ont pu s’y engager, elle ne change plus. Préparez "
    "la suivante."
)
SHORT = Textarea(attrs={"rows": 2})


class UnfrozenOnly:
    """Mixin of Wagtail's views of one row: a published version is read, and left as it is."""

    object: LabelRequirements

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.object.is_frozen:
            messages.warning(request, FROZEN)
            inspect = self.object.snippet_viewset.get_url_name("inspect")
            return redirect(reverse(inspect, args=(self.object.pk,)))
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return answer


class RequirementsEditView(UnfrozenOnly, StatefulEditView):
    """The form of a version in preparation."""


class RequirementsDeleteView(UnfrozenOnly, DeleteView):
    """A version in preparation may be thrown away."""


class RequirementsIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet:
        versions: LabelRequirementsQuerySet = super().get_base_queryset()
        return versions.select_related("label").with_number_of_criteria()


class RequirementsInspectView(StatefulInspectView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"criteria": self.object.by_family()}


class LabelRequirementsViewSet(StatefulViewSet):
    model = LabelRequirements
    table = REQUIREMENTS
    icon = "list-ol"
    menu_label = "Cahiers des charges"
    base_url_path = "annuaire/cahiers-des-charges"
    index_view_class = RequirementsIndexView
    edit_view_class = RequirementsEditView
    delete_view_class = RequirementsDeleteView
    inspect_view_class = RequirementsInspectView
    action_view_class = LabelActionView
    chooser_viewset_class = VersionChooserViewSet
    inspect_template_name = "directory/admin/requirements.html"
    list_display = [
        "__str__",
        Column("state", label="État", accessor="get_state_display", sort_key="state"),
        short_date("in_force_from", "En vigueur du"),
        short_date("in_force_until", "Jusqu’au"),
        Column("criteria", label="Critères", accessor="number_of_criteria"),
        Column(
            "is_example",
            label="Exemple à valider",
            accessor=lambda version: "Oui" if version.is_example else "",
        ),
    ]
    inspect_view_fields = [
        *("label", "number", "in_force_from", "in_force_until", "is_example", "source", "changes"),
        "state",
    ]
    panels = [
        FieldPanel("label"),
        FieldPanel("in_force_from"),
        FieldPanel("is_example"),
        FieldPanel("source"),
        FieldPanel("changes"),
        InlinePanel(
            "criteria",
            heading="Critères",
            label="critère",
            panels=[
                FieldRowPanel([FieldPanel("code"), FieldPanel("family")]),
                FieldPanel("required"),
                FieldPanel("wording", widget=SHORT),
                MultiFieldPanel(
                    [
                        FieldPanel("plain_wording", widget=SHORT),
                        FieldPanel("proof", widget=SHORT),
                    ],
                    heading="Pour qui demande le label",
                ),
            ],
        ),
    ]
