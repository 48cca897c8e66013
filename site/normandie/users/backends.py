"""Who is signed in, read in two queries whatever the page asks: the account, then its rights."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Q


class AccountBackend(AuthenticationBackend):
    """Accounts by their name or address, as allauth finds them; rights as Django has them."""

    def get_user(self, user_id: Any) -> Any:
        """Return the account with its preferences of Wagtail, that every page of the admin reads.

        None for one that is gone, or closed.
        """
        accounts = get_user_model()._default_manager.select_related("wagtail_userprofile")
        user = accounts.filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """Return the rights that an account has by itself and by its groups, read once together."""
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return set()
        if not hasattr(user_obj, "rights_read"):
            rights = Permission.objects.order_by()
            if not user_obj.is_superuser:
                rights = rights.filter(Q(user=user_obj) | Q(group__user=user_obj))
            pairs = rights.values_list("content_type__app_label", "codename").distinct()
            user_obj.rights_read = {f"{app}.{name}" for app, name in pairs}
        held: set[str] = user_obj.rights_read
        return held
