"""What the agenda adds to the admin (menu, screens, history) and to places: sheet and map."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from directory.models import PlacePage, PolePage
from directory.querysets import PlaceQuerySet
from directory.search.places import PlaceSearch
from events import history
from events.admin.dashboard import AgendaPanel
from events.admin.events import AgendaMenuItem, event_listing_viewset
from events.admin.imports import ImportEventsView
from events.admin.one_date import CancelDateView, MoveDateView
from events.admin.preview import staff_dates_preview
from events.admin.silent_places import silent_place_listing_viewset
from events.admin.states import DateStatesView
from events.admin.subscriptions import subscription_viewset
from events.admin.templates import WorkshopTemplateViewSet
from events.admin.themes import ThemeViewSet
from events.models import EventPage
from events.permissions import SUBSCRIPTION_RIGHTS, may_edit_events
from events.views import guide_section, map_section, place_section, pole_section


class AgendaGroup(SnippetViewSetGroup):
    """The menu « Agenda »."""

    menu_label = "Agenda"
    menu_icon = "date"
    menu_order = 160
    items = (
        event_listing_viewset,
        ThemeViewSet,
        WorkshopTemplateViewSet,
        subscription_viewset,
    )


register_snippet(AgendaGroup)


@hooks.register("register_permissions")
def offer_subscription_rights() -> QuerySet[Permission]:
    """Let administrators give these rights to other groups too."""
    return Permission.objects.filter(
        content_type__app_label="events", codename__in=SUBSCRIPTION_RIGHTS
    )


@hooks.register("register_admin_viewset")
def register_silent_places() -> Any:
    return silent_place_listing_viewset


@hooks.register("register_reports_menu_item")
def register_silent_places_report() -> MenuItem:
    url = reverse("events_silent_places:index")
    return AgendaMenuItem("Lieux sans événement", url, icon_name="date", order=130)


@hooks.register("register_admin_urls")
def register_agenda_urls() -> list[Any]:
    return [
        path("agenda/dates/<int:pk>/apercu/", staff_dates_preview, name="events_dates_preview"),
        path("agenda/dates/<int:pk>/etats/", DateStatesView.as_view(), name="events_date_states"),
        path("agenda/date/<int:pk>/annuler/", CancelDateView.as_view(), name="events_cancel_date"),
        path("agenda/date/<int:pk>/deplacer/", MoveDateView.as_view(), name="events_move_date"),
        path("agenda/lieux/<int:pk>/importer/", ImportEventsView.as_view(), name="events_import"),
    ]


@hooks.register("register_log_actions")
def register_agenda_log_actions(actions: LogActionRegistry) -> None:
    history.register(actions)


@hooks.register("register_page_header_buttons")
def add_states_to_the_header(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    yield from _states_button(page, user)


@hooks.register("register_page_header_buttons")
def add_import_to_the_header(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    if isinstance(page, PlacePage) and page.permissions_for_user(user).can_add_subpage():
        url = reverse("events_import", args=(page.pk,))
        yield Button("Importer des événements", url, icon_name="upload", priority=60)


@hooks.register("register_page_listing_more_buttons")
def add_states_to_listings(page: Page, user: Any, next_url: str | None = None) -> Iterator[Button]:
    yield from _states_button(page, user)


def _states_button(page: Page, user: Any) -> Iterator[Button]:
    if isinstance(page, EventPage) and page.pk and page.permissions_for_user(user).can_edit():
        url = reverse("events_date_states", args=(page.pk,))
        yield Button("États des dates", url, icon_name="date", priority=12)


@hooks.register("construct_homepage_panels")
def add_agenda_panel(request: HttpRequest, panels: list[Component]) -> None:
    if may_edit_events(request.user):
        panels.append(AgendaPanel())


@hooks.register("directory_sheet_section")
def next_dates_of_the_place(place: PlacePage, request: HttpRequest, moment: datetime) -> SafeString:
    return place_section(place, request, moment)


@hooks.register("directory_map_section")
def next_dates_on_the_map(place: PlacePage, request: HttpRequest, moment: datetime) -> SafeString:
    return map_section(place, request, moment)


@hooks.register("directory_guide_section")
def next_dates_in_the_guided_way(asked: PlaceSearch, request: HttpRequest) -> SafeString:
    return guide_section(asked, request)


@hooks.register("directory_pole_section")
def next_dates_of_the_pole(
    pole: PolePage,
    places: PlaceQuerySet,
    directory_url: str,
    request: HttpRequest,
    moment: datetime,
) -> SafeString:
    return pole_section(pole, places, directory_url, request, moment)
