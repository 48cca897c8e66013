"""The plan of the site: the tree of public pages, read by a constant number of queries."""

from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, PageViewRestriction, Site, get_page_models

from normandie.frame.caches import frame_cache


@dataclass(slots=True)
class Node:
    """A page of the plan; ``count`` is how many pages below it are not named one by one."""

    title: str
    url: str
    children: list["Node"] = field(default_factory=list)
    count: int = 0


def site_map(site: Site) -> list[Node]:
    """Return what stands below the home page of *site*, kept until a page changes.

    A page type with ``in_site_map = False`` (places, one day events) is counted, not named; one
    with ``site_map_routes`` ({ending of the address: title}) shows what it serves beside itself.
    """
    return frame_cache.get_or_compute("site-map", site.pk, lambda: _read(site))


def _read(site: Site) -> list[Node]:
    types = ContentType.objects.get_for_models(*get_page_models()).items()
    counted = {kind.pk for model, kind in types if not getattr(model, "in_site_map", True)}
    routes = {kind.pk: getattr(model, "site_map_routes", {}) for model, kind in types}
    private = list(PageViewRestriction.objects.values_list("page__path", flat=True))
    home = site.root_page
    nodes: dict[str, Node] = {home.path: Node(home.title, "/")}
    for page in Page.objects.descendant_of(home).live().order_by("path"):
        parent = nodes.get(page.path[: -page.steplen])
        if parent is None or page.path in private:
            continue
        if page.content_type_id in counted:
            parent.count += 1
            continue
        url = page.get_url(current_site=site) or ""
        node = nodes[page.path] = Node(page.title, url)
        node.children = [
            Node(title, f"{url}{ending}")
            for ending, title in routes.get(page.content_type_id, {}).items()
        ]
        parent.children.append(node)
    return nodes[home.path].children


def create_site_map(home: Page) -> Page:
    """Create the plan of the site under *home* if there is none; safe to repeat."""
    from .models import SiteMapPage

    page = SiteMapPage.objects.first()
    return page or home.add_child(instance=SiteMapPage(title="Plan du site", slug="plan-du-site"))
