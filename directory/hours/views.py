"""The preview of the hours being typed."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.http import require_http_methods

from .forms import PREVIEW_URL_NAME, HoursField, HoursWidget
from .sentence import sentence


@require_http_methods(["GET", "POST"])
def hours_preview(request: HttpRequest) -> JsonResponse:
    """Say the hours of an unsaved form: ``{osm, sentence, error}``.

    Takes the inputs of `HoursWidget`, and in ``champ`` the name of the form field. Nothing is
    stored. Meant for the admin, that asks for a signed in user.
    """
    data = request.POST if request.method == "POST" else request.GET
    value = HoursWidget().value_from_datadict(data, None, data.get("champ", "hours"))
    try:
        osm = HoursField(required=False).clean(value)
    except ValidationError as error:
        return JsonResponse({"osm": "", "sentence": "", "error": " ".join(error.messages)})
    return JsonResponse({"osm": osm, "sentence": sentence(osm), "error": ""})


hours_admin_urls = [path("horaires/apercu/", hours_preview, name=PREVIEW_URL_NAME)]
