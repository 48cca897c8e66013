"""What an editorial page shows."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import Page

from core.pictures.drawings import drawing_url
from core.pictures.renditions import Cut
from core.pictures.responsive import picture, single
from normandie.editorial.choosers import at_hand, chosen_by, chosen_in
from normandie.editorial.linked import Linked, PageCard, read_linked
from normandie.editorial.rendering import Setting, render_blocks

if TYPE_CHECKING:
    from .models import EditorialPage
from collections.abc import Sequence

from django.utils.safestring import SafeString

from core.pages.structured_data import json_ld


def page_content(page: "EditorialPage", request: HttpRequest) -> dict[str, Any]:
    """Return what the template of *page* shows."""
    in_preview = getattr(request, "is_preview", False)
    Image, chosen = get_image_model(), chosen_in(page.body)
    if page.cover_id:
        chosen[Image].add(page.cover_id)
    linked = read_linked(chosen, request, page)
    cover = linked.objects[Image].get(page.cover_id)
    setting = Setting(linked, request, timezone.localtime(), in_preview)
    with at_hand(linked.objects):
        body = render_blocks(page.body, setting)
    url = page.get_full_url(request) or ""
    return {
        "crumbs": linked.crumbs,
        "body_html": body.html,
        "contents": body.contents,
        "children": _not_yet_shown(linked, page),
        "drawing_url": "" if cover else drawing_url(page.drawing),
        "cover": picture(cover, "" if page.cover_decorative else page.cover_alt),
        "shared_image": _shared(cover, page.cover_alt, request),
        "description": page.search_description or page.lead,
        "structured_data": breadcrumb_data(linked.crumbs, page.title, url, request),
    }


def _not_yet_shown(linked: Linked, page: "EditorialPage") -> list[PageCard]:
    """Return the pages below *page* that its body does not show as cards already."""
    cards = page.body.stream_block.child_blocks["cards"]
    shown = {
        linked.pages.get(pk)
        for raw in page.body.raw_data
        if raw["type"] == "cards"
        for pk in chosen_by(cards, raw["value"]).get(Page, ())
    }
    return [child for child in linked.children if child not in shown]


def _shared(cover: Any, alt: str, request: HttpRequest) -> dict[str, Any] | None:
    """Return the image that links to the page show elsewhere."""
    shared = single(cover, Cut.SHARED, alt)
    return shared and shared | {"url": request.build_absolute_uri(shared["url"])}


def breadcrumb_data(
    crumbs: Sequence[PageCard], title: str, url: str, request: HttpRequest
) -> SafeString:
    """Return the JSON-LD of the way from the home page to the page *title* at *url*.

    Safe inside a script element.
    """
    way = [("Accueil", request.build_absolute_uri("/"))]
    way += [(crumb.title, request.build_absolute_uri(crumb.url)) for crumb in crumbs]
    data = {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate([*way, (title, url)], start=1)
        ],
    }
    return json_ld(data)
