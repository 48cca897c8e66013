"""What the managers' space adds to the admin, for staff, and to pages; managers enter no admin."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from directory.admin.place_screen import may_say_how_it_is_managed
from directory.admin.places import PlacesMenuItem
from directory.models import PlacePage, PolePage
from normandie.espace.admin.collective.viewsets import CollectiveGroup
from normandie.espace.admin.follow_up import follow_up_viewset
from normandie.espace.admin.places import InviteView, PoleInviteView, PoleTrustView, TrustView
from normandie.espace.admin.review import ReviewPanel, ReviewView
from normandie.espace.moderation import task_state_for, version_missed
from normandie.espace.services.collective.moderation import HIDE, SHOW
from normandie.espace.services.collective.writing import WITHDRAW
from normandie.espace.services.trust import READ_FIRST, TRUSTED
from normandie.espace.traffic.counting import count_views

register_snippet(CollectiveGroup)

# The last, so the nearest to the page: who is stopped before it has read nothing.
hooks.register("on_serve_page", count_views, order=1000)


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    return [
        path("relecture/<int:pk>/", ReviewView.as_view(), name="espace_review"),
        path("annuaire/lieux/<int:pk>/inviter/", InviteView.as_view(), name="espace_invite"),
        path("annuaire/lieux/<int:pk>/confiance/", TrustView.as_view(), name="espace_trust"),
        path(
            "annuaire/poles/<int:pk>/inviter/",
            PoleInviteView.as_view(),
            name="espace_pole_invite",
        ),
        path(
            "annuaire/poles/<int:pk>/confiance/",
            PoleTrustView.as_view(),
            name="espace_pole_trust",
        ),
    ]


@hooks.register("register_admin_viewset")
def register_follow_up() -> Any:
    return follow_up_viewset


@hooks.register("register_reports_menu_item")
def register_stale_sheets() -> MenuItem:
    url = f"{reverse('espace_follow_up:index')}?unverified_for=6"
    return PlacesMenuItem("Fiches à vérifier", url, icon_name="history", order=122)


@hooks.register("register_reports_menu_item")
def register_places_without_manager() -> MenuItem:
    url = f"{reverse('espace_follow_up:index')}?managed=non"
    return PlacesMenuItem("Lieux sans gestionnaire", url, icon_name="user", order=124)


@hooks.register("register_log_actions")
def register_trust(actions: LogActionRegistry) -> None:
    actions.register_action(
        TRUSTED, "Faire confiance à un lieu", "Les gestionnaires publient sans relecture"
    )
    actions.register_action(
        READ_FIRST, "Relire un lieu", "Ce que les gestionnaires envoient est relu"
    )


@hooks.register("register_page_header_buttons")
def add_what_is_decided_of_a_page(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    if page.pk and task_state_for(page, user):
        url = reverse("espace_review", args=(page.pk,))
        yield Button("Comparer et décider", url, icon_name="tasks", priority=5)
    if isinstance(page, PolePage) and page.pk and may_say_how_it_is_managed(user, page):
        for name, label, icon, priority in (
            ("espace_pole_invite", "Inviter une personne du pôle", "mail", 63),
            ("espace_pole_trust", "Confiance", "check", 64),
        ):
            url = reverse(name, args=(page.pk,))
            yield Button(label, url, icon_name=icon, priority=priority)
    if isinstance(page, PlacePage) and page.pk and may_say_how_it_is_managed(user, page):
        for name, label, icon, priority in (
            ("directory_place_managers", "Gestionnaires", "user", 62),
            ("espace_invite", "Inviter à gérer", "mail", 63),
            ("espace_trust", "Confiance", "check", 64),
        ):
            url = reverse(name, args=(page.pk,))
            yield Button(label, url, icon_name=icon, priority=priority)


@hooks.register("after_edit_page")
def say_what_came_meanwhile(request: HttpRequest, page: Page) -> None:
    """Show both to who saves a page that somebody else has saved in the meantime.

    Not where one's own automatic version is written over: Wagtail refuses that of another.
    """
    if request.POST.get("overwrite_revision_id") or not request.accepts("text/html"):
        return
    missed = version_missed(page, request.POST.get("loaded_revision_id", ""))
    if missed is None:
        return
    who = f", par {get_user_display_name(missed.user)}" if missed.user else ""
    url = reverse("wagtailadmin_pages:revisions_compare", args=(page.pk, missed.pk, "latest"))
    messages.warning(
        request,
        format_html(
            "Une autre version a été enregistrée pendant que vous modifiiez celle-ci{}. Rien n’est "
            'perdu\u00a0: <a href="{}">comparer les deux</a>.',
            who,
            url,
        ),
    )


@hooks.register("construct_homepage_panels")
def show_what_waits(request: HttpRequest, panels: list[Component]) -> None:
    """Put our list of what waits in the place of Wagtail's.

    Wagtail's compares the version that was submitted first, and publishes the last one.
    """
    panels[:] = [each for each in panels if not isinstance(each, WorkflowObjectsToModeratePanel)]
    panels.append(ReviewPanel())


@hooks.register("insert_global_admin_css")
def lay_out_the_list_of_what_waits() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/review.css"))


@hooks.register("register_log_actions")
def register_collective_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(HIDE, "Masquer un message", "Message masqué")
    actions.register_action(SHOW, "Montrer un message à nouveau", "Message montré à nouveau")
    actions.register_action(WITHDRAW, "Retirer son message", "Message retiré par son auteur")
