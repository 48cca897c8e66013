"""« /espace/lieux/<lieu>/frequentation/ »: how often the pages of a place were read."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from core.pages.spreadsheets import CSV, csv_lines
from normandie.espace.access import PlaceView
from normandie.espace.traffic.figures import MONTHS, SMALLEST, months_of
from normandie.espace.traffic.models import Viewed


class TrafficView(PlaceView):
    """Twelve months in a table, which a small drawing repeats."""

    template_name = "espace/traffic.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.render(
            months=months_of(self.place, timezone.localdate()),
            headings=Viewed.labels,
            number=MONTHS,
            smallest=SMALLEST,
        )


class TrafficCSVView(PlaceView):
    """The same, for the yearly report of the place."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        lines = [
            [f"{line.month:%m/%Y}", *(figure.text for figure in line.figures)]
            for line in months_of(self.place, timezone.localdate())
        ]
        body = b"".join(csv_lines([["Mois", *Viewed.labels], *lines]))
        name = f"frequentation-{self.place.slug}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(body, content_type=CSV, headers=headers)
