"""The map on which staff choose where a place is."""

from typing import Any

from django.conf import settings
from django.forms.widgets import Script
from django.urls import reverse
from wagtail.admin.panels import Panel

from directory.admin.address import LOCATE
from directory.forms.point import Point, PointMap, PointWidget

ANY_COMMUNE = "CODE"  # the script puts the INSEE code in its place


class PointMapPanel(Panel):
    """A map that fills the latitude and longitude of the form, and goes to the commune chosen."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": "Position sur la carte"} | kwargs)

    class BoundPanel(Panel.BoundPanel):
        template_name = "directory/admin/point_panel.html"

        class Media:
            css = PointWidget.Media.css
            js = [*PointWidget.Media.js, Script("js/admin/place-point.js", type="module")]

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return super().get_context_data(parent_context) | {
                "map": self._map(),
                "latitude": self.form["latitude"],
                "longitude": self.form["longitude"],
                "locate_url": reverse(LOCATE) if settings.GEOCODER_URL else "",
                "commune_url": reverse("directory_commune_chooser:chosen", args=(ANY_COMMUNE,)),
            }

        def _map(self) -> PointMap:
            place, directory = self.instance, self.form.parent_page
            commune = place.commune if place.commune_id else None
            return PointMap(
                centre=Point(commune.latitude, commune.longitude) if commune else None,
                background=f"{directory.url}carte/fond.json" if directory.url else "",
            )
