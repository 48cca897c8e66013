"""The texts of a call, as editors write them."""

from typing import Any

from wagtail.fields import RichTextField

from core.validators import validate_paragraphs

RICH = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]


def rich_text(label: str, **options: Any) -> RichTextField:
    return RichTextField(label, features=RICH, validators=[validate_paragraphs], **options)
