"""Who may do what in the admin of the agenda, written once.

Events are pages under the sheets of places: the rights of the team on the directory reach them.
"""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import GroupPagePermission
from wagtail.permissions import policy_registry, register_permission_policy

from core.permissions import EraseOnlyPolicy
from events.models import AgendaPage, EventPage, Subscription, Theme

SUBSCRIPTION_RIGHTS = ("delete_subscription", "view_subscription")
RIGHTS = (
    *(f"{action}_theme" for action in ("add", "change", "delete", "view")),
    *SUBSCRIPTION_RIGHTS,
)
AGENDA_RIGHTS = ("change_page", "publish_page")


def register_policies() -> None:
    """Tell Wagtail the policy of each table of the agenda; called when the app is ready."""
    register_permission_policy(Theme)
    register_permission_policy(Subscription, EraseOnlyPolicy(Subscription))


def may_edit_events(user: Any) -> bool:
    """Whether *user* may add, change or publish some event: what the listing is for."""
    policy = policy_registry.get_by_type(EventPage)
    return bool(policy.user_has_any_permission(user, ["add", "change", "publish"]))


def may_on_subscriptions(user: Any, action: str) -> bool:
    """Whether *user* may « view » what is held on who receives the letter, or « delete » it."""
    return bool(policy_registry.get_by_type(Subscription).user_has_permission(user, action))


@transaction.atomic
def grant_agenda_permissions(group: Group) -> None:
    """Let *group* keep the agenda and its themes, and answer who left an address; safe to repeat.

    The rights on the agenda wait for its page to exist: call again after creating it.
    """
    rights = Permission.objects.filter(content_type__app_label="events", codename__in=RIGHTS)
    group.permissions.add(*rights)
    for agenda in AgendaPage.objects.all():
        for codename in AGENDA_RIGHTS:
            permission = Permission.objects.get(
                content_type__app_label="wagtailcore", codename=codename
            )
            GroupPagePermission.objects.get_or_create(
                group=group, page=agenda.page_ptr, permission=permission
            )
