"""Other files of the same mailbox: one for the same call, answers of an earlier one."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ami.models import Dossier
from ami.reading import Answer
from ami.services.drafts import NotADraft, TooManyItems
from ami.services.mandates import was_asked
from ami.services.reuse import ChangedMeanwhile, bring, earlier_files, offers, same_call_files
from ami.views.carrier.access import for_mailbox, let_in, path_of
from ami.views.carrier.frame import frame
from core.forms.sending import METHODS
from core.listing.params import clean_text

CHANGED = (
    "Une partie a changé depuis que cette page est ouverte\u00a0: rien n’est repris. Relisez "
    "ci-dessous, puis choisissez à nouveau."
)
FULL = "Une liste est pleine\u00a0: rien n’est repris. Choisissez-en moins."
NOTHING_CHOSEN = "Cochez ce que vous voulez reprendre."


def beside(request: HttpRequest, dossier: Dossier) -> dict[str, Any]:
    """Return what the first page of a draft says besides: mandates to answer, other files.

    Other files are told to who reads the mailbox, and to nobody else. A helper reads whether the
    mandate is waited for, and whether the carrier could be written to.
    """
    if dossier.opened_by:
        awaited = dossier.opened_by.is_helper and dossier.mandates.pending().exists()
        return {"awaited": awaited, "was_asked": awaited and was_asked(dossier)}
    shown = dossier.by_link
    return {
        "pending": dossier.mandates.pending().select_related("helper"),
        "others": same_call_files(dossier) if shown else [],
        "earlier": earlier_files(dossier) if shown else [],
        "brought": clean_text(request.GET.get("repris", ""))[:3],
    }


@for_mailbox
@require_POST
def open_other(request: HttpRequest, dossier: Dossier, other: UUID) -> HttpResponseBase:
    """Open another file of the same mailbox for the same call, in the browser that reads it."""
    found = next((each for each in same_call_files(dossier) if each.key == other), None)
    if found is None:
        raise Http404
    found.by_link = True
    return let_in(found)


@for_mailbox
@require_http_methods(METHODS)
def reuse(request: HttpRequest, dossier: Dossier, source: UUID) -> HttpResponseBase:
    """Show what an earlier file may bring, part by part; bring what is ticked."""
    if not dossier.is_draft:
        return redirect(path_of(dossier))
    earlier = next((each for each in earlier_files(dossier) if each.key == source), None)
    if earlier is None:
        raise Http404
    if request.method == "POST":
        return _bring(request, dossier, earlier)
    return _page(request, dossier, earlier)


def _bring(request: HttpRequest, dossier: Dossier, earlier: Dossier) -> HttpResponseBase:
    """Bring what is ticked; say at once what it replaced, which is kept nowhere else."""
    chosen = _chosen(request)
    if not chosen:
        return _page(request, dossier, earlier, NOTHING_CHOSEN, 422)
    try:
        reused = bring(dossier, earlier, chosen, request.POST.getlist("remplacer"))
    except NotADraft:
        return redirect(path_of(dossier))
    except ChangedMeanwhile:
        return _page(request, dossier, earlier, CHANGED, 409)
    except TooManyItems:
        return _page(request, dossier, earlier, FULL, 422)
    if reused.replaced:
        return _page(request, dossier, earlier, replaced=reused.replaced)
    return redirect(f"{path_of(dossier)}?repris={reused.count}")


def _chosen(request: HttpRequest) -> dict[str, int]:
    """Return the parts that are ticked, each with the sequence that the page had read."""
    found = {}
    for value in request.POST.getlist("reprendre")[:100]:
        key, _, sequence = value.rpartition(":")
        if sequence.isdecimal() and len(sequence) < 10:
            found[key] = int(sequence)
    return found


def _page(
    request: HttpRequest,
    dossier: Dossier,
    earlier: Dossier,
    refused: str = "",
    status: int = 200,
    replaced: Sequence[Answer] = (),
) -> HttpResponseBase:
    context = frame(request, dossier) | {
        "source": earlier,
        "offers": offers(dossier, earlier),
        "files": [each.name for each in earlier.own_files()],
        "refused": refused,
        "replaced": replaced,
    }
    return render(request, "ami/carrier/reuse.html", context, status=status)
