"""The files joined to a draft, and the download of all those of a dossier, for its people."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ami.attachments import CHECKS, rule
from ami.definitions import StepDefinition
from ami.models import Dossier
from ami.services.attachments import add_files, remove_file
from ami.services.drafts import NotADraft
from ami.views.carrier.access import for_people, path_of
from ami.views.carrier.frame import frame
from ami.views.carrier.parts import page_after
from ami.views.downloads import as_download
from core.forms.sending import METHODS
from core.text.formats import file_size

VIEW = "attachments"  # of the step, in the definition of the form
GO_ON = "continuer"  # the button that keeps the files chosen, then leads to what follows


@for_people
@require_http_methods(METHODS)
def files(request: HttpRequest, dossier: Dossier) -> HttpResponseBase:
    """List the files and take others: those that may be kept are, the others are named (422).

    To go on takes what is chosen too: a file that was chosen is never left behind in silence.
    """
    if not dossier.is_draft:
        return redirect(path_of(dossier))
    step = next((each for each in dossier.form.steps if each.view == VIEW), None)
    if step is None:
        raise Http404
    if request.method != "POST":
        return _page(request, dossier, step, [])
    sent, goes_on = request.FILES.getlist("files"), GO_ON in request.POST
    try:
        refusals = add_files(dossier, sent)
    except NotADraft:
        return redirect(path_of(dossier))
    if not sent and not goes_on:
        refusals = ["Choisissez d’abord un fichier."]
    if refusals:
        return _page(request, dossier, step, refusals)
    if goes_on:
        return redirect(page_after(dossier, step))
    return redirect("dossier_attachments", dossier.key)


def _page(
    request: HttpRequest, dossier: Dossier, step: StepDefinition, refusals: list[str]
) -> HttpResponseBase:
    kept = list(dossier.own_files())
    context = frame(request, dossier) | {
        "step": step,
        "files": [{"file": each, "size": file_size(each.size)} for each in kept],
        "infected": [each.name for each in kept if each.is_refused],
        "refusals": refusals,
        "extensions": ",".join(f".{each}" for each in CHECKS),
        "rule": rule(),
    }
    status = 422 if refusals else 200
    return render(request, "ami/carrier/files.html", context, status=status)


@for_people
@require_POST
def remove(request: HttpRequest, dossier: Dossier, file: UUID) -> HttpResponseBase:
    """Take a file away; one that is gone already is no error."""
    try:
        remove_file(dossier, str(file))
    except NotADraft:
        return redirect(path_of(dossier))
    return redirect("dossier_attachments", dossier.key)


@for_people
@require_safe
def download(request: HttpRequest, dossier: Dossier, file: UUID) -> HttpResponseBase:
    """Give a file of the dossier, always to be saved, never shown as a page of the site."""
    return as_download(get_object_or_404(dossier.attachments, key=file))
