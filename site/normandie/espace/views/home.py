"""The first page of the space, and the one of each place."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from normandie.espace.access import ManagerView, PlaceView
from normandie.espace.sections import sections_for
from normandie.espace.sheet.reading import hours_now, to_mend
from normandie.espace.sheet.waiting import waiting_by_place


class HomeView(ManagerView):
    """The places and pôles that one manages, with what each lacks; who has one alone is led to it.

    As many queries whatever they are: all is in the row of the place, but what waits for the team.
    """

    template_name = "espace/home.html"

    def opens(self) -> bool:
        return bool(self.places or self.poles)

    def get(self, request: HttpRequest) -> HttpResponse:
        if len(self.places) == 1 and not self.poles:
            return redirect("espace:place", self.places[0].pk)
        if len(self.poles) == 1 and not self.places:
            return redirect("espace:pole", self.poles[0].slug)
        waiting = waiting_by_place(self.places)
        rows = [
            {
                "place": place,
                "state": hours_now(place),
                "missing": to_mend(place)[:1],
                "waiting": waiting.get(place.pk),
            }
            for place in self.places
        ]
        return self.render(rows=rows, poles=self.poles)


class PlaceHomeView(PlaceView):
    """What there is to do for a place, and where everything about it is."""

    template_name = "espace/place.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.render(sections=sections_for(self.place, request.user))
