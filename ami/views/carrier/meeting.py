"""« rencontre/<clé>/ »: a meeting to accept, to decline, to have at another time; its calendar."""

from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from ami.calendar import write_meeting
from ami.forms.meeting import OtherTimesForm, SlotForm
from ami.models import Dossier, Meeting
from ami.services.meetings import accept_meeting, decline_meeting, offer_other_times
from ami.views.carrier.access import for_people, path_of
from ami.views.carrier.frame import frame
from core.calendars import CONTENT_TYPE
from core.forms.sending import METHODS
from core.text.formats import long_moment
from core.workflow import WorkflowError

ACCEPT, OTHER, DECLINE = "accepter", "autres", "decliner"  # the buttons


@for_people
@require_http_methods(METHODS)
def meeting(request: HttpRequest, dossier: Dossier, uid: UUID) -> HttpResponseBase:
    """Show a meeting, or take what the carrier answers; 409 where it is no longer possible."""
    found = _find(dossier, uid)
    if request.method != "POST":
        return _page(request, found)
    if request.POST.get("action") not in (ACCEPT, OTHER, DECLINE):
        raise Http404
    if not found.is_pending:  # a second click, or the service was quicker: the page says which
        return redirect("dossier_meeting", dossier.key, uid)
    return _answer(request, found)


def _answer(request: HttpRequest, found: Meeting) -> HttpResponseBase:
    """Do what the button says."""
    dossier, action = found.dossier, request.POST["action"]
    slot_form = SlotForm(request.POST, slots=found.proposed_slots()) if action == ACCEPT else None
    other_form = OtherTimesForm(request.POST) if action == OTHER else None
    if any(form and not form.is_valid() for form in (slot_form, other_form)):
        return _page(request, found, slot_form, other_form, status=422)
    try:
        if slot_form:
            accept_meeting(dossier, slot_form.cleaned_data["slot"])
        elif other_form:
            offer_other_times(dossier, other_form.cleaned_data["note"])
        else:
            decline_meeting(dossier)
    except WorkflowError as error:
        dossier.refresh_from_db()
        again = _find(dossier, found.uid)
        if again.state == found.state:  # else the same came twice at once: the page says it
            return _page(request, again, other_form=other_form, refused=error.message, status=409)
    return redirect("dossier_meeting", dossier.key, found.uid)


@for_people
@require_safe
def calendar(request: HttpRequest, dossier: Dossier, uid: UUID) -> HttpResponseBase:
    """Give the calendar entry of a meeting that has a date; 404 before."""
    found = _find(dossier, uid)
    if found.starts_at is None:
        raise Http404
    url = urljoin(settings.WAGTAILADMIN_BASE_URL, path_of(dossier))
    response = HttpResponse(write_meeting(found, url), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="rencontre-{dossier.number}.ics"'
    return response


def _find(dossier: Dossier, uid: UUID) -> Meeting:
    found: Meeting = get_object_or_404(dossier.meetings, uid=uid)
    found.dossier = dossier
    return found


def _page(
    request: HttpRequest,
    found: Meeting,
    slot_form: SlotForm | None = None,
    other_form: OtherTimesForm | None = None,
    *,
    refused: str = "",
    status: int = 200,
) -> HttpResponseBase:
    slots = found.proposed_slots()
    forms = [form for form in (slot_form, other_form) if form]
    context = frame(request, found.dossier) | {
        "meeting": found,
        "when": long_moment(found.starts_at) if found.starts_at else "",
        "was": long_moment(found.was_at) if found.was_at else "",
        "slots": slots,
        "slot_form": slot_form or SlotForm(slots=slots),
        "other_form": other_form or OtherTimesForm(),
        "problems": [each for form in forms for each in form.problems],
        "refused": refused,
    }
    return render(request, "ami/carrier/meeting.html", context, status=status)
