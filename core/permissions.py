"""What nobody may do to some tables, whatever their rights, and who may follow the mails."""

from typing import Any, ClassVar

from django.contrib.auth.models import Group, Permission
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

MAIL_RIGHTS = ("view_outgoingmail", "resend_outgoingmail")


class LockedPolicy(ModelPermissionPolicy):
    """Rows to which nobody does what is ``LOCKED``, whatever rights the groups were given."""

    LOCKED: ClassVar[frozenset[str]] = frozenset()

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in self.LOCKED and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def users_with_any_permission(self, actions: Any) -> Any:
        return super().users_with_any_permission(set(actions) - self.LOCKED)


class ChangeOnlyPolicy(LockedPolicy):
    """Rows that come from elsewhere (visitors, closed lists): nobody adds or deletes one here."""

    LOCKED = frozenset({"add", "delete"})


class EraseOnlyPolicy(LockedPolicy):
    """What people said of themselves: it is read and erased, never written for them."""

    LOCKED = frozenset({"add", "change"})


class SeeOnlyPolicy(LockedPolicy):
    """Rows that the site alone writes."""

    LOCKED = frozenset({"add", "change", "delete"})


def register_policies() -> None:
    """Tell Wagtail that nobody writes or changes a mail by hand."""
    from core.models import OutgoingMail

    register_permission_policy(OutgoingMail, SeeOnlyPolicy(OutgoingMail))


def may_on_mails(user: Any, action: str) -> bool:
    """Whether *user* may « view » the mails of the site, or « resend » one that did not leave."""
    from core.models import OutgoingMail

    policy = policy_registry.get_by_type(OutgoingMail)
    return bool(policy.user_has_permission(user, action))


def grant_mail_permissions(group: Group) -> None:
    """Give *group* the rights on the mails of the site; safe to repeat."""
    group.permissions.add(
        *Permission.objects.filter(content_type__app_label="core", codename__in=MAIL_RIGHTS)
    )
