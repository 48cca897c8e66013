"""A point on the earth: two numbers that can be typed, and a map that fills them in."""

import json
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings

from core.forms.fields import DegreesField, TemplateWidget
from core.validators import validate_point
from directory.map.tiles import tile_options

REGION_ZOOM, COMMUNE_ZOOM, PLACE_ZOOM = 8, 13, 16


@dataclass(frozen=True)
class Point:
    """Where something is, in WGS84 degrees."""

    latitude: float
    longitude: float


@dataclass
class PointMap:
    """The map on which a point is chosen; ``js/forms/point.js`` draws it.

    Opens on ``centre`` (the region when there is none) as long as the two inputs are empty.
    ``background`` is the address of the outlines, shown with and without tiles: the « fond.json »
    of a directory.
    """

    centre: Point | None = None
    background: str = ""

    def options(self) -> str:
        """Return what the script needs, as JSON."""
        region = settings.REGION
        centre = self.centre or Point(*region.centre)
        return json.dumps(
            {
                "centre": [centre.latitude, centre.longitude],
                "zoom": COMMUNE_ZOOM if self.centre else REGION_ZOOM,
                "pointZoom": PLACE_ZOOM,
                "bounds": [[region.south, region.west], [region.north, region.east]],
                "tiles": tile_options(),
                "background": self.background,
            }
        )


class PointWidget(TemplateWidget, forms.MultiWidget):
    """Two inputs, and a map that a script draws above them: without it, the inputs are the way in.

    A page that shows it lets the images of the tile server in: see ``allow_tiles``.
    """

    template_name = "directory/forms/point.html"

    class Media:
        css = {
            "all": [
                "js_lib_leaflet/leaflet.css",
                "css/map/tokens.css",
                "css/map/leaflet.css",
                "css/forms/point.css",
            ]
        }
        js = [
            forms.widgets.Script("js_lib_leaflet/leaflet.js", defer=True),
            forms.widgets.Script("js/forms/point.js", type="module"),
        ]

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        # Not of type « number »: a browser would drop what it cannot read, a comma first of all.
        typed = {"autocomplete": "off", "spellcheck": "false"}
        super().__init__(
            {"latitude": forms.TextInput(typed), "longitude": forms.TextInput(typed)}, attrs
        )
        self.map = PointMap()

    def decompress(self, value: Point | None) -> list[float | None]:
        return [value.latitude, value.longitude] if value else [None, None]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        inputs = [
            {
                "label": label,
                "id": part["attrs"]["id"],
                "html": widget.render(part["name"], part["value"], part["attrs"]),
            }
            for label, widget, part in zip(
                ("Latitude", "Longitude"),
                self.widgets,
                context["widget"]["subwidgets"],
                strict=True,
            )
        ]
        return context | {"map": self.map, "inputs": inputs}


class PointField(forms.MultiValueField):
    """A point in the region; gives a ``Point``, or None where there is none."""

    widget = PointWidget

    def __init__(self, **kwargs: Any) -> None:
        fields = [_degrees("latitude", "49.18585"), _degrees("longitude", "-0.36912")]
        super().__init__(fields, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[float]) -> Point | None:
        """Raise ValidationError for a point out of the region, or two swapped numbers."""
        if not data_list:
            return None
        point = Point(*data_list)
        validate_point(point.latitude, point.longitude)
        return point


def _degrees(name: str, example: str) -> DegreesField:
    return DegreesField(
        error_messages={
            "incomplete": f"Il manque la {name}\u00a0: donnez les deux nombres, ou aucun.",
            "invalid": f"La {name} est un nombre de degrés, par exemple {example}.",
        }
    )
