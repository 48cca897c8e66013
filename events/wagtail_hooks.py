"""What the agenda adds to the admin."""

from collections.abc import Iterator
from typing import Any

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from directory.models import PlacePage
from events.viewsets.imports import ImportEventsView


@hooks.register("register_log_actions")
def register_agenda_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("events.status", "Changer l’état d’une date", "État d’une date changé")


@hooks.register("register_admin_urls")
def register_import_url() -> list[Any]:
    return [
        path("agenda/lieux/<int:pk>/importer/", ImportEventsView.as_view(), name="events_import")
    ]


@hooks.register("register_page_header_buttons")
def add_import_to_the_header(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    if isinstance(page, PlacePage) and page.permissions_for_user(user).can_add_subpage():
        url = reverse("events_import", args=(page.pk,))
        yield Button("Importer des événements", url, icon_name="upload", priority=60)
