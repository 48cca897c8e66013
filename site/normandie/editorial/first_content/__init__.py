"""The pages that a new site opens with: texts in ``pages/*.toml``, and what loads them once.

After that they belong to the editors: a page that exists is never written again.
"""

from .files import ContentError, PageText, read_texts
from .loading import create_first_content

__all__ = ["ContentError", "PageText", "create_first_content", "read_texts"]
