"""The cookie by which a browser that followed a secret link opens one thing, below one path."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from core.tokens import revoke_secret


def secret_in(request: HttpRequest, name: str, key: UUID) -> str:
    """Return the secret of the browser for what *key* names, nothing where it has none."""
    return request.get_signed_cookie(name, default="", salt=str(key)) or ""


def give_secret(response: HttpResponse, name: str, key: UUID, secret: str, path: str) -> None:
    """Have the browser send *secret* below *path*, until it is closed."""
    response.set_signed_cookie(
        name,
        secret,
        salt=str(key),
        path=path,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def drop_secret(
    request: HttpRequest, response: HttpResponse, name: str, key: UUID, path: str
) -> None:
    """Have the browser forget its secret, and withdraw it: a copy of the cookie opens nothing."""
    revoke_secret(secret_in(request, name, key))
    response.delete_cookie(name, path=path, samesite="Lax")
