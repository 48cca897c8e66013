"""The screens where staff follow complaints about accessibility."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from wagtail.admin.ui.tables import Column

from core.admin.incoming.viewsets import (
    RECEIVED_AT,
    STATE,
    BulkTransition,
    IncomingFilterSet,
    IncomingViewSet,
    WaitingPanel,
)
from normandie.accessibility.models import Complaint
from normandie.accessibility.workflow import COMPLAINTS

LATE, ON_TIME = "retard", "a_temps"


class ComplaintFilterSet(IncomingFilterSet):
    clock = django_filters.ChoiceFilter(
        label="Délai de sept jours",
        choices=[(LATE, "En retard"), (ON_TIME, "En attente, à temps")],
        method="by_clock",
        widget=forms.RadioSelect,
        empty_label="Toutes",
    )

    class Meta(IncomingFilterSet.Meta):
        model = Complaint

    def by_clock(self, complaints: QuerySet, name: str, value: str) -> QuerySet:
        late = Complaint.objects.late()
        if value == LATE:
            return complaints & late
        return (complaints & Complaint.objects.waiting()).exclude(pk__in=late.values("pk"))


class ComplaintViewSet(IncomingViewSet):
    model = Complaint
    table = COMPLAINTS
    icon = "mail"
    menu_label = "Réclamations"
    menu_order = 160
    add_to_admin_menu = True
    base_url_path = "accessibilite/reclamations"
    filterset_class = ComplaintFilterSet
    list_display: Any = [
        "__str__",
        STATE,
        RECEIVED_AT,
        Column("deadline", label="Délai", sort_key="answer_due"),
        Column("mails", label="Courriels"),
    ]
    search_fields = ["number", "message", "page", "last_name"]
    # Neither name nor address: a file outlives what is erased here.
    list_export = [
        "number",
        "message",
        "page",
        "equipment",
        "get_state_display",
        "received_at",
        "answer_due",
        "answered_at",
    ]
    export_headings = {"get_state_display": "État"}
    export_filename = "reclamations"
    inspect_view_fields = [
        "message",
        "page",
        "equipment",
        "last_name",
        "first_name",
        "email",
        "postal_address",
        "state",
        "received_at",
        "receipt_sent_at",
        "answer_due",
        "answer",
        "answered_at",
    ]


class TakeComplaints(BulkTransition):
    """« Prendre en charge » many at once. None is closed so: each is owed its answer."""

    models = [Complaint]
    table = COMPLAINTS
    action = action_type = "prendre"
    display_name = "Prendre en charge"
    aria_label = "Prendre en charge les réclamations choisies"
    action_priority = 10
    done = ("réclamation prise en charge", "réclamations prises en charge")
    refused = "refusée(s)"


COMPLAINTS_PANEL = WaitingPanel(
    ComplaintViewSet,
    heading="Réclamations d’accessibilité",
    none="Toutes ont reçu leur réponse.",
    late_query=f"clock={LATE}",
)
