"""What any visitor may read, asked in the query that reads the pages: Wagtail asks it apart."""

from collections.abc import Iterable

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.http import HttpRequest
from wagtail.models import Page, PageQuerySet, PageViewRestriction, get_page_models


def closed(seen_from: Page | None = None, of: type[Page] = Page) -> Q:
    """Return whether a page, or one above it, is not for everyone; an expression on pages.

    A page has left with the one above that takes it along (``DirectRouting``).

    Args:
        seen_from: who reads this page has passed what closes it: that is left out.
        of: the type of the pages, which says what may be above them.
    """
    closing = _closing()
    if seen_from is not None:
        closing = closing.exclude(path__in=way_to(seen_from))
    takers = [model for model in _types_above(of) if getattr(model, "takes_children_along", False)]
    if not takers:  # asked all the same, a database would look for one among all the places
        return Q(Exists(closing))
    return Q(Exists(closing) | Exists(_unpublished_above(takers)))


def open_to_all(pages: PageQuerySet) -> PageQuerySet:
    """Return those of *pages* that are published and for everyone: ``public()`` in one query."""
    return pages.live().exclude(closed(of=pages.model))


def open_address(key: int | None, request: HttpRequest) -> str:
    """Return the address of the page *key* where any visitor may read it; empty elsewhere."""
    found = open_to_all(Page.objects.filter(pk=key)).first()
    return (found.get_url(request) or "") if found else ""


def open_within_the_site(pages: PageQuerySet) -> PageQuerySet:
    """Return those of *pages* that are published and closed by nothing, unless the whole site is.

    Who reads another page of the site has passed what closes all of it.
    """
    return pages.live().exclude(Exists(_closing().filter(sites_rooted_here=None)))


def _closing() -> PageQuerySet:
    """Return what closes a page of the query around: a restriction on it, or on one above it.

    Restrictions, which are few, are read first: the pages are many.
    """
    restricted = Page.objects.filter(pk__in=PageViewRestriction.objects.values("page")).order_by()
    return restricted.alias(path_below=_path()).filter(path_below__startswith=F("path"))


def _unpublished_above(takers: Iterable[type[Page]]) -> PageQuerySet:
    """Return what a page of the query around has left with, of the types *takers*."""
    names = [model._meta.model_name for model in takers]
    left = Page.objects.not_live().filter(content_type__model__in=names).order_by()
    return left.alias(path_below=_path()).filter(path_below__startswith=F("path"))


def _types_above(model: type[Page]) -> list[type[Page]]:
    """Return the types of page under which pages of *model* may be, at any height."""
    if model is Page:
        return list(get_page_models())
    found: dict[type[Page], None] = {}
    waiting = [model]
    while waiting:
        parents = set(waiting.pop().allowed_parent_page_models()) - found.keys()
        found |= dict.fromkeys(parents)
        waiting += parents
    return list(found)


def _path() -> ExpressionWrapper:
    return ExpressionWrapper(OuterRef("path"), output_field=CharField())


def way_to(page: Page) -> list[str]:
    """Return the paths of the pages from the root of the tree to *page*, itself included."""
    return [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]
