"""A page with every block, for the style guide, the benchmark and the tests.

Nothing of it is true: names and figures are those of the previews that editors see.
"""

from typing import Any

from wagtail.models import Page

from normandie.editorial.blocks import BodyBlock
from normandie.editorial.models import StandardPage

TITLE = "Une page avec tous les blocs"


def every_block() -> list[dict[str, Any]]:
    """Return the example of each block as a page stores it, a text with headings first.

    Blocks that show an image, a document or pages take those of the site.
    """
    return [
        {"type": name, "value": block.get_prep_value(block.get_preview_value())}
        for name, block in BodyBlock().child_blocks.items()
        if not _lacks_its_file(block.get_preview_value())
    ]


def _lacks_its_file(value: Any) -> bool:
    """Whether *value* shows an image or a document when the library holds none yet."""
    return isinstance(value, dict) and any(
        value.get(name, value) is None for name in ("image", "document")
    )


def make_example_page(parent: Page, slug: str = "tous-les-blocs") -> StandardPage:
    """Add a published page with every block under *parent*."""
    page = StandardPage(title=TITLE, slug=slug, lead="Pour voir l’ensemble.", body=every_block())
    return parent.add_child(instance=page)
