"""What allauth asks of the site: who may sign up (nobody), where one goes, how mails leave."""

from typing import Any
from urllib.parse import urljoin, urlsplit
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q
from django.http import HttpRequest
from django.shortcuts import resolve_url

from core.mail.queue import queue_mail

from .mails import MAILS, count_wrong_password
from .sessions import is_fresh

ADMIN_RIGHT = "wagtailadmin.access_admin"


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by staff or by an invitation, never by who visits."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        """Return what is asked between the password and the session.

        Not an address to verify: those of the accounts are (``normandie.users.signals``), and
        who has none signs in with a name.
        """
        return [
            stage for stage in super().get_login_stages() if "EmailVerificationStage" not in stage
        ]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return the admin for staff, the managers' space for the others."""
        is_staff = request.user.has_perm(ADMIN_RIGHT)
        return resolve_url("wagtailadmin_home" if is_staff else "espace:home")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url("mfa_index")

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return none: addresses of people are kept nowhere (docs/decisions/0012-login.md)."""
        return "0.0.0.0"  # noqa: S104

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        return not is_fresh(self.request.session)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count nothing here: ``normandie.users.rate_limits`` did."""

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        named = Q(username__iexact=credentials.get("username", ""))
        if email := credentials.get("email"):
            named |= Q(email__iexact=email)
        for user in get_user_model().objects.filter(named, is_active=True):
            count_wrong_password(user)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return the link of a mail, at the address of the site: who asks chooses no host."""
        url = super().get_reset_password_from_key_url(key)
        return urljoin(settings.WAGTAILADMIN_BASE_URL, urlsplit(url).path)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the mail into the outbox, in our words; without ones, it is not sent."""
        kind = MAILS.get(template_prefix.removeprefix("account/email/"))
        if kind is None:
            return
        about = context.get("user") or get_user_model().objects.filter(email__iexact=email).first()
        said = {"email": email, "code": "", "url": context.get("password_reset_url", "")}
        said |= {name: context[name] for name in ("code", "reauthentication") if name in context}
        queue_mail(kind, about=about, to=[email], context=said, occasion=uuid4().hex)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell the owner of new recovery codes; of the rest, ``normandie.users.signals`` does."""
        address = email or getattr(user, "email", "")
        if address:
            self.send_mail(template_prefix, address, {"user": user})
