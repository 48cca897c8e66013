"""The listings of kits and loans, under one menu, and what staff do with each."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import IndexView, SnippetViewSetGroup

from core.admin.incoming.forms import ActionForm
from core.admin.incoming.views import (
    ActionView,
    IncomingIndexView,
    IncomingInspectView,
    StatefulInspectView,
)
from core.admin.incoming.viewsets import (
    RECEIVED_AT,
    STATE,
    IncomingFilterSet,
    IncomingViewSet,
    StatefulViewSet,
    WaitingPanel,
)
from core.admin.screens import NoChooser
from core.workflow import Transition
from normandie.equipment.models import EquipmentKit, Loan, Participation
from normandie.equipment.models.experiment import ParticipationQuerySet
from normandie.equipment.models.loan import LoanQuerySet
from normandie.equipment.workflow import KITS, LOANS, PARTICIPATIONS

LATE = "retard"
TOLD = ("refuser", "annuler", "ecarter")  # whose reason goes to the managers


class LoanActionForm(ActionForm):
    """The reason of a refusal is read by the managers; the remark of the rest, by who follows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if reason := self.fields.get("reason"):
            is_told = kwargs["transition"].action in TOLD
            reason.label = "Motif" if is_told else "Remarque"
            reason.help_text = (
                "Les gérants du lieu le reçoivent par courriel."
                if is_told
                else "Ce qui manque, ce qui est abîmé. Elle reste dans l’historique du prêt."
            )


class LoanActionView(ActionView):
    form_class = LoanActionForm


class LoanIndexView(IncomingIndexView):
    def get_base_queryset(self) -> QuerySet:
        loans: LoanQuerySet = super().get_base_queryset()  # type: ignore[assignment]
        return loans.with_names()


class LoanFilterSet(IncomingFilterSet):
    late = django_filters.ChoiceFilter(
        label="Retour",
        choices=[(LATE, "En retard")],
        method="by_lateness",
        widget=forms.RadioSelect,
        empty_label="Tous",
    )

    class Meta(IncomingFilterSet.Meta):
        model = Loan
        fields = ["kit"]

    def by_lateness(self, loans: QuerySet, name: str, value: str) -> QuerySet:
        return loans & Loan.objects.late()


class RequestInspectView(IncomingInspectView):
    def makes_sense(self, transition: Transition) -> bool:
        """Managers asked in their space: there is always somebody to answer."""
        return True


class LoanViewSet(IncomingViewSet):
    model = Loan
    table = LOANS
    # The condition may be said at each end; a request is granted at once.
    answers = {"remettre": False, "recevoir": False, "rendre": False}
    icon = "calendar-check"
    menu_label = "Prêts"
    base_url_path = "materiel/prets"
    filterset_class = LoanFilterSet
    index_view_class = LoanIndexView
    inspect_view_class = RequestInspectView
    action_view_class = LoanActionView
    list_display: Any = [
        "__str__",
        STATE,
        Column("kit", label="Matériel"),
        Column("place", label="Lieu"),
        Column("span", label="Jours", sort_key="first_day"),
        Column("is_late", label="Retard", accessor=lambda loan: "Oui" if loan.is_late else ""),
        RECEIVED_AT,
    ]
    search_fields = ["number", "workshop", "kit__name", "place__title"]
    # No name: a file outlives what is forgotten here.
    list_export = [
        *("number", "kit", "place", "first_day", "last_day", "workshop", "get_state_display"),
        *("get_departure_condition_display", "get_return_condition_display"),
    ]
    export_headings = {
        "get_state_display": "État",
        "get_departure_condition_display": "État au départ",
        "get_return_condition_display": "État au retour",
    }
    export_filename = "prets-de-materiel"
    inspect_view_fields = [
        *("kit", "place", "asked_by", "received_at", "first_day", "last_day", "workshop"),
        *("remark", "state", "left_from", "departure_condition", "departure_remark"),
        *("return_condition", "return_remark", "ended_at"),
    ]


LOANS_PANEL = WaitingPanel(
    LoanViewSet,
    heading="Prêts de matériel demandés",
    none="Aucun prêt n’attend de réponse.",
    late_query=f"late={LATE}",
)


class KitInspectView(StatefulInspectView):
    """What the kit is, what may be done of it, what was done; its form is beside."""

    page_title = "Matériel"


class KitIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet:
        return super().get_base_queryset().with_situation()


class KitFilterSet(WagtailFilterSet):
    class Meta:
        model = EquipmentKit
        fields = ["state", "theme"]


KIT_PANELS: list[Any] = [
    FieldPanel("name"),
    FieldPanel("contents"),
    FieldPanel("workshops"),
    FieldPanel("theme"),
    MultiFieldPanel([FieldPanel("notice"), FieldPanel("notice_document")], heading="Mode d’emploi"),
    MultiFieldPanel([FieldPanel("photo"), FieldPanel("photo_alt")], heading="Photo"),
    FieldRowPanel([FieldPanel("value"), FieldPanel("longest_days")]),
    MultiFieldPanel([FieldPanel("home"), FieldPanel("place")], heading="Où il est"),
    FieldPanel("to_validate"),
]


class KitActionForm(ActionForm):
    """What the team says of a breakdown is read by the places that wait for the kit."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kwargs["transition"].action == "panne":
            self.fields["reason"].label = "Ce qui ne va pas"
            self.fields[
                "reason"
            ].help_text = "Les lieux qui attendent ce matériel le reçoivent par courriel."


class KitActionView(ActionView):
    form_class = KitActionForm


class KitViewSet(StatefulViewSet):
    """Kits are described by their form; broken, mended, retired by actions, with a history."""

    model = EquipmentKit
    table = KITS
    chooser_viewset_class = NoChooser
    index_view_class = KitIndexView
    inspect_view_class = KitInspectView
    action_view_class = KitActionView
    icon = "tablet-alt"
    menu_label = "Matériel"
    base_url_path = "materiel/kits"
    filterset_class = KitFilterSet
    list_display: Any = [
        "name",
        Column("situation", label="Aujourd’hui", accessor=lambda kit: kit.situation["label"]),
        Column("keeper", label="Où il est"),
        Column("theme", label="Thème", accessor="get_theme_display"),
        Column(
            "to_validate",
            label="À valider",
            accessor=lambda kit: "Oui" if kit.to_validate else "",
        ),
    ]
    search_fields = ["name", "contents", "workshops"]
    panels = KIT_PANELS
    inspect_view_fields = [
        *("name", "contents", "workshops", "theme", "notice", "notice_document", "value"),
        *("home", "place", "longest_days", "state", "to_validate"),
    ]


class OfferFilterSet(IncomingFilterSet):
    class Meta(IncomingFilterSet.Meta):
        model = Participation
        fields = ["experiment"]


class OfferIndexView(IncomingIndexView):
    def get_base_queryset(self) -> QuerySet:
        offers: ParticipationQuerySet = super().get_base_queryset()  # type: ignore[assignment]
        return offers.with_names()


class OfferViewSet(IncomingViewSet):
    """The places that offer themselves for an experiment."""

    model = Participation
    table = PARTICIPATIONS
    answers = {}
    icon = "group"
    menu_label = "Lieux volontaires"
    base_url_path = "materiel/lieux-volontaires"
    filterset_class = OfferFilterSet
    index_view_class = OfferIndexView
    inspect_view_class = RequestInspectView
    action_view_class = LoanActionView
    list_display: Any = [
        Column("place", label="Lieu"),
        Column("experiment", label="Expérimentation"),
        STATE,
        RECEIVED_AT,
    ]
    search_fields = ["place__title", "experiment__title", "message"]
    list_export = ["place", "experiment", "get_state_display", "received_at"]
    export_headings = {"get_state_display": "État"}
    export_filename = "lieux-volontaires"
    inspect_view_fields = ["experiment", "place", "offered_by", "received_at", "message", "state"]


OFFERS_PANEL = WaitingPanel(
    OfferViewSet,
    heading="Lieux volontaires pour une expérimentation",
    none="Tous ont reçu leur réponse.",
)


class EquipmentGroup(SnippetViewSetGroup):
    """The menu « Matériel mutualisé »."""

    menu_label = "Matériel mutualisé"
    menu_icon = "tablet-alt"
    menu_order = 158
    items = (KitViewSet, LoanViewSet, OfferViewSet)
