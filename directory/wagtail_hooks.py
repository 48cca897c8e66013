"""What the directory adds to the admin: its menu, its screens, its reports."""

from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from core.admin.screens import report_urls
from directory.admin.address import LOCATE, locate_address
from directory.admin.communes import commune_chooser_viewset
from directory.admin.coverage import FarCommunesReportView
from directory.admin.duplicates import DuplicatesReportView
from directory.admin.everyday_words import EverydayWordViewSet
from directory.admin.grants import LabelGrantViewSet
from directory.admin.label_file import LabelFileView
from directory.admin.labels import LabelViewSet
from directory.admin.managers import PlaceManagersView
from directory.admin.merging import (
    DismissedPairsView,
    DismissView,
    MergedSheetsView,
    MergeView,
    TakeBackView,
    UndoMergeView,
)
from directory.admin.place_screen import may_say_how_it_is_managed
from directory.admin.places import place_listing_viewset
from directory.admin.poles import PoleContactViewSet, PoleCoverageView, PoleManagersView
from directory.admin.reports import REPORTS_PANEL, CloseReports, ErrorReportViewSet
from directory.admin.requirements import FROZEN, LabelRequirementsViewSet
from directory.admin.terms import TermViewSet
from directory.duplicates import likely_duplicates
from directory.models import LabelRequirements, MergedLock, MergedSheet, PlacePage, PolePage
from directory.permissions import may_edit_places, may_edit_poles, refusal_to_delete
from directory.search.poles import shared_with_others
from directory.services.merging.dismissals import DISMISSED, TAKEN_BACK
from directory.services.merging.merge import MERGED, WITHDRAWN
from directory.services.merging.undo import UNDONE
from directory.views.hours_preview import hours_preview


class DirectoryGroup(SnippetViewSetGroup):
    """The menu « Annuaire »."""

    menu_label = "Annuaire"
    menu_icon = "site"
    menu_order = 150
    items = (
        place_listing_viewset,
        LabelViewSet,
        LabelRequirementsViewSet,
        LabelGrantViewSet,
        ErrorReportViewSet,
        TermViewSet,
        EverydayWordViewSet,
        PoleContactViewSet,
    )


register_snippet(DirectoryGroup)
hooks.register("register_bulk_action", CloseReports)


class PlaceReportMenuItem(MenuItem):
    """A report about the sheets, for who may edit some."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_edit_places(request.user)


@hooks.register("construct_homepage_panels")
def add_reports_panel(request: HttpRequest, panels: list[Component]) -> None:
    if REPORTS_PANEL.opens_to(request.user):
        panels.append(REPORTS_PANEL)


@hooks.register("register_admin_viewset")
def register_commune_chooser() -> Any:
    return commune_chooser_viewset


@hooks.register("register_admin_urls")
def register_directory_urls() -> list[Any]:
    return [
        *report_urls(DuplicatesReportView, "annuaire/doublons/", "directory_duplicates"),
        *report_urls(
            FarCommunesReportView, "annuaire/communes-eloignees/", "directory_far_communes"
        ),
        *report_urls(DismissedPairsView, "annuaire/doublons/ecartes/", "directory_dismissed_pairs"),
        *report_urls(MergedSheetsView, "annuaire/doublons/reunies/", "directory_merged_sheets"),
        path(
            "annuaire/doublons/reunies/<int:pk>/separer/",
            UndoMergeView.as_view(),
            name="directory_undo_merge",
        ),
        path(
            "annuaire/doublons/ecartes/<int:pk>/reprendre/",
            TakeBackView.as_view(),
            name="directory_take_back_pair",
        ),
        path(
            "annuaire/doublons/<int:first>/<int:second>/",
            MergeView.as_view(),
            name="directory_merge",
        ),
        path(
            "annuaire/doublons/<int:first>/<int:second>/ecarter/",
            DismissView.as_view(),
            name="directory_dismiss_pair",
        ),
        path(
            "annuaire/lieux/<int:pk>/gestionnaires/",
            PlaceManagersView.as_view(),
            name="directory_place_managers",
        ),
        path(
            "annuaire/lieux/<int:pk>/labels/", LabelFileView.as_view(), name="directory_label_file"
        ),
        *report_urls(PoleCoverageView, "annuaire/communes-et-poles/", "directory_pole_coverage"),
        path(
            "annuaire/poles/<int:pk>/personnes/",
            PoleManagersView.as_view(),
            name="directory_pole_managers",
        ),
        path("annuaire/adresse/", locate_address, name=LOCATE),
        path("horaires/apercu/", hours_preview, name="directory_hours_preview"),
    ]


@hooks.register("before_delete_snippet")
def keep_published_requirements(request: HttpRequest, instances: list[Any]) -> HttpResponse | None:
    """A published version is what places committed to: it goes neither alone nor with others."""
    if not any(isinstance(each, LabelRequirements) and each.is_frozen for each in instances):
        return None
    messages.warning(request, FROZEN)
    return redirect("wagtailsnippets_directory_labelrequirements:list")


@hooks.register("insert_global_admin_css")
def make_listings_readable() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/listing.css"))


@hooks.register("insert_global_admin_css")
def give_form_fields_the_colours_of_the_admin() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/tokens.css"))


@hooks.register("register_reports_menu_item")
def register_duplicates_report() -> MenuItem:
    return PlaceReportMenuItem(
        "Doublons probables", reverse("directory_duplicates"), icon_name="copy", order=110
    )


@hooks.register("register_reports_menu_item")
def register_completeness_report() -> MenuItem:
    url = f"{reverse('directory_places:index')}?ordering=completeness"
    return PlaceReportMenuItem("Fiches à compléter", url, icon_name="list-ul", order=120)


@hooks.register("register_reports_menu_item")
def register_far_communes_report() -> MenuItem:
    url = reverse("directory_far_communes")
    return PlaceReportMenuItem("Communes éloignées", url, icon_name="globe", order=130)


class PoleReportMenuItem(MenuItem):
    """A report about pôles, for who may edit some."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_edit_poles(request.user)


@hooks.register("register_reports_menu_item")
def register_pole_coverage() -> MenuItem:
    return PoleReportMenuItem(
        "Communes sans pôle", reverse("directory_pole_coverage"), icon_name="site", order=126
    )


@hooks.register("register_page_header_buttons")
def add_people_of_a_pole(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    if isinstance(page, PolePage) and page.pk and may_say_how_it_is_managed(user, page):
        url = reverse("directory_pole_managers", args=(page.pk,))
        yield Button("Personnes du pôle", url, icon_name="user", priority=62)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_of_shared_communes(request: HttpRequest, page: Page) -> None:
    """Say that communes are in another pôle too: it may be wished, and is never corrected."""
    if not isinstance(page, PolePage) or not request.accepts("text/html"):
        return
    for title, communes in shared_with_others(page).items():
        messages.warning(
            request,
            f"Communes aussi dans «\u00a0{title}\u00a0»\u00a0: {len(communes)} "
            f"({', '.join(communes[:5])}{'…' if len(communes) > 5 else ''}). Les visiteurs voient "
            "les deux pôles.",
        )


@hooks.register("register_log_actions")
def register_directory_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(
        "directory.managers", "Choisir les gestionnaires", "Gestionnaires modifiés"
    )
    actions.register_action(MERGED, "Réunir deux fiches", "Fiche réunie à celle-ci")
    actions.register_action(WITHDRAWN, "Réunir à une autre", "Réunie à une autre fiche")
    actions.register_action(UNDONE, "Séparer deux fiches", "Séparée d’une autre fiche")
    actions.register_action(DISMISSED, "Écarter un doublon", "Dite distincte d’une autre fiche")
    actions.register_action(TAKEN_BACK, "Proposer un doublon", "Paire de nouveau proposée")


@hooks.register("before_delete_page")
def keep_the_directory(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete the directory with its places, or a place that the register names."""
    message = refusal_to_delete(page)
    if not message:
        return None
    messages.error(request, message)
    return redirect("wagtailadmin_explore", page.pk)


@hooks.register("before_bulk_action")
def keep_the_directory_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Do the same when several pages are deleted at once."""
    pages = [item for item in objects if isinstance(item, Page)]
    found = (page for page in pages if action_type == "delete" and refusal_to_delete(page))
    page = next(found, None)
    return keep_the_directory(request, page) if page else None


@hooks.register("before_bulk_action")
def keep_merged_sheets_withdrawn(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Wagtail publishes several pages, and all that is below them, without asking for locks."""
    if action_type != "publish":
        return None
    pages = [item for item in objects if isinstance(item, Page)]
    chosen = Q(sheet__in=[page.pk for page in pages])
    if request.POST.get("include_descendants"):
        chosen = reduce(or_, (Q(sheet__path__startswith=page.path) for page in pages), chosen)
    merged = MergedSheet.objects.filter(chosen).select_related("sheet", "kept").first()
    if merged is None or merged.sheet is None:
        return None
    messages.error(request, MergedLock(merged.sheet, merged).get_message(request.user))
    return redirect("wagtailadmin_explore", merged.sheet.get_parent().pk)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_of_duplicates(request: HttpRequest, page: Page) -> None:
    """Say at once that a sheet may double another; not at each automatic save."""
    if not isinstance(page, PlacePage) or not request.accepts("text/html"):
        return
    if duplicates := likely_duplicates(page):
        links = format_html_join(
            ", ",
            '<a href="{}">{}</a> ({})',
            (
                (reverse("wagtailadmin_pages:edit", args=(found.pk,)), found.title, reasons)
                for found in duplicates
                for reasons in [", ".join(found.reasons)]
            ),
        )
        messages.warning(
            request, format_html("Cette fiche double peut-être une autre\u00a0: {}.", links)
        )
