"""« Labels » of a place: all that happened to them, decisions and what became of each, in order."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from core.admin.incoming.views import who_did
from directory.label_workflow import GRANTS
from directory.models import LabelGrant, PlacePage
from directory.permissions import may_read_register

SCREENS = "wagtailsnippets_directory_labelgrant"


class Step(NamedTuple):
    """What happened on a day: a decision, or an action of staff with its reason."""

    day: date
    label: str
    who: str = ""
    text: str = ""


class LabelFileView(WagtailAdminTemplateMixin, TemplateView):
    """All that happened to the labels of one place, for who may read the register."""

    template_name = "directory/admin/label_file.html"
    page_title = "Labels"
    header_icon = "clipboard-list"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_read_register(request.user):
            raise PermissionDenied
        self.place = get_object_or_404(PlacePage, id=kwargs["pk"])  # « pk » fails on a huge one
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.place.title

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        listing = reverse(f"{SCREENS}:list")
        return [
            *self.breadcrumbs_items,
            {"url": listing, "label": "Attributions de label"},
            {"url": "", "label": self.place.title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        grants = self.place.grants.select_related("label", "renews", "renewal")
        return super().get_context_data(**kwargs) | {
            "place": self.place,
            "grants": [
                {
                    "grant": grant,
                    "standing": grant.standing(),
                    "url": reverse(f"{SCREENS}:inspect", args=(grant.pk,)),
                    "steps": steps_of(grant),
                }
                for grant in grants.prefetch_related("history__user")
            ],
        }


def steps_of(grant: LabelGrant) -> list[Step]:
    """Return what happened to *grant*, in order: what is to come stands last."""
    return sorted([*_decided(grant), *_done(grant)], key=lambda step: step.day)


def _decided(grant: LabelGrant) -> Iterator[Step]:
    """Yield what its dates tell."""
    opinion = f"Avis de l’Aract\u00a0: {grant.get_opinion_display().lower()}"
    renewed = f"à la suite de {grant.renews.number}" if grant.renews else ""
    told = (
        (grant.opinion_on if grant.opinion else None, opinion, ""),
        (grant.committee_on, "Passage en comité", ""),
        (grant.decided_on, "Décision", grant.decision),
        (grant.convention_on, "Convention signée", grant.convention),
        (grant.granted_on, "Label accordé", renewed),
        (grant.expires_on, "Fin de validité", ""),
    )
    yield from (Step(day, label, text=text) for day, label, text in told if day)


def _done(grant: LabelGrant) -> Iterator[Step]:
    """Yield what staff did of it, with their reasons."""
    for each in grant.history.all():
        day = timezone.localtime(each.at).date()
        yield Step(day, GRANTS.label_of(each.action), who_did(each), each.reason)
