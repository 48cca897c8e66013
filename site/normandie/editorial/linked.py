"""All that an editorial page names besides itself, read in a few queries whatever its blocks."""

from dataclasses import dataclass, field

from django.db.models import F, Model, Q, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from core.pages.access import closed, way_to
from core.pictures.renditions import read_renditions


@dataclass(frozen=True, slots=True)
class PageCard:
    """What a card of a page shows."""

    title: str
    url: str
    text: str


@dataclass
class Linked:
    """What a page names: ``pages`` holds those that visitors may read, ``objects`` all of them."""

    pages: dict[int, PageCard] = field(default_factory=dict)
    objects: dict[type[Model], dict[int, Model]] = field(default_factory=dict)
    children: list[PageCard] = field(default_factory=list)
    crumbs: list[PageCard] = field(default_factory=list)


def read_linked(
    chosen: dict[type[Model], set[int]],
    request: HttpRequest | None,
    page: Page | None = None,
) -> Linked:
    """Read the pages, documents and images *chosen*, and the pages around *page*.

    Args:
        chosen: ids by model.
        request: what addresses are relative to.
        page: whose ancestors (home page not included) and published children are wanted.
    """
    linked = Linked()
    Image, Document = get_image_model(), get_document_model()
    found_images = Image.objects.in_bulk(chosen.get(Image, ()))
    read_renditions(list(found_images.values()))
    linked.objects = {
        Image: found_images,
        Document: Document.objects.in_bulk(chosen.get(Document, ())),
        Page: {},
    }
    _read_pages(linked, chosen.get(Page, set()), request, page)
    return linked


def _lead() -> Coalesce:
    """Return the introduction of a page made of blocks, whatever its type; None of another."""
    from .models import editorial_page_types

    leads = [F(f"{model._meta.model_name}__lead") for model in editorial_page_types()]
    return Coalesce(*leads, Value(None))


def _read_pages(
    linked: Linked, ids: set[int], request: HttpRequest | None, page: Page | None
) -> None:
    wanted, ancestors = Q(pk__in=ids), []
    if page is not None and page.path:
        ancestors = way_to(page)[2:-1]  # neither the root nor the home page
        wanted |= Q(path__in=ancestors) | Q(path__startswith=page.path, depth=page.depth + 1)
    elif not ids:
        return
    pages = Page.objects.filter(wanted).order_by("path")
    found = pages.annotate(lead=_lead(), closed=closed(seen_from=page))
    linked.objects[Page] = {other.pk: other for other in found}
    for other in found:
        if not other.live or other.closed or not (url := other.get_url(request)):
            continue
        card = PageCard(other.title, url, other.lead or other.search_description)
        linked.pages[other.pk] = card
        if other.path in ancestors:
            linked.crumbs.append(card)
        elif page is not None and other.is_child_of(page):
            linked.children.append(card)
