"""No rich text of staff takes a paragraph wholly bold for a title (RGAA 9.1)."""

from collections.abc import Iterator

from django.apps import apps
from wagtail.blocks import Block, ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.fields import RichTextField, StreamField

from core.validators import validate_paragraphs

# What other agendas give, and what pages of theirs start from: their words are their own.
OTHERS = {"events.EventPage.body", "events.WorkshopTemplate.body"}


def rich_blocks(block: Block) -> Iterator[RichTextBlock]:
    match block:
        case RichTextBlock():
            yield block
        case ListBlock():
            yield from rich_blocks(block.child_block)
        case StreamBlock() | StructBlock():
            for child in block.child_blocks.values():
                yield from rich_blocks(child)


def unchecked() -> Iterator[str]:
    for model in apps.get_models():
        for field in model._meta.local_fields:
            name = f"{model._meta.label}.{field.name}"
            if isinstance(field, StreamField):
                blocks = rich_blocks(field.stream_block)
                yield from (
                    f"{name}: {block.label}"
                    for block in blocks
                    if validate_paragraphs not in block.field.validators
                )
            elif isinstance(field, RichTextField) and validate_paragraphs not in field.validators:
                yield name


def test_each_text_refuses_them_but_those_of_others() -> None:
    assert set(unchecked()) == OTHERS
