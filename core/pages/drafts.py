"""The version of a page that is not published yet."""

from typing import Any, TypeVar

from wagtail.models import Page

P = TypeVar("P", bound=Page)


def draft_of(page: P) -> P | None:
    """Return the version of *page* that is not published yet; None where there is none.

    It waits for the team, was sent back by it, or is being written: a page has one draft.
    """
    has_draft = page.has_unpublished_changes and page.latest_revision_id
    draft: Any = page.get_latest_revision_as_object() if has_draft else None
    return draft
