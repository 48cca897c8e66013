"""« /label/autodiagnostic/ »: its questions, what the answers amount to, what follows."""

from collections.abc import Callable
from functools import partial, wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Site

from ami.forms.access import BeginForm
from ami.services.drafts import NotOpen
from ami.services.labels import calls_for_labels
from ami.views.carrier.access import let_in, private
from core.forms.sending import METHODS, Refused, take
from core.net.senders import comes_from_elsewhere
from core.pages.access import open_address
from core.pages.crumbs import crumbs_of
from core.tokens import find_by_token
from directory.models import LabelRequirements
from directory.search.poles import poles_of
from normandie.frame.models import FrameSettings
from normandie.selfcheck import services
from normandie.selfcheck.advice import (
    Scheme,
    communes_url,
    pole_finder_url,
    schemes_by_family,
    schemes_url,
)
from normandie.selfcheck.forms import CommuneForm, MailForm, PartForm, StartForm
from normandie.selfcheck.models import SelfCheck
from normandie.selfcheck.reading import Reading, read

if TYPE_CHECKING:
    from normandie.selfcheck.models import SelfCheckPage

P = ParamSpec("P")


class Opened:
    """A self-check that its link has opened, with the address of its pages."""

    def __init__(self, page: "SelfCheckPage", check: SelfCheck, url: str) -> None:
        self.page, self.check, self.url = page, check, url
        self.requirements = check.requirements
        self.label = check.requirements.label

    @property
    def reading(self) -> Reading:
        return self.read_with({})

    def read_with(self, schemes: dict[str, list[Scheme]]) -> Reading:
        return read(self.requirements.criteria.all(), self.check.answers, schemes)

    def context(self, request: HttpRequest, **more: Any) -> dict[str, Any]:
        return {"opened": self} | around(request, self.page) | more


def around(request: HttpRequest, page: "SelfCheckPage", here: str = "Vos réponses") -> dict:
    """Return what stands around what is *here*, below *page*."""
    return {"page": page, "crumbs": crumbs_of(page, request, inclusive=True), "here": here}


View = Callable[Concatenate[HttpRequest, Opened, P], HttpResponseBase]


def for_holder(view: View[P]) -> Callable[..., HttpResponseBase]:
    """Give *view* what the secret of the address opens: 404, in words, for any other."""

    @wraps(view)
    def opened(
        request: HttpRequest, page: "SelfCheckPage", secret: str, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        context = around(request, page)
        if request.method == "POST" and comes_from_elsewhere(request):
            return private(render(request, "selfcheck/elsewhere.html", context, status=403))
        check = find_by_token(services.PURPOSE, SelfCheck, secret)
        if check is None:
            return private(render(request, "selfcheck/unknown.html", context, status=404))
        own = Opened(page, check, f"{page.get_url(request)}mes-reponses/{secret}/")
        return private(view(request, own, *args, **kwargs))

    return opened


@require_safe
def presentation(request: HttpRequest, page: "SelfCheckPage") -> HttpResponse:
    """Say what it asks, for which labels; honestly nothing where no version is in force."""
    return render(
        request,
        "selfcheck/presentation.html",
        {
            "page": page,
            "crumbs": crumbs_of(page, request),
            "versions": _versions(),
            "start_url": f"{page.get_url(request)}commencer/",
            "contact_url": open_address(page.contact_page_id, request),
        },
    )


@require_http_methods(METHODS)
def start(request: HttpRequest, page: "SelfCheckPage") -> HttpResponseBase:
    """Ask which label, and where; then go to the first questions."""
    versions = _versions()
    if not versions:
        return redirect(page.get_url(request))
    form = StartForm(request.POST if request.method == "POST" else None, versions=versions)
    context = around(request, page, "Commencer") | {
        "form": form,
        "suggestions_url": communes_url(request),
    }
    if request.method != "POST":
        return private(render(request, "selfcheck/start.html", context))
    try:
        secret = take(request, form, services.begin)
    except Refused as refusal:
        return private(refusal.said_on(render(request, "selfcheck/start.html", context)))
    first = read(form.cleaned_data["label"].criteria.all(), {}).parts
    url = f"{page.get_url(request)}mes-reponses/{secret}/"
    return private(redirect(f"{url}{first[0].slug}/" if first else url))


def _versions() -> list[LabelRequirements]:
    return list(LabelRequirements.objects.in_force().with_number_of_criteria().newest_first())


@for_holder
@require_http_methods(METHODS)
def part(request: HttpRequest, opened: Opened, family: str) -> HttpResponseBase:
    """Ask the criteria of a family; go to the next, and after the last to what they amount to."""
    reading = opened.reading
    asked = reading.part(family)
    if asked is None:
        raise Http404
    form = PartForm(request.POST if request.method == "POST" else None, part=asked)
    if request.method == "POST" and form.is_valid():
        services.save_answers(opened.check, form.cleaned_data)
        following = None if "stop" in request.POST else reading.after(asked)
        return redirect(f"{opened.url}{following.slug}/" if following else opened.url)
    context = opened.context(
        request,
        form=form,
        part=asked,
        rank=reading.parts.index(asked) + 1,
        number=len(reading.parts),
        is_last=reading.after(asked) is None,
    )
    return render(
        request, "selfcheck/part.html", context, status=422 if request.method == "POST" else 200
    )


@for_holder
@require_safe
def results(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """Show on one page what is there, what is missing, what helps, and what may follow."""
    own_url, commune = request.build_absolute_uri(opened.url), opened.check.commune
    context = opened.context(
        request,
        reading=opened.read_with(schemes_by_family(request)),
        commune=commune,
        poles=poles_of(commune) if commune else [],
        pole_url="" if commune else pole_finder_url(request),
        own_url=own_url,
        mail_url=f"mailto:?subject={quote('Mon autodiagnostic')}&body={quote(own_url)}",
        calls=[
            {"title": call.title, "url": f"{opened.url}demander/{call.pk}/"}
            for call in _calls(opened)
        ],
        is_outdated=not opened.requirements.is_in_force(),
        schemes_url=schemes_url(request),
        contact_url=open_address(opened.page.contact_page_id, request),
        network=FrameSettings.of(Site.find_for_request(request)),
        today=timezone.localdate(),
    )
    return render(request, "selfcheck/results.html", context)


@for_holder
@require_http_methods(METHODS)
def commune(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """Ask where the place is, or take it back by an empty answer."""
    form = CommuneForm(
        request.POST if request.method == "POST" else None,
        initial={"commune": opened.check.commune},
    )
    if request.method == "POST" and form.is_valid():
        services.save_commune(opened.check, form.cleaned_data["commune"])
        return redirect(f"{opened.url}#appeler")
    context = opened.context(request, form=form, suggestions_url=communes_url(request))
    return render(
        request, "selfcheck/commune.html", context, status=422 if request.method == "POST" else 200
    )


@for_holder
@require_http_methods(METHODS)
def receive_link(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """Write the link to who holds it, once; the address is kept by nobody."""
    form = MailForm(request.POST if request.method == "POST" else None)

    def page(**more: Any) -> HttpResponse:
        return render(
            request, "selfcheck/receive_link.html", opened.context(request, form=form, **more)
        )

    if request.method != "POST" or opened.check.mailed_at:
        return page(is_mailed=bool(opened.check.mailed_at))
    url = request.build_absolute_uri(opened.url)
    try:
        take(request, form, partial(services.mail_link, opened.check, url))
    except Refused as refusal:
        return refusal.said_on(page(is_mailed=False))
    except services.MailedAlready:  # in another window
        pass
    return page(is_mailed=True)


@for_holder
@require_http_methods(METHODS)
def erase(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """Ask whether to erase it all, and do it."""
    if request.method != "POST":
        return render(request, "selfcheck/erase.html", opened.context(request))
    opened.check.delete()
    return render(request, "selfcheck/erased.html", around(request, opened.page))


@for_holder
@require_http_methods(METHODS)
def request_label(request: HttpRequest, opened: Opened, call: int) -> HttpResponseBase:
    """Begin a request for the label with the answers in it: an address is asked, and no more."""
    asked = get_object_or_404(_calls(opened), pk=call)
    form = BeginForm(request.POST if request.method == "POST" else None)
    asks = asked.form_definition()
    left_out = services.left_out(opened.check, asks)
    context = opened.context(
        request,
        call=asked,
        form=form,
        is_other_version=asked.requirements_id != opened.requirements.pk,
        left_out=[t for t in opened.reading.told if t.criterion.code in left_out],
        unanswered=services.unanswered(opened.check, asks),
    )
    if request.method != "POST":
        return render(request, "selfcheck/request.html", context)
    try:
        dossier = take(request, form, partial(services.begin_request, opened.check, asked))
    except Refused as refusal:
        return refusal.said_on(render(request, "selfcheck/request.html", context))
    except NotOpen:  # it closed during this very request
        raise Http404 from None
    return let_in(dossier)


def _calls(opened: Opened) -> Any:
    """Return the calls by which the label may be asked for now."""
    return calls_for_labels().for_label(opened.label)
