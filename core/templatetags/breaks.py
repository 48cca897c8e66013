"""Where long words that hold no space may be cut on a narrow screen: after « @ » and dots."""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# Between two characters: nothing is left alone on a line at either end.
CUT = re.compile(r"(?<=[@./_-])(?=[^\s@./_-])")


@register.filter
def breakable(text: str) -> SafeString:
    """Return *text*, escaped, with a <wbr> where an address is best cut."""
    parts = (escape(part) for part in CUT.split(text))
    return mark_safe("<wbr>".join(parts))  # noqa: S308 (each part is escaped)
