"""Reaching a page of the tree at a lower price."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from wagtail.models import PageQuerySet
from wagtail.url_routing import RouteResult


class DirectRouting:
    """Mixin of pages whose children are all of one type: reads a child whole, in one query.

    Wagtail reads the page, then its specific part. Goes between ``RoutablePageMixin`` and ``Page``;
    the page says how its children are read, with what showing one of them always needs.
    """

    direct_children: Callable[[], PageQuerySet]

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        if path_components:
            child: Any = self.direct_children().filter(slug=path_components[0]).first()
            if child:
                child._cached_parent_obj = self  # as Wagtail does: get_parent() costs nothing
                return child.route(request, path_components[1:])
        return super().route(request, path_components)  # type: ignore[misc]
