"""Who enters the managers' space, and of which place.

Managing a place is being among its ``managers``: no group and no right of Wagtail, so that nothing
of the admin opens. Who is taken off the list loses the place at the next page. Staff who manage no
place have nothing to do here: they have the admin.
"""

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.cache import never_cache
from django.views.generic.base import TemplateResponseMixin, View

from directory.models import PlacePage, PolePage
from directory.querysets import PlaceQuerySet


def managed_places(user: Any) -> PlaceQuerySet:
    """Return the places that *user* manages, in the order of their names."""
    places: PlaceQuerySet = PlacePage.objects.filter(managers=user).select_related("commune")
    return places.order_by("sort_name", "pk")


def managed_poles(user: Any) -> QuerySet[Any]:
    """Return the pôles whose page *user* edits, in the order of their names."""
    poles: QuerySet[Any] = PolePage.objects.filter(managers=user).order_by("title", "pk")
    return poles


def managers_of(place: PlacePage) -> QuerySet[Any]:
    """Return who manages *place*, in the order of their names."""
    return place.managers.order_by("last_name", "first_name", "pk")


@method_decorator(never_cache, name="dispatch")
class ManagerView(LoginRequiredMixin, TemplateResponseMixin, View):
    """A page of the space, for who manages at least one place.

    Who is not signed in is led to sign in; who manages nothing is told so (403).
    """

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.places = list(managed_places(request.user))
        if not self.opens():
            return render(request, "espace/no_place.html", status=403)
        self.find(**kwargs)
        return super().dispatch(request, *args, **kwargs)

    def opens(self) -> bool:
        """Whether the page is for who asks."""
        return bool(self.places)

    @cached_property
    def poles(self) -> list[PolePage]:
        """The pôles of who asks: read where a page shows them alone."""
        return list(managed_poles(self.request.user))

    def find(self, **kwargs: Any) -> None:
        """Find what the address names, or raise Http404."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what « espace/base.html » needs."""
        return {"places": self.places, **kwargs}

    def render(self, status: int = 200, **context: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**context), status=status)


class PlaceView(ManagerView):
    """A page about one place, ``place`` of the address: another's is not found."""

    place: PlacePage

    def find(self, **kwargs: Any) -> None:
        super().find(**kwargs)
        named = (each for each in self.places if each.pk == kwargs["place"])
        if (place := next(named, None)) is None:
            raise Http404
        self.place = place

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(place=self.place, **kwargs)


class PoleView(ManagerView):
    """A page about one pôle, ``pole`` of the address, for its people: another's is not found."""

    pole: PolePage

    def opens(self) -> bool:
        return bool(self.poles)

    def find(self, **kwargs: Any) -> None:
        super().find(**kwargs)
        named = (each for each in self.poles if each.slug == kwargs["pole"])
        if (pole := next(named, None)) is None:
            raise Http404
        self.pole = pole

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(pole=self.pole, **kwargs)
