"""Who may do what with editorial pages, written once.

The team of the Région writes, publishes and reorders them; the home page itself stays with those
who administer the site. Called wherever the team is given its rights on the directory.
"""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtail.permissions import policy_registry

from normandie.editorial.models import StandardPage
from normandie.home.models import HomePage

# On the home page, hence on all below it: a page that is added needs nothing more.
PAGE_RIGHTS = ("add_page", "change_page", "publish_page")
DOCUMENT_RIGHTS = ("add_document", "change_document", "choose_document")


def may_edit_pages(user: Any) -> bool:
    """Whether *user* may add, change or publish some editorial page: what the report is for."""
    policy = policy_registry.get_by_type(StandardPage)
    return bool(policy.user_has_any_permission(user, ["add", "change", "publish"]))


@transaction.atomic
def grant_editorial_permissions(group: Group) -> None:
    """Let *group* keep the pages and documents of the site; safe to repeat.

    The rights on pages wait for the home page to exist: call again after creating it.
    """
    for home in HomePage.objects.all():
        for codename in PAGE_RIGHTS:
            GroupPagePermission.objects.get_or_create(
                group=group, page=Page.objects.get(pk=home.pk), permission=_permission(codename)
            )
    root = Collection.get_first_root_node()
    for codename in DOCUMENT_RIGHTS:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=root, permission=_permission(codename, "wagtaildocs")
        )


def _permission(codename: str, app_label: str = "wagtailcore") -> Permission:
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)
