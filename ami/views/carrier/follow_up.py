"""« suivi/<mois>/ »: what the service asks some months after its answer, then what was said."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ami.forms.builder import StepForm
from ami.models import Dossier, FollowUp
from ami.reading import Answer
from ami.services.follow_ups import (
    AlreadySent,
    AnswersRefused,
    answer,
    form_of,
    said_otherwise,
    stop_asking,
)
from ami.views.carrier.access import for_carrier, for_people, path_of
from ami.views.carrier.frame import frame
from core.forms.sending import METHODS


@for_people
@require_http_methods(METHODS)
def follow_up(request: HttpRequest, dossier: Dossier, months: int) -> HttpResponseBase:
    """Ask, or take what is answered; then show what was said. 409 for other answers, sent later."""
    asked: FollowUp = get_object_or_404(dossier.follow_ups, months=months)
    asked.dossier = dossier
    if request.method != "POST":
        return _kept(request, asked) if asked.sent_at else _page(request, asked, form_of(asked))
    try:
        answer(asked, request.POST)
    except AnswersRefused as refused:
        return _page(request, asked, refused.form, status=422)
    except AlreadySent:
        asked.refresh_from_db()
        if lost := said_otherwise(asked, request.POST):
            return _kept(request, asked, lost, status=409)
    return redirect("dossier_follow_up", dossier.key, months)


@for_carrier
@require_POST
def stop(request: HttpRequest, dossier: Dossier) -> HttpResponseBase:
    """Never ask this carrier again."""
    stop_asking(dossier)
    return redirect(path_of(dossier))


def _page(
    request: HttpRequest, asked: FollowUp, form: StepForm, *, status: int = 200
) -> HttpResponseBase:
    context = frame(request, asked.dossier) | {"follow_up": asked, "form": form}
    return render(request, "ami/carrier/follow_up.html", context, status=status)


def _kept(
    request: HttpRequest, asked: FollowUp, lost: list[Answer] | None = None, *, status: int = 200
) -> HttpResponseBase:
    context = frame(request, asked.dossier) | {"follow_up": asked, "lost": lost}
    return render(request, "ami/carrier/follow_up_kept.html", context, status=status)
