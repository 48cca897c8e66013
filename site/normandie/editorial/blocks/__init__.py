"""The blocks of editorial pages, one module per family."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.blocks import StreamBlock
from wagtail.blocks.stream_block import StreamBlockValidationError

from normandie.editorial.headings import Heading, first_out_of_order, headings_in

from .explain import GapBlock, KeyFiguresBlock, QuestionsBlock, StepsBlock
from .known import DrawingsBlock, NetworkFiguresBlock, PictogramsBlock, PlaqueBlock
from .lead import CallToActionBlock, CardsBlock, PlacesBlock
from .services import ServicesBlock
from .show import CreditedImageBlock, DocumentBlock
from .table import TableBlock
from .text import AlertBlock, DefinitionsBlock, QuoteBlock, RunningTextBlock

MAX_SELECTIONS = 3  # of places in a page: each is a search


class BodyBlock(StreamBlock):
    """What an editorial page is made of.

    A block that is added here takes a template, an example (``preview_value``), and nothing else:
    the definitions stay out of migrations.
    """

    text = RunningTextBlock()
    quote = QuoteBlock()
    definitions = DefinitionsBlock()
    alert = AlertBlock()
    key_figures = KeyFiguresBlock()
    steps = StepsBlock()
    questions = QuestionsBlock()
    table = TableBlock()
    image = CreditedImageBlock()
    document = DocumentBlock()
    pictograms = PictogramsBlock()
    plaque = PlaqueBlock()
    network_figures = NetworkFiguresBlock()
    drawings = DrawingsBlock()
    services = ServicesBlock()
    call_to_action = CallToActionBlock()
    cards = CardsBlock()
    places = PlacesBlock()
    gap = GapBlock()

    class Meta:
        block_counts = {"places": {"max_num": MAX_SELECTIONS}}

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        seen: list[Heading] = []
        for index, child in enumerate(cleaned):
            seen += headings_of(child)
            if heading := first_out_of_order(seen):
                message = (
                    f"L’intertitre «\u00a0{heading.text}\u00a0» (niveau 3) vient avant tout titre "
                    "de partie (niveau 2)\u00a0: ajoutez un titre de niveau 2 avant lui, ou "
                    "changez son niveau."
                )
                raise StreamBlockValidationError(block_errors={index: ValidationError(message)})
        return cleaned


def headings_of(child: Any) -> list[Heading]:
    """Return the headings that a block of the body puts in the page."""
    if child.block_type == "text":
        return list(headings_in(child.value.source))
    if child.block_type in {"call_to_action", "gap", "table"}:
        return []
    title = child.value.get("title") if hasattr(child.value, "get") else ""
    return [Heading(2, title)] if title else []
