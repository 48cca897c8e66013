"""Who may read and answer complaints, and edit the declaration: written once."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission
from wagtail.permissions import register_permission_policy

from core.permissions import ChangeOnlyPolicy

RIGHTS = ("change_complaint", "view_complaint")
PAGE_RIGHTS = ("change_page", "publish_page")


def register_policies() -> None:
    """Complaints come from visitors: nobody adds or deletes one by hand."""
    from .models import Complaint

    register_permission_policy(Complaint, ChangeOnlyPolicy(Complaint))


def grant_accessibility_permissions(group: Group) -> None:
    """Give *group* the rights on complaints and on the declaration; safe to repeat.

    The rights on the declaration wait for it to exist: call again after creating it.
    """
    from .models import AccessibilityPage

    group.permissions.add(
        *Permission.objects.filter(content_type__app_label="accessibility", codename__in=RIGHTS)
    )
    rights = Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=PAGE_RIGHTS
    )
    for page in AccessibilityPage.objects.all():
        for right in rights:
            GroupPagePermission.objects.get_or_create(
                group=group, page=page.page_ptr, permission=right
            )
