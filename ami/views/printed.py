"""The addresses printed in the call of 2021."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from ami.models import CallsPage
from ami.search import next_to_close


@require_safe
def printed_address(request: HttpRequest) -> HttpResponse:
    """Lead to the AMI that is open now, else to the list of the calls; for now, never for good."""
    calls = CallsPage.open_to_all()
    if calls is None:
        raise Http404
    return redirect((next_to_close(calls, "ami") or calls).get_url(request))
