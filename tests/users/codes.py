"""What mails about accounts hold: codes and links."""

import re

from django.core.mail import EmailMessage


def code_of(mail: EmailMessage) -> str:
    """Return the code that *mail* holds, as one copies it."""
    [code] = re.findall(r"(?:code est|ce code)\u00a0: (\S+)", str(mail.body))
    return str(code)


def link_of(mail: EmailMessage) -> str:
    """Return the path of the link that *mail* holds."""
    [path] = re.findall(r"https?://[^/\s]+(/\S+)", str(mail.body))
    return str(path)
