"""Requests to take a file over, and what staff decide of them."""

from typing import Any

from django.db.models import QuerySet
from django.utils.html import format_html

from ami.admin.addresses import inspect_url
from ami.models import Takeover
from ami.takeovers import TAKEOVERS
from core.admin.incoming.views import IncomingIndexView, IncomingInspectView
from core.admin.incoming.viewsets import (
    RECEIVED_AT,
    STATE,
    IncomingFilterSet,
    IncomingViewSet,
    WaitingPanel,
)


class TakeoverFilterSet(IncomingFilterSet):
    class Meta(IncomingFilterSet.Meta):
        model = Takeover


class TakeoverIndexView(IncomingIndexView):
    def get_base_queryset(self) -> QuerySet:
        """Leave out those whose address nobody has shown: nobody is to decide on them."""
        confirmed = super().get_base_queryset() & Takeover.objects.confirmed()
        return confirmed.select_related("dossier")


class TakeoverInspectView(IncomingInspectView):
    def get_dossier_display_value(self) -> str:
        """Lead to the file, with what to compare: who holds it now."""
        dossier = self.object.dossier
        if dossier is None:
            return ""
        return format_html(
            '<a class="w-underline" href="{}">{}</a>, {}, ouvert par {}',
            inspect_url(dossier),
            dossier,
            dossier.carrier_name or "structure encore inconnue",
            dossier.access_email,
        )


class TakeoverViewSet(IncomingViewSet):
    model = Takeover
    table = TAKEOVERS
    answers = {"refuser": True}
    icon = "user"
    menu_label = "Reprises de dossier"
    base_url_path = "appels/reprises"
    index_view_class = TakeoverIndexView
    inspect_view_class = TakeoverInspectView
    filterset_class = TakeoverFilterSet
    list_display: Any = ["__str__", STATE, RECEIVED_AT]
    search_fields = ["dossier__number", "name", "message"]
    # Neither name nor address: a file outlives what is erased here.
    list_export = ["pk", "dossier", "get_state_display", "received_at", "confirmed_at"]
    export_headings = {"pk": "Numéro", "get_state_display": "État"}
    export_filename = "reprises"
    inspect_view_fields = [
        "dossier",
        "name",
        "email",
        "message",
        "state",
        "received_at",
        "confirmed_at",
        "answer",
        "answered_at",
    ]


TAKEOVERS_PANEL = WaitingPanel(
    TakeoverViewSet,
    heading="Reprises de dossier",
    none="Aucune demande n’attend.",
)
