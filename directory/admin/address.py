"""Where an address is, for the map of the sheet: asked of the geocoder, where the site has one."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from directory.permissions import may_edit_places
from directory.search.geocoder import locate

LOCATE = "directory_locate"


@require_safe
def locate_address(request: HttpRequest) -> JsonResponse:
    """Return the point of « ?adresse= » and how the geocoder writes it; nothing if unknown."""
    if not may_edit_places(request.user):
        raise PermissionDenied
    found = locate(request.GET.get("adresse", "")[:300])
    if found is None:
        return JsonResponse({})
    point = {"latitude": found.latitude, "longitude": found.longitude}
    return JsonResponse(point | {"label": found.label})
