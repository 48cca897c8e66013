"""The sentence that the hours being typed make."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_http_methods

from directory.forms.hours import HoursField, HoursWidget
from directory.hours import sentence


@require_http_methods(["GET", "POST"])
def hours_preview(request: HttpRequest) -> JsonResponse:
    """Say the hours of an unsaved form: ``{osm, sentence, error}``.

    Takes the inputs of ``HoursWidget``, and in ``champ`` the name of the form field. Reads nothing
    else and stores nothing: whoever mounts it says who may ask.
    """
    data = request.POST if request.method == "POST" else request.GET
    value = HoursWidget().value_from_datadict(data, None, data.get("champ", "hours"))
    try:
        osm = HoursField(required=False).clean(value)
    except ValidationError as error:
        return JsonResponse({"osm": "", "sentence": "", "error": " ".join(error.messages)})
    return JsonResponse({"osm": osm, "sentence": sentence(osm), "error": ""})
