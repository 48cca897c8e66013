"""What search engines read of a page: JSON-LD with the words of https://schema.org."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

# As in Django's own json_script: the text can then close no element and open no comment.
ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&"}


def json_ld(data: dict[str, Any]) -> SafeString:
    """Write *data*, in the words of schema.org, safe inside a script element."""
    text = json.dumps(
        {"@context": "https://schema.org"} | data, ensure_ascii=False, separators=(",", ":")
    )
    return mark_safe(text.translate(ESCAPES))  # noqa: S308 -- escaped just above
