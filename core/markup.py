"""Text that others wrote with markup, as plain text."""

import re
from html import unescape

# Each ends at the next « < »: read once from left to right, however the tags are left open.
TAG = re.compile(r"</?[a-zA-Z!?][^<>]*>")


def text_of(html: str) -> str:
    """Return *html* without its tags, its entities as characters; it is to be escaped when shown.

    Django's ``strip_tags`` refuses what nests too much (SuspiciousOperation), which the text of
    another site may well do: it reads again until nothing looks like a tag, for who shows its
    answer unescaped.
    """
    return unescape(TAG.sub("", html))
