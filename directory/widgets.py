"""Widgets of the admin."""

import json
from typing import Any

from django import forms
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import cached_property
from wagtailgeowidget.widgets import LeafletField

ANY_COMMUNE = "CODE"  # the script puts the INSEE code in its place
TRANSLATIONS = {
    "error_message_invalid_location": "Coordonnées illisibles\u00a0: donnez la latitude puis la "
    "longitude, séparées par une virgule (par exemple 49.18585, -0.36912).",
}


class PointWidget(LeafletField):
    """The Leaflet point picker of wagtailgeowidget, with every file served by this site.

    The tiles come from ``settings.DIRECTORY_MAP_TILES``. The map opens on ``centre`` (latitude,
    longitude in degrees) where there is no point yet. A script of ours keeps the latitude and
    longitude fields in step; without JavaScript these two are the way in.
    """

    srid = 4326
    hide_latlng = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.centre = settings.REGION.centre

    def build_attrs(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        attrs = super().build_attrs(*args, **kwargs)
        tiles = settings.DIRECTORY_MAP_TILES
        options = json.loads(attrs["data-leaflet-field-options-value"])
        options |= {
            "translations": TRANSLATIONS,
            "communeUrl": reverse("directory_commune_chooser:chosen", args=(ANY_COMMUNE,)),
            "tileLayer": tiles["url"],
            "tileLayerOptions": {
                "attribution": tiles["attribution"],
                "maxZoom": tiles["max_zoom"],
            },
            "icons": {
                # Named one by one: Leaflet cannot guess them once their names carry a hash.
                "iconUrl": static("js_lib_leaflet/images/marker-icon.png"),
                "iconRetinaUrl": static("js_lib_leaflet/images/marker-icon-2x.png"),
                "shadowUrl": static("js_lib_leaflet/images/marker-shadow.png"),
            },
        }
        if not self.value_data:
            options["defaultLocation"] = {"lat": self.centre[0], "lng": self.centre[1]}
        del attrs["data-leaflet-field-options-value"]
        attrs["data-controller"] = "place-point"
        attrs["data-place-point-options-value"] = json.dumps(options)
        return attrs

    @cached_property
    def media(self) -> forms.Media:
        return forms.Media(
            css={
                "all": (
                    "js_lib_leaflet/leaflet.css",
                    "wagtailgeowidget/css/leaflet-field.css",
                    "css/admin/place-point.css",
                )
            },
            js=(
                "js_lib_leaflet/leaflet.js",
                "wagtailgeowidget/js/leaflet-field.js",
                "js/admin/place-point.js",
            ),
        )
