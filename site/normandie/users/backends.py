"""Who is signed in, read in two queries whatever the page asks: the account, then its rights."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Q
from django.http import HttpRequest


class AccountBackend(AuthenticationBackend):
    """Accounts by their name or address, as allauth finds them; rights as Django has them."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> Any:
        self._looked_at: set[Any] = set()
        return super().authenticate(request, **credentials)

    def _check_password(self, user: Any, password: str) -> Any:
        """Look at the password of an account once, as of one that is not there.

        allauth tries what looks like an address as a name too: an address that is known would be
        answered after twice the time.
        """
        if user is None or user.pk in self._looked_at:
            return None
        self._looked_at.add(user.pk)
        return super()._check_password(user, password)

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
