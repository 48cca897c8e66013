"""Who may do what in the admin of the directory, written once.

Three kinds of people besides visitors: managers of places, who never enter the admin; the team of
the Région, a group with the rights below; superusers, who may do all that the policies allow.
"""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtail.permissions import policy_registry, register_permission_policy

from core.permissions import ChangeOnlyPolicy
from directory.models import (
    DirectoryPage,
    ErrorReport,
    Label,
    LabelGrant,
    PlacePage,
    Term,
)

TEAM_GROUP = "Équipe de la Région"

# On the directory and every sheet below it.
PAGE_RIGHTS = ("add_page", "change_page", "publish_page")
# On the root collection of images: the photos of the places.
IMAGE_RIGHTS = ("add_image", "change_image", "choose_image")
# On whole tables. « change_placepage » is not a right on pages, which go by the tree: it is the
# right to say who manages a place.
MANAGERS_RIGHT = "directory.change_placepage"
MODEL_RIGHTS = (
    "wagtailadmin.access_admin",
    MANAGERS_RIGHT,
    *(f"directory.{action}_label" for action in ("add", "change", "delete", "view")),
    *(f"directory.{action}_labelgrant" for action in ("add", "change", "delete", "view")),
    *(f"directory.{action}_errorreport" for action in ("change", "view")),
    *(f"directory.{action}_term" for action in ("change", "view")),
)


def register_policies() -> None:
    """Tell Wagtail the policy of each table of the directory; called when the app is ready."""
    register_permission_policy(Label)
    register_permission_policy(LabelGrant)
    register_permission_policy(ErrorReport, ChangeOnlyPolicy(ErrorReport))
    register_permission_policy(Term, ChangeOnlyPolicy(Term))


def may_choose_managers(user: Any) -> bool:
    """Whether *user* may say who manages a place."""
    return bool(user.has_perm(MANAGERS_RIGHT))


def may_edit_places(user: Any) -> bool:
    """Whether *user* may add, change or publish some sheet: what the listings are for."""
    policy = policy_registry.get_by_type(PlacePage)
    return bool(policy.user_has_any_permission(user, ["add", "change", "publish"]))


def refusal_to_delete(page: Page) -> str:
    """Return why *page* may not be deleted, in French: the directory is in it, with its places."""
    directories = DirectoryPage.objects.descendant_of(page, inclusive=True)
    places = PlacePage.objects.descendant_of(page).count() if directories.exists() else 0
    if not places:
        return ""
    lost = f"{places} lieux seraient effacés" if places > 1 else "1 lieu serait effacé"
    return (
        f"La page «\u00a0{page.title}\u00a0» ne peut pas être supprimée\u00a0: {lost} avec elle. "
        "Pour qu’elle ne soit plus visible, dépubliez-la."
    )


@transaction.atomic
def grant_team_permissions() -> Group:
    """Create the group of the team if needed, and give it its rights; safe to repeat.

    Rights that the Région added to the group by hand are left alone. The rights on pages wait for
    the directory page to exist: call again after creating it.
    """
    group, _ = Group.objects.get_or_create(name=TEAM_GROUP)
    group.permissions.add(*(_permission(name) for name in MODEL_RIGHTS))
    for codename in PAGE_RIGHTS:
        for directory in DirectoryPage.objects.all():
            GroupPagePermission.objects.get_or_create(
                group=group,
                page=directory.page_ptr,
                permission=_permission(f"wagtailcore.{codename}"),
            )
    root = Collection.get_first_root_node()
    for codename in IMAGE_RIGHTS:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=root, permission=_permission(f"wagtailimages.{codename}")
        )
    return group


def _permission(name: str) -> Permission:
    app_label, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)
