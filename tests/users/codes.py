"""Codes and links of accounts: in mails, and made by an application as a telephone does."""

import re
import time
from typing import Any

from allauth.mfa.totp.internal import auth
from django.core.mail import EmailMessage
from django.http.response import HttpResponseBase


def code_of(mail: EmailMessage) -> str:
    """Return the code that *mail* holds, as one copies it."""
    [code] = re.findall(r"(?:code est|ce code)\u00a0: (\S+)", str(mail.body))
    return str(code)


def link_of(mail: EmailMessage) -> str:
    """Return the path of the link that *mail* holds."""
    [path] = re.findall(r"https?://[^/\s]+(/\S+)", str(mail.body))
    return str(path)


def with_application(user: Any) -> str:
    """Give *user* an application that makes codes, and return what it makes them from."""
    secret: str = auth.generate_totp_secret()
    auth.TOTP.activate(user, secret)
    return secret


def totp_code(secret: str) -> str:
    """Return the code of now (RFC 6238)."""
    code: str = auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30))
    return code


def secret_shown(page: HttpResponseBase) -> str:
    """Return the secret that the page shows, to be typed into an application."""
    [secret] = re.findall(r"<code>([A-Z2-7]{16,})</code>", page.content.decode())
    return str(secret)
