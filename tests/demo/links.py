"""The site as a visitor goes through it: each link of each page that leads to pages or to lists."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qs, urljoin, urlsplit

from django.test import Client

LISTS = {"/annuaire/", "/annuaire/carte/", "/agenda/", "/recherche/"}
GUIDE = "/annuaire/orientation/"
LEFT_ALONE = ("/annuaire/", "/media/", "/static/", "/admin/")  # sheets and dates are no lists
MOST = 600  # pages: beyond, something turns round
MAIN = re.compile(r"<main.*?</main>", re.DOTALL)
UNSEEN = re.compile(r"<(script|template|noscript)\b.*?</\1>|<[^>]*>", re.DOTALL)
LINK = re.compile(r'<a [^>]*href="([^"#]+)')
NOTHING = re.compile(r"\bAucune? [^.]{0,60}")


def pages_from(start: str, client: Client) -> Iterator[tuple[str, str]]:
    """Yield the address and the text of each page reached from *start*; each is asked once.

    A list is read and its links are not followed: they change what it lists, one by one.
    """
    asked, to_ask = set(), [start]
    while to_ask:
        url = to_ask.pop()
        if url in asked:
            continue
        asked.add(url)
        assert len(asked) <= MOST
        response = client.get(url, follow=True)
        assert response.status_code == 200, url
        if "text/html" not in response["Content-Type"]:
            continue
        html = response.content.decode()
        main = MAIN.search(html)
        assert main is not None, url
        yield url, UNSEEN.sub(" ", main[0])
        if urlsplit(url).path not in LISTS:
            to_ask += [link for link in _links(html, url) if _is_followed(link)]


def is_list(url: str) -> bool:
    """Whether the page shows places, dates or results: the answers of the guided way do too."""
    return urlsplit(url).path in LISTS or url.startswith(GUIDE)


def _links(html: str, base: str) -> Iterator[str]:
    for found in LINK.findall(html):
        yield urljoin(base, unescape(found))


def _is_followed(url: str) -> bool:
    parts = urlsplit(url)
    if parts.scheme or parts.netloc:
        return False
    if parts.path.startswith(GUIDE):  # once through it: not the next answers, nor back
        asked = parse_qs(parts.query)
        # One day more or less is the same page: those of the week are not all gone through.
        some_day = asked.get("quand", [""])[0][:4].isdigit()
        return "suite" not in asked and list(asked) in STEPS and not some_day
    return parts.path in LISTS or not parts.path.startswith(LEFT_ALONE)


STEPS = ([], ["besoin"], ["besoin", "commune"], ["besoin", "commune", "quand"])
