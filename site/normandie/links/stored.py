"""The links that contents hold, read where they are stored: fields, texts and blocks of any page.

Wagtail's index of references forgets what pointed to an object as soon as it is deleted, which is
the very link that is looked for; so fields are read, with Wagtail's own reader of rich text.

Pages as visitors get them would be less code, and would not do alone: a block whose page or
document has left shows nothing, and a text no address, so that what is broken is what is not there.
They say neither in which field nor in which block to mend, nor what a redirect leads to; and to
draw each page costs a report of the admin minutes. One page of each type is read so besides
(``check_links(as_shown=True)``), for what templates write.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from django.db.models import Field, Model, TextField, URLField
from django.urls import reverse
from wagtail.blocks import Block, ListBlock, RichTextBlock, StreamBlock, StructBlock, URLBlock
from wagtail.blocks.field_block import ChooserBlock
from wagtail.contrib.redirects.models import Redirect
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, PageQuerySet
from wagtail.rich_text import extract_references_from_rich_text

from core.pages.access import open_to_all
from core.rows import failure_of, name_of
from core.validators import validate_url_lines
from normandie.editorial.selection import without_mark
from normandie.frame.models import FrameSettings

from .found import WHOLE, Link, addresses_in

PAGES_AT_ONCE = 100


def stored_links(unread: list[Link]) -> Iterator[Link]:
    """Yield the links of all public pages, of the frames of the sites and of the redirects.

    The queries are the same in number for one page of each type and for a hundred of them.

    Args:
        unread: receives what holds links that could not be read, which costs the others nothing.
    """
    yield from _links_of_pages(unread)
    yield from _links_of_frames(unread)
    yield from _links_of_redirects()


def public_pages() -> PageQuerySet:
    """Return the pages that visitors may read, in the order of the tree."""
    return open_to_all(Page.objects.filter(depth__gt=1)).order_by("path")


def read_apart(
    row: Model, holder: Link, read: Callable[[], Iterator[Link]], unread: list[Link]
) -> list[Link]:
    """Return what *read* finds in *row*; where it fails, what it found, and *holder* is unread."""
    found: list[Link] = []
    if failure_of(name_of(row), lambda: found.extend(read())):
        unread.append(holder)
    return found


def holder_of(page: Page) -> Link:
    """Return how the links of *page* are said to be its own."""
    return Link(page.title, WHOLE, "", reverse("wagtailadmin_pages:edit", args=(page.pk,)))


def _links_of_pages(unread: list[Link]) -> Iterator[Link]:
    for page in public_pages().specific().iterator(chunk_size=PAGES_AT_ONCE):
        holder = holder_of(page)
        yield from read_apart(page, holder, partial(_links_of_page, page, holder), unread)


def _links_of_page(page: Page, holder: Link) -> Iterator[Link]:
    url = page.get_url()
    if url and not getattr(page, "is_example", False):
        yield from links_of(page, replace(holder, where="", source_url=url))
    # Else in no site, or invented with the addresses that it gives.


def _links_of_frames(unread: list[Link]) -> Iterator[Link]:
    for chosen in FrameSettings.objects.select_related("site").order_by("pk"):
        edit_url = reverse("wagtailsettings:edit", args=("frame", "framesettings", chosen.site_id))
        holder = Link("En-tête et pied de page", WHOLE, "/", edit_url)
        yield from read_apart(chosen, holder, partial(links_of, chosen, holder), unread)


def _links_of_redirects() -> Iterator[Link]:
    for redirect in Redirect.objects.order_by("old_path"):
        start = Link(
            f"Redirection de {redirect.old_path}",
            "Cible",
            redirect.old_path,
            reverse("wagtailredirects:edit", args=(redirect.pk,)),
        )
        if redirect.redirect_page_id:
            path = redirect.redirect_page_route_path.lstrip("/")
            yield replace(start, model=Page, pk=redirect.redirect_page_id, ending=path)
        else:
            yield replace(start, address=redirect.redirect_link)


def links_of(instance: Model, start: Link) -> Iterator[Link]:
    """Yield the links in the fields of *instance*; *start* says what it is."""
    for field in instance._meta.concrete_fields:
        value = field.value_from_object(instance)
        if not value or field.remote_field:
            continue
        here = replace(start, where=str(field.verbose_name).capitalize())
        yield from _links_of_field(field, value, here)


def _links_of_field(field: Field, value: Any, here: Link) -> Iterator[Link]:
    if isinstance(field, StreamField):
        for raw in value.raw_data:
            block = value.stream_block.child_blocks.get(raw["type"])
            if block is not None:
                label = f"{here.where} → {block.label}"
                yield from _links_of_block(block, raw["value"], replace(here, where=label))
    elif isinstance(field, RichTextField):
        yield from _links_of_text(value, here)
    elif isinstance(field, URLField):
        yield replace(here, address=value)
    elif isinstance(field, TextField) and validate_url_lines in field.validators:
        for line in filter(None, map(str.strip, value.splitlines())):
            yield replace(here, address=line)


def _links_of_block(block: Block, raw: Any, here: Link) -> Iterator[Link]:
    if not raw:
        return
    match block:
        case ChooserBlock():
            yield from _to_object(block.model_class, raw, here)
        case RichTextBlock():
            yield from _links_of_text(raw, here)
        case URLBlock():
            yield replace(here, address=raw)
        case StructBlock():
            yield from _links_of_struct(block, raw, here)
        case ListBlock() | StreamBlock():
            yield from _links_of_items(block, raw, here)


def _links_of_items(block: ListBlock | StreamBlock, raw: Any, here: Link) -> Iterator[Link]:
    for item in raw:
        child, value = _child_of(block, item)
        if child is not None:
            yield from _links_of_block(child, value, here)


def _child_of(block: Block, item: Any) -> tuple[Block | None, Any]:
    if isinstance(block, StreamBlock):
        return block.child_blocks.get(item["type"]), item["value"]
    in_form = isinstance(item, dict) and item.get("type") == "item"
    return block.child_block, item["value"] if in_form else item


def _links_of_struct(block: StructBlock, raw: Any, here: Link) -> Iterator[Link]:
    """Yield the links of a block of named parts.

    A part named « url » is an address whatever its block; « ending » and « query » complete that
    of the page beside them (LinkBlock of the frame, LinkBlock of the editorial pages).
    """
    query = without_mark(raw.get("query") or "")
    ending = raw.get("ending") or (f"?{query}" if query else "")
    for name, child in block.child_blocks.items():
        value = raw.get(name)
        if name == "page" and isinstance(child, ChooserBlock) and value:
            yield from _to_object(child.model_class, value, replace(here, ending=ending))
        elif name == "url" and isinstance(value, str) and value:
            yield replace(here, address=value)
        else:
            yield from _links_of_block(child, value, here)


def _links_of_text(html: str, here: Link) -> Iterator[Link]:
    for model, pk, *_ in extract_references_from_rich_text(html):
        yield from _to_object(model, pk, here)
    for address in addresses_in(html):
        yield replace(here, address=address)


def _to_object(model: type[Model], pk: Any, here: Link) -> Iterator[Link]:
    known = pk if str(pk).isascii() and str(pk).isdigit() else 0  # a text may hold any link
    yield replace(here, model=model, pk=int(known))
