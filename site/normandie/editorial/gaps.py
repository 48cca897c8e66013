"""Pages where something is left to do: what only the Région knows, and titles that are bold alone.

Read in their latest draft. A new text may hold no such title (``validate_paragraphs``); one that
was stored before that, or by an import, is told here.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from core.markup import bold_paragraphs
from normandie.editorial.models import EditorialPage, editorial_page_types


@dataclass(frozen=True, slots=True)
class PageWithGaps:
    """A page and what is missing in its latest version, published or not.

    ``blocking`` are those of ``missing`` without which the site must not open; ``bold`` are the
    paragraphs that look like titles and are none (RGAA 9.1).
    """

    page: EditorialPage
    missing: list[str]
    blocking: list[str]
    bold: list[str]


def pages_with_gaps() -> list[PageWithGaps]:
    """Return the pages to complete, in the order of the site; one query for each type of page."""
    pages = [
        page
        for model in editorial_page_types()
        for page in model.objects.select_related("latest_revision")
    ]
    found = (_gaps_of(page) for page in sorted(pages, key=lambda page: page.path))
    return [each for each in found if each.missing or each.bold]


def _gaps_of(page: EditorialPage) -> PageWithGaps:
    latest = page.latest_revision
    content = latest.content if latest else page.serializable_data()
    body = json.loads(content["body"])
    gaps = [raw["value"] for raw in body if raw["type"] == "gap"]
    return PageWithGaps(
        page,
        missing=[*page.missing_facts(content), *(gap["missing"] for gap in gaps)],
        blocking=[gap["missing"] for gap in gaps if gap.get("blocking")],
        bold=[title for text in _texts(body) for title in bold_paragraphs(text)],
    )


def _texts(raw: Any) -> Iterator[str]:
    """Yield each text of blocks, however deep; only rich text holds paragraphs."""
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, dict | list):
        for part in raw.values() if isinstance(raw, dict) else raw:
            yield from _texts(part)
