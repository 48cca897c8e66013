"""Screens about files that nobody edits there: they open to whom the files do."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permissions import policy_registry

from ami.models import Dossier


class ReadersMenuItem(MenuItem):
    """A line of the menu for who may read the files."""

    def is_shown(self, request: HttpRequest) -> bool:
        policy = policy_registry.get_by_type(Dossier)
        return bool(policy.user_has_permission(request.user, "view"))


class ReadersViewSet(ViewSet):
    """A viewset whose line of the menu shows to who may read the files."""

    menu_item_class: Any = ReadersMenuItem
