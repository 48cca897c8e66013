"""Who may read the files of the calls; screens about files that nobody edits there.

They open to whom the files do.
"""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permissions import policy_registry

from ami.models import Dossier


def may_read(user: Any) -> bool:
    """Whether *user* may read the files: who may change them reads them."""
    policy = policy_registry.get_by_type(Dossier)
    return bool(policy.user_has_any_permission(user, ["view", "change"]))


class ReadersMenuItem(MenuItem):
    """A line of the menu for who may read the files."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_read(request.user)


class ReadersViewSet(ViewSet):
    """A viewset whose line of the menu shows to who may read the files."""

    menu_item_class: Any = ReadersMenuItem
