"""The second factor: its secrets are encrypted where they are kept; staff need one to enter."""

from base64 import urlsafe_b64encode
from hashlib import sha256

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes

KEY_FOR = b"normandie.users.second_factor:"


def fernet() -> MultiFernet:
    """Return what encrypts by SECRET_KEY, and still reads by those of SECRET_KEY_FALLBACKS.

    A key of 256 random bits needs no slow derivation; the prefix makes it serve this alone.
    """
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (sha256(KEY_FOR + force_bytes(key)).digest() for key in keys)
    return MultiFernet([Fernet(urlsafe_b64encode(digest)) for digest in digests])


class SecondFactorAdapter(DefaultMFAAdapter):
    """A copy of the database makes no code: the key is elsewhere."""

    def encrypt(self, text: str) -> str:
        return fernet().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        return fernet().decrypt(encrypted_text.encode("ascii")).decode()

    def get_totp_issuer(self) -> str:
        return settings.REGION.network

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": settings.REGION.network}
