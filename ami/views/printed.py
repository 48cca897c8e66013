"""The addresses printed in the call of 2021."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from ami.models import CallPage, CallsPage
from core.pages.access import open_to_all


@require_safe
def printed_address(request: HttpRequest) -> HttpResponse:
    """Lead to the AMI that is open now, else to the list of the calls; for now, never for good."""
    calls = CallsPage.open_to_all()
    if calls is None:
        raise Http404
    opened = open_to_all(CallPage.objects.opened().child_of(calls).of_kind("ami"))
    found = opened.by_urgency().first()
    return redirect((found or calls).get_url(request))
