"""What any visitor may read, asked in the query that reads the pages: Wagtail asks it apart."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import Page, PageQuerySet, PageViewRestriction


def closed(seen_from: Page | None = None) -> Exists:
    """Return whether a page, or one above it, is not for everyone; an expression on pages.

    Args:
        seen_from: who reads this page has passed what closes it: that is left out.
    """
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    closing = PageViewRestriction.objects.alias(path=path).filter(path__startswith=F("page__path"))
    if seen_from is not None:
        closing = closing.exclude(page__path__in=way_to(seen_from))
    return Exists(closing)


def open_to_all(pages: PageQuerySet) -> PageQuerySet:
    """Return those of *pages* that are published and for everyone: ``public()`` in one query."""
    return pages.live().exclude(closed())


def way_to(page: Page) -> list[str]:
    """Return the paths of the pages from the root of the tree to *page*, itself included."""
    return [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]
