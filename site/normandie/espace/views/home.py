"""The first page of the space, and the one of each place."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from normandie.espace.access import ManagerView, PlaceView
from normandie.espace.sections import sections_for


class HomeView(ManagerView):
    """The places that one manages; who has one alone is led to it."""

    template_name = "espace/home.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        if len(self.places) == 1:
            return redirect("espace:place", self.places[0].pk)
        return self.render()


class PlaceHomeView(PlaceView):
    """What there is to do for a place, and where everything about it is."""

    template_name = "espace/place.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.render(sections=sections_for(self.place, request.user))
