"""What models name by a dotted path, screens and routes; reaching a child at a lower price."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.module_loading import import_string
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, PageViewRestriction
from wagtail.url_routing import RouteResult

from core.pages.access import way_to


class ImportedAttribute:
    """Attribute of a class, named by its dotted path and imported when it is first read.

    Django names views and middleware so. ``edit_handler = ImportedAttribute("app.admin.panels.x")``
    keeps a model from importing its panels and forms, which import it.
    """

    def __init__(self, path: str) -> None:
        self.path = path

    def __get__(self, instance: object, owner: type) -> Any:
        return import_string(self.path)


class RouteTableMixin(RoutablePageMixin):
    """Mixin of pages whose routes are a table of their app, so that models import no view.

    ``route_table`` names it, as ``ROOT_URLCONF`` names the addresses of the site:
    « directory.routes.DIRECTORY_PAGE », a list of ``page_path``.
    """

    route_table: ClassVar[str]

    @classmethod
    def get_subpage_urls(cls) -> tuple[URLPattern, ...]:
        return tuple(import_string(cls.route_table))


def page_path(
    route: str, view: Callable[..., HttpResponseBase], /, *, name: str, **kwargs: Any
) -> URLPattern:
    """Return a line of a table of routes: *view* takes the request, the page, then *kwargs*.

    Wagtail closes the path of a route with a slash before it compares: the address « lieux.csv » is
    written « lieux.csv/ » in the table.
    """

    def bound(page: Page, request: HttpRequest, **found: Any) -> HttpResponseBase:
        return view(request, page, **found)

    return path(route, bound, kwargs, name)


class DirectRouting:
    """Mixin of pages: one query reads a child whole, and one says what closes a page.

    Wagtail asks two for each: the child then its specific part, the pages above then what closes
    them. Goes between ``RoutablePageMixin`` and ``Page``, of pages and of those below them.
    """

    # Whether unpublishing it does it to what is under it, which Wagtail leaves online.
    takes_children_along: ClassVar[bool] = False
    read_with: ClassVar[tuple[str, ...]] = ()  # relations that showing the page always needs
    reached_from: Any = None  # the page above, where the address led through it

    def get_parent(self, update: bool = False) -> Any:
        """Return the page above, at no cost where the address led through it."""
        if self.reached_from is None or update:
            return super().get_parent(update)  # type: ignore[misc]
        return self.reached_from

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        child = self._child(path_components[0]) if path_components else None
        if child is None:
            return super().route(request, path_components)  # type: ignore[misc]
        if self.takes_children_along and not self.live:  # type: ignore[attr-defined]
            raise Http404
        if isinstance(child, DirectRouting):
            child.reached_from = self
        return child.route(request, path_components[1:])

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """Return what closes the page; an alias is closed with the page that it shows."""
        page: Any = self
        if _may_be_alias(page):
            return super().get_view_restrictions()  # type: ignore[misc]
        return PageViewRestriction.objects.filter(page__path__in=way_to(page))

    def _child(self, slug: str) -> Any:
        """Return the child with this *slug*, whole; None where there is none."""
        page: Any = self
        types = {
            model._meta.model_name: model.read_with
            for model in page.allowed_subpage_models()
            if issubclass(model, DirectRouting)
        }
        if not types:
            return None
        relations = [f"{name}__{other}" for name, others in types.items() for other in others]
        children = page.get_children().select_related(*types, *relations)
        try:
            child = children.get(slug=slug)
        except Page.DoesNotExist:
            return None
        whole = (getattr(child, name, None) for name in types)
        return next(filter(None, whole), None) or child.specific


def reserved_slugs(parent: type[RoutablePageMixin]) -> set[str]:
    """First parts of the addresses that *parent* answers itself: a page there is not reached."""
    routes = (str(route.pattern) for route in parent.get_subpage_urls())
    return {route.strip("^/").split("/")[0] for route in routes}


def _may_be_alias(page: Page) -> bool:
    """Say whether *page*, or one above it, shows another; yes too where it would take a query."""
    if page.alias_of_id or page.depth <= 2:  # the root is no alias
        return bool(page.alias_of_id)
    parent = getattr(page, "reached_from", None)
    return parent is None or _may_be_alias(parent)
