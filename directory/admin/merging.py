"""The screens of sheets that look alike: merge them, or say that they are two places."""

from abc import ABC, abstractmethod
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import DetailView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn, UserColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from core.admin.screens import ComputedReportView
from directory.duplicates import reasons_of_likeness, traits_of
from directory.models import DismissedPair, MergedSheet, PlacePage
from directory.permissions import may_dismiss, may_edit_places, may_merge
from directory.services.merging import (
    Choice,
    MergeRefused,
    differences,
    dismiss,
    is_untouched,
    merge,
    refusals,
    seen,
    take_back,
    undo,
    undo_refusal,
    what_follows,
    what_returns,
)

REPORT, DISMISSED, MERGED = (
    "directory_duplicates",
    "directory_dismissed_pairs",
    "directory_merged_sheets",
)


class PairMixin:
    """Two sheets named by the address, for who may edit some."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        keys = kwargs["first"], kwargs["second"]
        places = PlacePage.objects.select_related("commune")
        # « pk » fails on a huge number
        self.first, self.second = (get_object_or_404(places, id=key) for key in keys)
        if not may_edit_places(request.user):
            raise PermissionDenied
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return answer


class MergeView(PairMixin, WagtailAdminTemplateMixin, TemplateView):
    """Two sheets side by side: which is kept, and what it says, field by field."""

    template_name = "directory/admin/merge.html"
    page_title = "Comparer deux fiches"
    header_icon = "copy"

    def kept_and_other(self) -> tuple[PlacePage, PlacePage]:
        """Return the sheet that is kept, as asked or the better one, and the other."""
        asked = self.request.POST.get("garder") or self.request.GET.get("garder")
        pair = self.first, self.second
        better = max(pair, key=lambda place: (place.live, place.verified_here, place.completeness))
        kept = next((place for place in pair if str(place.pk) == asked), better)
        return kept, self.second if kept is self.first else self.first

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        kept, other = self.kept_and_other()
        if not may_merge(request.user, kept, other):
            raise PermissionDenied
        choices = {
            each.unit: Choice(chosen)
            for each in differences(kept, other)
            if (chosen := request.POST.get(f"choix-{each.unit}")) in set(Choice)
        }
        try:
            merged = merge(kept, other, choices, request.user, seen=request.POST.get("vu", ""))
        except MergeRefused as refusal:
            messages.error(request, f"Rien n’est réuni. {refusal}")
            return self.get(request, **kwargs)
        messages.success(
            request,
            f"«\u00a0{other.title}\u00a0» est réunie à «\u00a0{kept.title}\u00a0»\u00a0: son "
            "adresse y mène, et les imports ne la recréeront pas.",
            buttons=[
                messages.button(reverse("directory_undo_merge", args=(merged.pk,)), "Les séparer")
            ],
        )
        return redirect("wagtailadmin_pages:edit", kept.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kept, other = self.kept_and_other()
        user = self.request.user
        return super().get_context_data(**kwargs) | {
            "kept": kept,
            "other": other,
            "reasons": reasons_of_likeness(traits_of(kept), traits_of(other)),
            "differences": differences(kept, other),
            "seen": seen(kept, other),
            "refusals": refusals(kept, other),
            "follows": what_follows(other),
            "may_merge": may_merge(user, kept, other),
            "may_dismiss": may_dismiss(user),
            "choices": {each.name: each.value for each in Choice},
            "dismiss_url": reverse("directory_dismiss_pair", args=(kept.pk, other.pk)),
        }

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(REPORT), "label": "Doublons probables"},
            {"url": "", "label": self.page_title},
        ]


class UndoMergeView(WagtailAdminTemplateMixin, DetailView):
    """What becomes of two merged sheets where they are parted again, before it is done."""

    template_name = "directory/admin/undo_merge.html"
    queryset = MergedSheet.objects.select_related("kept", "sheet", "before", "merged_by")
    context_object_name = "merged"
    page_title = "Séparer deux fiches"
    header_icon = "copy"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.object = self.get_object()
        places = filter(None, [self.object.kept, self.object.sheet])
        if not may_merge(request.user, *places):
            raise PermissionDenied
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            kept, other = undo(self.object, request.user)
        except MergeRefused as refusal:
            messages.error(request, f"Rien n’est séparé. {refusal}")
            return redirect(MERGED)
        messages.success(
            request,
            f"«\u00a0{other.title}\u00a0» et «\u00a0{kept.title}\u00a0» sont de nouveau deux "
            "fiches.",
        )
        return redirect("wagtailadmin_pages:edit", other.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "refusal": undo_refusal(self.object),
            "returns": what_returns(self.object.moved),
            "is_untouched": is_untouched(self.object),
        }

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(MERGED), "label": MergedSheetsView.page_title},
            {"url": "", "label": self.page_title},
        ]


class DismissView(PairMixin, View):
    """Two sheets are two places: they are proposed no more."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_dismiss(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        reasons = reasons_of_likeness(traits_of(self.first), traits_of(self.second))
        dismiss(self.first, self.second, reasons, request.user)
        messages.success(
            request,
            f"«\u00a0{self.first.title}\u00a0» et «\u00a0{self.second.title}\u00a0» sont deux "
            "lieux\u00a0: cette paire n’est plus proposée.",
        )
        return redirect(REPORT)


class TakeBackView(View):
    """A pair that was set aside is proposed again."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_dismiss(request.user, take_back=True):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        take_back(get_object_or_404(DismissedPair, id=pk), request.user)
        messages.success(request, "Cette paire est de nouveau proposée.")
        return redirect(REPORT)


class TakeBackColumn(BaseColumn):
    """The button that has a pair proposed again."""

    cell_template_name = "directory/admin/take_back_cell.html"


class DecisionsView(ComputedReportView, ABC):
    """What was decided of sheets that look alike, for who may come back on it."""

    permission_policy = None
    header_icon = "copy"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.may_undo(request.user):
            raise PermissionDenied
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    @abstractmethod
    def may_undo(self, user: Any) -> bool:
        """Tell whether *user* may come back on such a decision."""


class DismissedPairsView(DecisionsView):
    """The pairs that somebody set aside, by whom and when."""

    model = DismissedPair
    page_title = "Paires écartées"
    index_url_name = DISMISSED
    index_results_url_name = f"{DISMISSED}_results"
    columns = [
        Column("first", label="Une fiche", accessor="first.title"),
        Column("second", label="Une autre", accessor="second.title"),
        UserColumn("dismissed_by", label="Écartée par"),
        DateColumn("dismissed_at", label="Le"),
        TakeBackColumn("take_back", label="Proposer de nouveau"),
    ]

    def may_undo(self, user: Any) -> bool:
        return may_dismiss(user, take_back=True)

    def get_filtered_queryset(self) -> Any:
        return DismissedPair.objects.select_related(
            "first", "second", "dismissed_by__wagtail_userprofile"
        )


class UndoColumn(BaseColumn):
    """The way to have two sheets again."""

    cell_template_name = "directory/admin/undo_cell.html"


class MergedSheetsView(DecisionsView):
    """The sheets that were merged in others, by whom and when; from here, they are parted."""

    model = MergedSheet
    page_title = "Fiches réunies"
    index_url_name = MERGED
    index_results_url_name = f"{MERGED}_results"
    columns = [
        Column("title", label="Fiche retirée"),
        Column("kept", label="Fiche gardée", accessor="kept.title"),
        UserColumn("merged_by", label="Réunies par"),
        DateColumn("merged_at", label="Le"),
        UndoColumn("undo", label="Revenir en arrière"),
    ]

    def may_undo(self, user: Any) -> bool:
        return may_merge(user)

    def get_filtered_queryset(self) -> Any:
        return MergedSheet.objects.select_related("kept", "merged_by__wagtail_userprofile")
