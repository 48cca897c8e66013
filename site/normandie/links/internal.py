"""Addresses of the site itself, asked of the site itself: no network is used."""

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.core.handlers.base import BaseHandler
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory
from wagtail.models import Site

from core.net import REDIRECTIONS, absolute, parts_of

from .found import Verdict, anchors_in

MOST_REDIRECTS = 5
BADLY_WRITTEN = Verdict("adresse mal écrite")


@dataclass
class Answer:
    """What the site answered; ``anchors`` is None for what is not a page of HTML."""

    verdict: Verdict | None = None
    anchors: set[str] | None = None
    html: str = ""


@dataclass
class SiteItself:
    """The site as a visitor without an account meets it. Each address is asked once."""

    site: Site = field(default_factory=lambda: Site.objects.filter(is_default_site=True).get())
    answers: dict[str, Answer] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.hosts = {_host(site.root_url) for site in Site.objects.all()}
        self.hosts.add(_host(settings.WAGTAILADMIN_BASE_URL))
        self.handler = BaseHandler()
        self.handler.load_middleware()

    def holds(self, address: str) -> bool:
        """Whether *address* is one of the site: without a host, or with one of its own."""
        parts = parts_of(address)
        if parts is None:
            return False
        return not (parts.netloc or parts.scheme) or _host(address) in self.hosts

    def verdict_on(self, address: str, base: str) -> Verdict | None:
        """Say what is wrong with *address*, as it stands in the page at *base*; None if nothing."""
        whole = absolute(base, address)
        if whole is None:
            return BADLY_WRITTEN
        parts = urlsplit(whole)
        answer = self._known(_asked(parts))
        if answer.verdict:
            return answer.verdict
        fragment = unquote(parts.fragment)
        if fragment and answer.anchors is not None and fragment not in answer.anchors:
            return Verdict(f"aucun endroit de la page ne s’appelle «\u00a0{fragment}\u00a0»")
        return None

    def html_of(self, url: str) -> str:
        """Return the page at *url* as visitors get it; nothing when it is not there."""
        return self._known(_asked(urlsplit(url))).html

    def _known(self, asked: str) -> Answer:
        if asked not in self.answers:
            self.answers[asked] = self._answer(asked)
        return self.answers[asked]

    def _answer(self, asked: str) -> Answer:
        for prefix, is_there in ((settings.MEDIA_URL, _media), (settings.STATIC_URL, _static)):
            if asked.startswith(prefix):
                there = is_there(unquote(asked.removeprefix(prefix).partition("?")[0]))
                return Answer(None if there else Verdict("ce fichier n’existe pas"))
        met: set[str] = set()
        while asked not in met:
            met.add(asked)
            response = self._ask(asked)
            if response.status_code not in REDIRECTIONS:
                return _judged(response)
            target = absolute(f"{self.site.root_url}{asked}", response.headers.get("Location", ""))
            if target is None:
                return Answer(BADLY_WRITTEN)
            if not self.holds(target):
                return Answer()  # another site, that visits tell about
            if len(met) > MOST_REDIRECTS:
                break
            asked = _asked(urlsplit(target))
        return Answer(Verdict("redirection sans fin"))

    def _ask(self, asked: str) -> HttpResponseBase:
        host = self.site.hostname
        # In full: the first name of a path that begins with « // » would be read as a host.
        request = RequestFactory().get(
            f"http://{host}{asked}",
            secure=settings.SECURE_SSL_REDIRECT,
            headers={"Host": host},
        )
        return self.handler.get_response(request)


def _judged(response: HttpResponseBase) -> Answer:
    if isinstance(response, FileResponse) and response.file_to_stream:
        # Its own « close » would end the request of who asks for this check too.
        response.file_to_stream.close()
    status = response.status_code
    if status in (404, 410):
        return Answer(Verdict("cette page n’existe pas"))
    if status >= 400:
        return Answer(Verdict(f"le site répond par une erreur ({status})"))
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    if not isinstance(response, HttpResponse) or not is_page:
        return Answer()
    html = response.content.decode(response.charset)
    return Answer(anchors=anchors_in(html), html=html)


def _asked(parts: SplitResult) -> str:
    path = parts.path or "/"
    return f"{path}?{parts.query}" if parts.query else path


def _media(name: str) -> bool:
    return _exists(default_storage.exists, name)


def _static(name: str) -> bool:
    return _exists(finders.find, name)


def _exists(find: Callable[[str], object], name: str) -> bool:
    try:
        return bool(find(name))
    except (SuspiciousFileOperation, ValueError):  # out of the folder, or a null byte
        return False


def _host(url: str) -> str:
    """Return the host of *url*, with its port when it is not that of the web."""
    return urlsplit(url).netloc.lower().removesuffix(":80").removesuffix(":443")
