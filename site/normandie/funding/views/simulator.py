"""« /aides/<scheme>/simulateur/ »: costs typed by line, what the published rule gives of them.

They are posted, kept nowhere and written in no log: an address would be in all of them, and in the
history of a shared computer (docs/decisions/0077-schemes.md).
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from normandie.funding.forms.costs import MOST_LINES, PREFIX, CostFormSet, with_one_more
from normandie.funding.models import FundingSchemePage
from normandie.funding.simulation import Simulation, simulate
from normandie.funding.wording import amount_of, ceiling_of, percent, source_of

ADD = "ajouter"  # the name of the button that adds a line


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def simulator(request: HttpRequest, page: FundingSchemePage) -> HttpResponse:
    """Show the lines, one more where it is asked, or the computation: 422 for a wrong amount."""
    if page.is_archived:
        raise Http404
    formset, simulation = _read(request, page)
    is_wrong = formset.is_bound and simulation is None
    index = page.get_parent()
    context = {
        "page": page,
        "formset": formset,
        "has_room": formset.total_form_count() < MOST_LINES,
        "simulation": simulation,
        "percent": percent(page.rate) if page.rate is not None else "",
        "rule": amount_of(page),
        "ceiling": ceiling_of(page),
        "source": source_of(page),
        "scheme_url": page.get_url(request),
        "crumbs": [{"title": each.title, "url": each.get_url(request)} for each in (index, page)],
    }
    return render(request, "funding/simulator.html", context, status=422 if is_wrong else 200)


def _read(request: HttpRequest, page: FundingSchemePage) -> tuple[CostFormSet, Simulation | None]:
    if request.method != "POST" or page.rate is None:
        return CostFormSet(prefix=PREFIX), None
    if ADD in request.POST:
        return with_one_more(request.POST), None
    formset = CostFormSet(request.POST, prefix=PREFIX)
    if not formset.management_form.is_valid():
        return CostFormSet(prefix=PREFIX), None  # no form of ours sent that
    if not formset.is_valid():
        return formset, None
    return formset, simulate(formset.amounts, page.rate, page.ceiling)
