"""Choosers whose objects can be read together, for a whole page, instead of block by block."""

import copy
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import Model
from wagtail.blocks import (
    Block,
    ChooserBlock,
    ListBlock,
    PageChooserBlock,
    RichTextBlock,
    StructBlock,
)
from wagtail.blocks.stream_block import StreamValue
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.rich_text import extract_references_from_rich_text

Objects = Mapping[type[Model], Mapping[int, Model]]
_at_hand: ContextVar[Objects | None] = ContextVar("editorial_objects", default=None)


@contextmanager
def at_hand(objects: Objects) -> Iterator[None]:
    """Let the choosers below take their objects from *objects*, without a query."""
    token = _at_hand.set(objects)
    try:
        yield
    finally:
        _at_hand.reset(token)


class Together(ChooserBlock):
    """A chooser that takes what it needs from ``at_hand``, or asks the database as usual."""

    def bulk_to_python(self, values: Any) -> list[Any]:
        found = (_at_hand.get() or {}).get(self.model_class)
        if found is None:
            return super().bulk_to_python(values)
        # A copy each, as Wagtail does: an image bears the description of the place it is shown.
        return [copy.copy(found.get(value)) for value in values]


class PageBlock(Together, PageChooserBlock):
    """A page of the site."""


class DocumentFileBlock(Together, DocumentChooserBlock):
    """A document of the library."""


class PlainImageBlock(Together, ImageChooserBlock):
    """An image of the library, without a description."""


class DescribedImageBlock(ImageBlock):
    """An image of the library, with what it shows in words."""

    def __init__(self, required: bool = True, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)
        chooser = PlainImageBlock(required=required, label="image")
        chooser.set_name("image")
        self.child_blocks["image"] = chooser


def chosen_in(body: StreamValue) -> dict[type[Model], set[int]]:
    """Return the ids that *body* names, by model: in its choosers, and in links of its texts."""
    found: dict[type[Model], set[int]] = defaultdict(set)
    for raw in body.raw_data:
        block = body.stream_block.child_blocks[raw["type"]]
        for model, ids in chosen_by(block, raw["value"]).items():
            found[model] |= ids
    return found


def chosen_by(block: Block, raw: Any) -> dict[type[Model], set[int]]:
    """Return the ids named by the stored value *raw* of *block*, by model."""
    found: dict[type[Model], set[int]] = defaultdict(set)
    for model, pk in _chosen(block, raw):
        if str(pk).isascii() and str(pk).isdigit():  # a text may hold any link
            found[model].add(int(pk))
    return found


def _chosen(block: Block, raw: Any) -> Iterator[tuple[type[Model], Any]]:
    if not raw:
        return
    if isinstance(block, ChooserBlock):
        yield block.model_class, raw
    elif isinstance(block, RichTextBlock):
        for model, pk, *_ in extract_references_from_rich_text(raw):
            yield model, pk
    else:
        for child, value in _parts(block, raw):
            yield from _chosen(child, value)


def _parts(block: Block, raw: Any) -> Iterator[tuple[Block, Any]]:
    """Yield the blocks that *block* is made of, with the stored value of each."""
    if isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            yield child, raw.get(name)
    elif isinstance(block, ListBlock):
        for item in raw:
            yield block.child_block, item["value"] if _is_child(item) else item


def _is_child(item: Any) -> bool:
    """Whether *item* of a list is in Wagtail's form with an id, and not the value itself."""
    return isinstance(item, dict) and item.get("type") == "item"
