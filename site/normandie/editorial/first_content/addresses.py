"""Where the addresses written in a text lead: a page, another address of the site, or elsewhere."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import urlsplit

from django.http import Http404
from django.urls import Resolver404, resolve
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page
from wagtail.views import serve

ANCHOR = re.compile(r'<a href="([^"]*)">')


@dataclass(frozen=True)
class Target:
    """Where an address leads. ``page`` is set when it names a page of the tree.

    ``query`` is what follows « ? »; ``plain`` says that the page alone does not tell it all: the
    address has a query, or a fragment, or is something that a page answers beside itself.
    """

    address: str
    page: Page | None = None
    query: str = ""
    plain: bool = True


def find_page(home: Page, path: str) -> Page | None:
    """Return the page at *path* under *home*, wherever an editor has moved it since."""
    path = path.strip("/")
    url_path = f"{home.url_path}{path}/" if path else home.url_path
    page = Page.objects.filter(url_path=url_path).first()
    if page is None:
        old_path = Redirect.normalise_path(f"/{path}")
        moved = Redirect.objects.filter(old_path=old_path, redirect_page__isnull=False).first()
        page = moved.redirect_page if moved else None
    return page


def find_target(home: Page, address: str) -> Target:
    """Return where *address* leads.

    Raises:
        LookupError: an address of the site to which no published page answers.
    """
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return Target(address)
    if not parts.path.startswith("/"):
        raise LookupError(address)
    page = find_page(home, parts.path)
    if page is not None and page.live:
        alone = not parts.query and not parts.fragment
        return Target(address, page, query=parts.query, plain=not alone)
    if _answers_beside_a_page(home, parts.path) or _is_a_view(parts.path):
        return Target(address)
    raise LookupError(address)


def link_pages(html: str, target_of: Callable[[str], Target]) -> str:
    """Return *html* with its links to pages in Wagtail's form, that follows a page that moves."""

    def link(match: re.Match[str]) -> str:
        target = target_of(unescape(match[1]))
        if target.page is not None and not target.plain:
            return f'<a linktype="page" id="{target.page.pk}">'
        return f'<a href="{escape(target.address)}">'

    return ANCHOR.sub(link, html)


def _answers_beside_a_page(home: Page, path: str) -> bool:
    """Say whether a page serves *path* as one of its routes, as the directory does its exports."""
    parts = path.strip("/").split("/")
    for length in range(len(parts) - 1, 0, -1):
        page = find_page(home, "/".join(parts[:length]))
        if page is not None:
            return page.live and _has_route(page.specific, "/".join(parts[length:]))
    return False


def _has_route(page: Page, rest: str) -> bool:
    if not isinstance(page, RoutablePageMixin):
        return False
    try:
        page.resolve_subpage(f"/{rest}/")
    except (Http404, Resolver404):
        return False
    return True


def _is_a_view(path: str) -> bool:
    try:
        return resolve(path).func is not serve
    except Resolver404:
        return False
