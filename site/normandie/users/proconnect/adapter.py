"""The questions to ProConnect, and what is checked of its answers."""

import logging
from typing import Any

import jwt
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import constant_time_compare

logger = logging.getLogger(__name__)

NONCE = "proconnect-nonce"  # in the session, while one is there
# With public keys: never with one that the text itself, or our own secret, would choose.
ALGORITHMS = ["RS256", "ES256"]


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """No account is made by ProConnect: it opens one that has the same address."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """Say it in the log, without what was answered: it is about a person."""
        logger.warning("ProConnect: %s, %s", error, type(exception).__name__)


class ProConnectAdapter(OpenIDConnectOAuth2Adapter):
    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request, "proconnect")

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        url: str = build_absolute_uri(request, reverse("proconnect_callback"))
        return url

    def complete_login(
        self, request: HttpRequest, app: Any, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        """Return who signs in.

        Raises:
            OAuth2Error: a text is not signed by ProConnect for this site and this session, or the
                two are not about the same person.
        """
        identity = self._read(app, kwargs["response"].get("id_token", ""))
        nonce = request.session.pop(NONCE, "")
        if not nonce or not constant_time_compare(str(identity.get("nonce", "")), nonce):
            raise OAuth2Error("the identity is of another session")
        person = self._read(app, self._person(token.token))
        if person.get("sub") != identity.get("sub"):
            raise OAuth2Error("the person is not the one who signed in")
        return self.get_provider().sociallogin_from_response(request, {"userinfo": person})

    def _person(self, access_token: str) -> str:
        with get_adapter().get_requests_session() as session:
            answer = session.get(
                self.profile_url, headers={"Authorization": f"Bearer {access_token}"}
            )
            answer.raise_for_status()
        return str(answer.text)

    def _read(self, app: Any, signed: str) -> dict[str, Any]:
        """Return what *signed* says, once its signature, its issuer, its time and to whom hold."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        try:
            key = jwt.PyJWKSet.from_dict(answer.json())[jwt.get_unverified_header(signed)["kid"]]
            said: dict[str, Any] = jwt.decode(
                signed,
                key=key,
                algorithms=ALGORITHMS,
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                options={"require": ["exp", "sub"]},
            )
        except (jwt.PyJWTError, KeyError, ValueError) as error:
            raise OAuth2Error("not signed by ProConnect") from error
        return said
