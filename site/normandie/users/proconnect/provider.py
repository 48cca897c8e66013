"""What allauth has to know of ProConnect (it looks for this module by its name).

ProConnect is OpenID Connect but for two points: what it says of a person is a signed text, where
allauth expects JSON; and it asks for a ``nonce``, which allauth does not send.
https://partenaires.proconnect.gouv.fr/docs/fournisseur-service
"""

import secrets
from typing import Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.http import HttpRequest
from django.urls import reverse

from .adapter import NONCE, ProConnectAdapter


class ProConnectProvider(OpenIDConnectProvider):
    id = "proconnect"
    name = "ProConnect"
    oauth2_adapter_class = ProConnectAdapter

    def get_login_url(self, request: HttpRequest, **kwargs: Any) -> str:
        return reverse("proconnect_login")

    def get_callback_url(self) -> str:
        return reverse("proconnect_callback")

    def get_oauth2_adapter(self, request: HttpRequest) -> ProConnectAdapter:
        return ProConnectAdapter(request)

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """Sign in, whatever the address asks.

        Linking whoever is signed in here with whoever is at ProConnect would be for a stranger's
        page to ask.
        """
        return super().get_redirect_from_request_kwargs(request) | {"process": AuthProcess.LOGIN}

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, str]:
        """Add what the signed identity must hold (OpenID Connect Core §3.1.2.1).

        Nothing of the address: who sends a link to somebody chooses no parameter.
        """
        nonce = secrets.token_urlsafe()
        request.session[NONCE] = nonce
        return self.get_auth_params() | {"nonce": nonce}

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Keep nothing of what ProConnect says: an account is known by its ``sub`` alone."""
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[EmailAddress]:
        """Return the address of the agent, that their administration answers for."""
        email = data["userinfo"].get("email", "")
        return [EmailAddress(email=email.lower(), verified=True, primary=True)] if email else []


provider_classes = [ProConnectProvider]
