"""Pages where something is left for the Région to say: the blocks « gap » of their latest draft."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from normandie.editorial.models import StandardPage


@dataclass(frozen=True, slots=True)
class PageWithGaps:
    """A page and what is missing in its latest version, published or not.

    ``blocking`` are those of ``missing`` without which the site must not open.
    """

    page: StandardPage
    missing: list[str]
    blocking: list[str]


def pages_with_gaps() -> list[PageWithGaps]:
    """Return the pages to complete, in the order of the site; one query."""
    pages = StandardPage.objects.order_by("path").select_related("latest_revision")
    found = (_gaps_of(page) for page in pages)
    return [each for each in found if each.missing]


def _gaps_of(page: StandardPage) -> PageWithGaps:
    gaps = list(_gaps(page))
    return PageWithGaps(
        page,
        [gap["missing"] for gap in gaps],
        [gap["missing"] for gap in gaps if gap.get("blocking")],
    )


def _gaps(page: StandardPage) -> Iterator[dict[str, Any]]:
    latest = page.latest_revision
    body = json.loads(latest.content["body"]) if latest else page.body.raw_data
    for raw in body:
        if raw["type"] == "gap":
            yield raw["value"]
