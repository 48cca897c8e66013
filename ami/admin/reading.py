"""Screens about the files of calls that nobody edits there: they open to whom the files do."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.base import ViewSet

from ami.models import Dossier
from ami.permissions import may_read_files
from ami.teams import READ


class ForReaders(PermissionCheckedMixin):
    """Mixin of views, to put first: they open to who may read files, as ``may_read_files`` says."""

    model: Any = Dossier
    any_permission_required = READ


class ReadersMenuItem(MenuItem):
    """A line of the menu for who may read the files."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_read_files(request.user)


class ReadersViewSet(ViewSet):
    """A viewset whose line of the menu shows to who may read the files."""

    menu_item_class: Any = ReadersMenuItem
