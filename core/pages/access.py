"""What any visitor may read, asked in the query that reads the pages: Wagtail asks it apart."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from wagtail.models import Page, PageQuerySet, PageViewRestriction, get_page_models


def closed(seen_from: Page | None = None) -> Q:
    """Return whether a page, or one above it, is not for everyone; an expression on pages.

    A page has left with the one above that takes it along (``DirectRouting``).

    Args:
        seen_from: who reads this page has passed what closes it: that is left out.
    """
    closing = _closing()
    if seen_from is not None:
        closing = closing.exclude(page__path__in=way_to(seen_from))
    return Q(Exists(closing) | Exists(_unpublished_above()))


def open_to_all(pages: PageQuerySet) -> PageQuerySet:
    """Return those of *pages* that are published and for everyone: ``public()`` in one query."""
    return pages.live().exclude(closed())


def open_within_the_site(pages: PageQuerySet) -> PageQuerySet:
    """Return those of *pages* that are published and closed by nothing, unless the whole site is.

    Who reads another page of the site has passed what closes all of it.
    """
    return pages.live().exclude(Exists(_closing().filter(page__sites_rooted_here=None)))


def _closing() -> QuerySet[PageViewRestriction]:
    """Return what closes a page of the query around, or one above it."""
    return PageViewRestriction.objects.alias(path=_path()).filter(path__startswith=F("page__path"))


def _unpublished_above() -> PageQuerySet:
    """Return what a page of the query around has left with."""
    takers = [
        model._meta.model_name
        for model in get_page_models()
        if getattr(model, "takes_children_along", False)
    ]
    left = Page.objects.not_live().filter(content_type__model__in=takers).order_by()
    return left.alias(path_below=_path()).filter(path_below__startswith=F("path"))


def _path() -> ExpressionWrapper:
    return ExpressionWrapper(OuterRef("path"), output_field=CharField())


def way_to(page: Page) -> list[str]:
    """Return the paths of the pages from the root of the tree to *page*, itself included."""
    return [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]
