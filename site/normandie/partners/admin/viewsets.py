"""The screens where staff follow the events that are proposed."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets import AdminPageChooser

from core.admin.incoming.forms import ActionForm
from core.admin.incoming.views import NOTHING, ActionView, IncomingIndexView, IncomingInspectView
from core.admin.incoming.viewsets import (
    RECEIVED_AT,
    STATE,
    IncomingFilterSet,
    IncomingViewSet,
    WaitingPanel,
)
from core.text.formats import short_date
from directory.models import PlacePage
from normandie.partners.models import EventProposal
from normandie.partners.workflow import ACCEPT, PROPOSALS


class ProposalFilterSet(IncomingFilterSet):
    class Meta(IncomingFilterSet.Meta):
        model = EventProposal
        fields = ["partner"]


class ProposalIndexView(IncomingIndexView):
    def get_base_queryset(self) -> QuerySet:
        proposals = super().get_base_queryset()
        return proposals.with_names()  # type: ignore[attr-defined]


class ProposalInspectView(IncomingInspectView):
    def get_event_display_value(self) -> str | SafeString:
        """Lead to the draft, or to what became of it."""
        event = self.object.event
        if event is None:
            return NOTHING
        url = reverse("wagtailadmin_pages:edit", args=(event.pk,))
        state = "publié" if event.live else "brouillon"
        return format_html('<a href="{}">{}</a> ({})', url, event.title, state)


class ProposalActionForm(ActionForm):
    """Who accepts says at which place: an event is always held at one."""

    place: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        PlacePage.objects.live(),
        label="Lieu qui l’accueille",
        widget=AdminPageChooser(target_models=[PlacePage]),
        help_text="Les gérants de ce lieu reçoivent un courriel, et trouvent le brouillon dans "
        "leur espace.",
    )

    field_order = ["version", "place", "answer", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        action = kwargs["transition"].action
        if action == ACCEPT:
            self.fields["place"].initial = kwargs["row"].place_id
        else:
            del self.fields["place"]
        if action == "refuser" and "answer" in self.fields:
            self.fields["answer"].label = "Pourquoi\u00a0?"


class ProposalActionView(ActionView):
    form_class = ProposalActionForm
    template_name = "partners/admin/action.html"

    def given(self, form: ActionForm) -> dict[str, Any]:
        return super().given(form) | {"place": form.cleaned_data.get("place")}


class ProposalViewSet(IncomingViewSet):
    model = EventProposal
    table = PROPOSALS
    answers = {"repondre": True, ACCEPT: False, "refuser": True}
    icon = "calendar-alt"
    menu_label = "Propositions"
    menu_order = 159
    add_to_admin_menu = True
    base_url_path = "partenaires/evenements-proposes"
    index_view_class = ProposalIndexView
    inspect_view_class = ProposalInspectView
    action_view_class = ProposalActionView
    filterset_class = ProposalFilterSet
    list_display: Any = [
        "__str__",
        STATE,
        Column("who", label="Qui"),
        Column("day", label="Jour", accessor=lambda row: short_date(row.day), sort_key="day"),
        Column("where", label="Où"),
        RECEIVED_AT,
    ]
    search_fields = ["title", "organisation", "description", "partner__title", "place__title"]
    # Neither address nor phone: a file outlives what is erased here.
    list_export = [
        *("title", "who", "description", "audience", "day", "where", "price"),
        *("get_state_display", "received_at", "answered_at"),
    ]
    export_headings = {"who": "Qui", "where": "Où", "get_state_display": "État"}
    export_filename = "evenements-proposes"
    inspect_view_fields = [
        *("title", "description", "audience", "day", "start_time", "end_time", "other_days"),
        *("place", "territory", "price", "link", "partner", "organisation", "email", "phone"),
        *("state", "event", "received_at", "receipt_sent_at", "answer", "answered_at"),
    ]


PROPOSALS_PANEL = WaitingPanel(
    ProposalViewSet,
    heading="Événements proposés",
    none="Tous ont reçu leur réponse.",
)
