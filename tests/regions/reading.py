"""Reads a whole site, in a process of its own: ``python -m tests.regions.reading FILE``.

``FILE`` receives, in JSON, what each address answers: its status, and all that can be read there.
"""

import html
import json
import os
import re
import sys
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit
from zipfile import ZipFile

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "site"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.regions.settings")
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.template.loader import render_to_string  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from core.net.client import user_agent  # noqa: E402
from normandie.demo import accounts  # noqa: E402
from tests.ami.papers import text_of_pdf  # noqa: E402

LINK = re.compile(rb"""(?<![\w-])(?:href|src|action)=["']([^"'#]+)|<loc>([^<]+)""")
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
OF_A_KIND = 3  # addresses that differ by what they ask alone
PUBLIC = (
    *("/", "/robots.txt", "/sitemap.xml", "/recherche/opensearch.xml"),
    *("/annuaire/lieux.csv", "/annuaire/lieux.json", "/annuaire/lieux.geojson"),
    *("/annuaire/carte/lieux.json", "/annuaire/carte/fond.json", "/annuaire/carte/ouvertures.json"),
    *("/annuaire/?commune=Quimper&rayon=20", "/annuaire/?commune=Nullepart", "/annuaire/?q=zzz"),
    *("/recherche/?q=imprimer", "/recherche/", "/annuaire/orientation/", "/rien/"),
    *("/annuaire/?commune=Binic", "/annuaire/?commune=Caen"),
    *("/agenda/agenda.ics", "/agenda/rss.xml"),
)
# What each may read beside: the screens of the admin, the space of managers.
SIGNED_IN = (
    (accounts.ADMINISTRATOR, ("/admin/", "/admin/guide/")),
    (accounts.LEAD, ("/admin/",)),
    (accounts.MANAGER, ("/espace/",)),
)
LEFT_ALONE = ("/static/", "/media/", "/styleguide/", "/admin/logout", "/compte/deconnexion")
MOST = {"": 600, "admin": 120, "responsable": 60, "gestionnaire": 80}


def read_site() -> dict[str, list]:
    """Return the status and the words of each address, by who asks it."""
    setup_test_environment()
    found = dict(_walk(Client(raise_request_exception=False), "", PUBLIC))
    for account, starts in SIGNED_IN:
        client = Client(raise_request_exception=False)
        client.force_login(get_user_model().objects.get(username=account.username))
        found |= dict(_walk(client, account.username, starts))
    found["500"] = [500, render_to_string("500.html")]
    found["400"] = [400, render_to_string("400.html")]
    found["user-agent"] = [200, user_agent()]
    found["accounts"] = [200, " ".join([accounts.PASSWORD, *(a.role for a in accounts.ACCOUNTS)])]
    return found


def _walk(client: Client, who: str, starts: Iterable[str]) -> Iterator[tuple[str, list]]:
    """Yield what *client* reads from *starts*, following links, the shortest way first."""
    waiting, known, kinds = deque(starts), set(starts), Counter[tuple[str, ...]]()
    for _ in range(MOST[who]):
        if not waiting:
            return
        address = waiting.popleft()
        answer = client.get(address)
        content = _content(answer)
        yield f"{who}{address}", [answer.status_code, _words(answer, content)]
        found = [*_links(address, content), answer.headers.get("Location", "")]
        for link in found:
            if link and link not in known and _is_ours(link, who) and _is_new(link, kinds):
                known.add(link)
                waiting.append(link)


def _content(answer: HttpResponse) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def _links(address: str, content: bytes) -> Iterator[str]:
    for groups in LINK.findall(content):
        link = html.unescape(next(filter(None, groups)).decode("utf-8", "replace"))
        parts = urlsplit(urljoin(f"http://testserver{address}", link))
        if parts.hostname in ("testserver", "127.0.0.1"):
            yield f"{parts.path}?{parts.query}" if parts.query else parts.path


def _is_ours(link: str, who: str) -> bool:
    """Whether to follow *link*: who is signed in does not read again what everybody reads."""
    if link.startswith(LEFT_ALONE):
        return False
    return link.startswith(("/admin/", "/espace/", "/compte/")) if who else True


def _is_new(link: str, kinds: Counter[tuple[str, ...]]) -> bool:
    path, _, query = link.partition("?")
    if not query:
        return True
    kind = (path, *sorted({name for name, _ in parse_qsl(query, keep_blank_values=True)}))
    kinds[kind] += 1
    return kinds[kind] <= OF_A_KIND


def _words(answer: HttpResponse, content: bytes) -> str:
    """Return all that is read in an answer: its headers too, for files bear a name."""
    kind = answer.headers.get("Content-Type", "")
    # A length may be that of a commune’s number.
    headers = {name: value for name, value in answer.headers.items() if name != "Content-Length"}
    said = " ".join(f"{name}: {value}" for name, value in headers.items())
    if kind.startswith("image/"):
        return unquote(said)
    if kind == "application/pdf":
        return f"{unquote(said)} {text_of_pdf(content)}"
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as zipped:
            content = b" ".join(zipped.read(name) for name in zipped.namelist())
    text = html.unescape(content.decode("utf-8", "replace"))
    return f"{unquote(said)} {ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)}"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(read_site()), "utf-8")
