"""From blocks to HTML: one pass over a page, with its links resolved and its headings anchored."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from html import escape
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from wagtail.blocks import Block, BoundBlock
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.rich_text.rewriters import LinkRewriter

from directory.models import DirectoryPage
from normandie.editorial.choosers import chosen_by
from normandie.editorial.headings import heading_text
from normandie.editorial.linked import Linked, PageCard, read_linked
from normandie.editorial.selection import without_mark
from normandie.frame.caches import frame_of

# Headings of the table of contents: those of texts, bare, and the titles of blocks.
PART = re.compile(r'<h2(?P<title> class="block__title")?>(?P<text>.*?)</h2>', re.DOTALL)
MIN_PARTS = 3  # under which a table of contents tells nothing


# Anchors of the layout and of the page itself.
OWN_ANCHORS = ("contenu", "navigation", "pied-de-page", "sommaire", "dans-cette-rubrique")


@dataclass
class Setting:
    """What blocks know beside their value; their templates read it as ``setting``.

    ``moment`` is aware: hours of places are said at that time. ``in_preview`` shows the team what
    visitors never see. ``anchors`` are those already taken in the page.
    """

    linked: Linked
    request: HttpRequest | None = None
    moment: datetime = field(default_factory=timezone.localtime)
    in_preview: bool = False
    anchors: set[str] = field(default_factory=lambda: set(OWN_ANCHORS))

    def card_of(self, page: Page | None) -> PageCard | None:
        """Return the card of *page* if visitors may read it."""
        return self.linked.pages.get(page.pk) if page is not None else None

    def url_of(self, link: Any) -> str:
        """Return where a ``LinkBlock`` leads; empty when visitors may not go there."""
        if link.get("page") is None:
            return link.get("url") or ""
        card = self.card_of(link["page"])
        query = without_mark(link.get("query") or "")
        return card.url + (f"?{query}" if query else "") if card else ""

    @cached_property
    def directory_url(self) -> str:
        """Return the address of the directory; empty while visitors may not read it."""
        if self.request:
            return frame_of(self.request).directory_url
        directory = DirectoryPage.open_to_all()  # for a block that is shown alone
        return directory.url or "" if directory else ""


def setting_alone(block: Block, value: Any) -> Setting:
    """Return the setting of a block that is shown outside a page: example, comparison, test."""
    found = chosen_by(block, block.get_prep_value(value))
    return Setting(read_linked(found, request=None), in_preview=True)


@dataclass(frozen=True)
class Rendered:
    """HTML of blocks, and their table of contents; empty when they have few parts."""

    html: SafeString
    contents: list[dict[str, str]]


def render_blocks(blocks: Iterable[BoundBlock], setting: Setting) -> Rendered:
    """Return the HTML of *blocks*, safe to be shown.

    Templates write texts as they are stored (``value.source``): their links are resolved here, all
    at once.
    """
    context = {"setting": setting, "request": setting.request}
    html = "\n".join(block.render(context=context) for block in blocks)
    return _anchored(_with_links(html, setting.linked), setting.anchors)


def _with_links(html: str, linked: Linked) -> str:
    """Give stored links their address; a link that leads nowhere for a visitor loses its own."""
    documents = linked.objects.get(get_document_model(), {})
    rewriter = LinkRewriter(
        bulk_rules={
            "page": lambda links: [_opening_tag(linked.pages, link) for link in links],
            "document": lambda links: [_opening_tag(documents, link) for link in links],
        },
        reference_extractors={},
    )
    return str(rewriter(html))


def _opening_tag(targets: Any, link: dict[str, str]) -> str:
    pk = link.get("id", "")
    target = targets.get(int(pk)) if pk.isascii() and pk.isdigit() else None
    return f'<a href="{escape(target.url)}">' if target else "<a>"


def _anchored(html: str, taken: set[str]) -> Rendered:
    """Give each part an address, and list them."""
    contents: list[dict[str, str]] = []

    def anchored(match: re.Match[str]) -> str:
        title = heading_text(match["text"])
        anchor = unique_anchor(title, taken)
        contents.append({"anchor": anchor, "title": title})
        return f'<h2{match["title"] or ""} id="{anchor}">{match["text"]}</h2>'

    anchored_html = PART.sub(anchored, html)
    return Rendered(
        mark_safe(anchored_html),  # noqa: S308 -- templates escaped all but rich text
        contents if len(contents) >= MIN_PARTS else [],
    )


def unique_anchor(text: str, taken: set[str]) -> str:
    """Return an anchor for *text* that is not among those *taken*, and add it to them."""
    base = slugify(text)[:60].strip("-") or "partie"
    anchor, number = base, 1
    while anchor in taken:
        number += 1
        anchor = f"{base}-{number}"
    taken.add(anchor)
    return anchor
