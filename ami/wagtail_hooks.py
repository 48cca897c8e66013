"""What the calls add to the admin."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from ami.admin.bordereaux import EliminationsViewSet
from ami.admin.dossiers import DossierViewSet
from ami.admin.exports import ExportViewSet
from ami.admin.figures import FiguresViewSet
from ami.admin.message_templates import MessageTemplateViewSet
from ami.admin.queue_bulk import BULK_ACTIONS
from ami.admin.tags import TagDossiers
from ami.admin.takeovers import TAKEOVERS_PANEL, TakeoverViewSet
from ami.admin.teams import TEAM, TeamsViewSet
from ami.admin.waiting import DigestPanel, WaitingFilesPanel
from ami.models import CallPage
from ami.services.exports import EXPORTED
from ami.services.teams import CHANGED, copy_team


class CallsGroup(SnippetViewSetGroup):
    """The menu « Appels »."""

    menu_label = "Appels"
    menu_icon = "folder-open-inverse"
    menu_order = 155
    items = (
        DossierViewSet,
        TakeoverViewSet,
        MessageTemplateViewSet,
        FiguresViewSet,
        ExportViewSet,
        TeamsViewSet,
        EliminationsViewSet,
    )


register_snippet(CallsGroup)
for each in (*BULK_ACTIONS, TagDossiers):
    hooks.register("register_bulk_action", each)


@hooks.register("insert_global_admin_css")
def style_of_the_queue() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/queue.css"))


@hooks.register("register_log_actions")
def register_exported(actions: LogActionRegistry) -> None:
    actions.register_action(EXPORTED, "Exporter les dossiers", "Dossiers exportés")
    actions.register_action(CHANGED, "Changer l’équipe", "Équipe changée")


@hooks.register("after_copy_page")
def copy_the_team(request: HttpRequest, page: Page, copy: Page) -> None:
    if isinstance(page.specific_deferred, CallPage):
        copy_team(page.specific, copy.specific)


@hooks.register("register_page_header_buttons")
def offer_team(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Lead to who works on a call, whoever leads it."""
    if CallPage.objects.led_by(user).filter(pk=page.pk).exists():
        yield Button(
            "Équipe de l’appel", reverse(TEAM, args=(page.pk,)), icon_name="group", priority=26
        )


@hooks.register("construct_homepage_panels")
def add_takeovers_panel(request: HttpRequest, panels: list[Component]) -> None:
    if TAKEOVERS_PANEL.opens_to(request.user):
        panels.append(TAKEOVERS_PANEL)


@hooks.register("construct_homepage_panels")
def add_waiting_files_panel(request: HttpRequest, panels: list[Component]) -> None:
    if WaitingFilesPanel.opens_to(request.user):
        panels.append(WaitingFilesPanel())


hooks.register("register_account_settings_panel", DigestPanel)


@hooks.register("register_page_header_buttons")
def offer_new_call(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Offer « nouvel appel » to who may add one beside: Wagtail's copy, dates left out."""
    if (
        isinstance(page.specific_deferred, CallPage)
        and page.get_parent().permissions_for_user(user).can_add_subpage()
    ):
        yield Button(
            "Nouvel appel d’après celui-ci",
            reverse("wagtailadmin_pages:copy", args=(page.pk,)),
            icon_name="copy",
            priority=25,
        )
