"""What the schemes add to the admin: the screen of the subventions."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from . import history
from .admin.subventions import SubventionsView
from .permissions import may_publish_subventions
from .views.subventions import open_data_section


class SubventionsMenuItem(MenuItem):
    """For who may publish some."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_publish_subventions(request.user)


@hooks.register("register_admin_urls")
def register_funding_urls() -> list[Any]:
    return [path("aides/subventions/", SubventionsView.as_view(), name="funding_subventions")]


@hooks.register("register_reports_menu_item")
def register_subventions() -> MenuItem:
    url = reverse("funding_subventions")
    return SubventionsMenuItem("Subventions publiées", url, icon_name="upload", order=150)


@hooks.register("register_log_actions")
def register_funding_log_actions(actions: LogActionRegistry) -> None:
    history.register(actions)


@hooks.register("directory_open_data_section")
def subventions_as_open_data(request: HttpRequest) -> SafeString:
    return open_data_section(request)


@hooks.register("register_permissions")
def offer_subvention_rights() -> QuerySet[Permission]:
    """Let administrators give this right to other groups too."""
    return Permission.objects.filter(content_type__app_label="funding", codename="add_subvention")
