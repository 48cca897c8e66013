"""Secret links: given to one person, good for one purpose, withdrawn at will.

The site keeps the SHA-256 of each secret, never the secret: a copy of the database opens nothing.
256 random bits need no salt (NIST SP 800-63B §5.1.2). A secret goes into a mail, never into a log.
"""

import hashlib
import secrets
from datetime import timedelta
from typing import TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils import timezone

from core.models import AccessToken

M = TypeVar("M", bound=Model)
BYTES = 32
MAX_LENGTH = 100  # characters of what anyone may put in an address


def issue_token(purpose: str, subject: Model, *, lasting: timedelta | None = None) -> str:
    """Return a new secret that opens *subject* for *purpose*, while *lasting* at most."""
    secret = secrets.token_urlsafe(BYTES)
    now = timezone.now()
    AccessToken.objects.create(
        digest=_digest(secret),
        purpose=purpose,
        subject=subject,
        created_at=now,
        expires_at=now + lasting if lasting else None,
    )
    return secret


def find_by_token(purpose: str, model: type[M], secret: str) -> M | None:
    """Return what *secret* opens for *purpose*; None for one that is wrong, over or revoked."""
    if len(secret) > MAX_LENGTH:
        return None
    token = AccessToken.objects.valid().filter(
        digest=_digest(secret), purpose=purpose, content_type=_type_of(model)
    )
    return model._default_manager.filter(pk__in=token.values("object_id")).first()


def find_token(secret: str, *purposes: str) -> AccessToken | None:
    """Return what the site keeps of *secret*, good for one of *purposes*: its subject may vary."""
    if len(secret) > MAX_LENGTH:
        return None
    valid = AccessToken.objects.valid()
    return valid.filter(digest=_digest(secret), purpose__in=purposes).first()


def revoke_secret(secret: str) -> None:
    """Withdraw one secret alone; one that is wrong or over is no error."""
    tokens = AccessToken.objects.valid().filter(digest=_digest(secret))
    tokens.update(revoked_at=timezone.now())


def revoke_tokens(subject: Model, *purposes: str) -> int:
    """Withdraw the links to *subject*, all or of some *purposes*; return how many."""
    tokens = AccessToken.objects.valid().filter(
        content_type=_type_of(type(subject)), object_id=subject.pk
    )
    if purposes:
        tokens = tokens.filter(purpose__in=purposes)
    return tokens.update(revoked_at=timezone.now())


def pass_on_tokens(former: Model, to: Model, *purposes: str) -> int:
    """Have the links to *former* for *purposes* open *to*, which takes its place; return how many.

    Both are of one model.
    """
    tokens = AccessToken.objects.filter(
        content_type=_type_of(type(former)), object_id=former.pk, purpose__in=purposes
    )
    return tokens.update(object_id=to.pk)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _type_of(model: type[Model]) -> ContentType:
    return ContentType.objects.get_for_model(model)
