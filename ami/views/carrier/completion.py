"""« complement/<rang>/ »: what the service asks to complete; once sent, its receipt."""

from collections.abc import Iterable

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from ami.attachments import CHECKS, rule
from ami.completion_reading import read_completed, read_open
from ami.definitions import part_key
from ami.forms.builder import read_typed
from ami.models import Completion, Dossier
from ami.reading import Answer, lines_of_answers, read_typed_answers
from ami.services.attachments import clean_name
from ami.services.completing import (
    CompletionRefused,
    NotAwaited,
    add_completion_files,
    remove_completion_file,
    save_typed,
    send_completion,
)
from ami.services.completions import open_parts, part_prefix
from ami.views.carrier.access import for_people
from ami.views.carrier.frame import frame
from ami.views.carrier.parts import sequence_of
from core.forms.sending import METHODS
from core.text.formats import file_size, local_time
from directory.finder import suggestions_url
from directory.models import DirectoryPage

SEND = "envoyer"  # the button that sends; any other only keeps


@for_people
@require_http_methods(METHODS)
def completion(request: HttpRequest, dossier: Dossier, rank: int) -> HttpResponseBase:
    """Show what is asked, keep what is typed and joined, send it; then show what was sent."""
    asked = _find(dossier, rank)
    if request.method != "POST":
        return _page(request, asked) if asked.is_awaited else _kept(request, asked)
    try:
        replaced = save_typed(asked, request.POST, sequence_of(request))
        refusals = add_completion_files(asked, request.FILES.getlist("files"))
        if key := request.POST.get("retirer"):
            remove_completion_file(asked, key)
        if refusals or replaced:
            return _page(request, asked, replaced=replaced, refusals=refusals, status=422)
        if request.POST.get("action") == SEND:
            send_completion(asked)
    except NotAwaited:
        return _too_late(request, _find(dossier, rank))
    except CompletionRefused as refused:
        return _page(request, asked, refused=refused.message, status=422)
    return redirect("dossier_completion", dossier.key, rank)


@for_people
@require_POST
def autosave(request: HttpRequest, dossier: Dossier, rank: int) -> HttpResponseBase:
    """Keep what is being typed; 409 where it is sent, or no longer awaited.

    ``replaced`` says, line by line, what another window had saved and this took the place of.
    """
    asked = _find(dossier, rank)
    try:
        replaced = save_typed(asked, request.POST, sequence_of(request))
    except NotAwaited:
        return JsonResponse({"error": "sent"}, status=409)
    saved_at = local_time(asked.saved_at) if asked.saved_at else ""
    return JsonResponse(
        {"sequence": asked.sequence, "saved_at": saved_at, "replaced": lines_of_answers(replaced)}
    )


def _find(dossier: Dossier, rank: int) -> Completion:
    found: Completion = get_object_or_404(dossier.completions, rank=rank)
    found.dossier = dossier
    return found


def _page(
    request: HttpRequest,
    asked: Completion,
    *,
    replaced: Iterable[Answer] = (),
    refusals: list[str] | None = None,
    refused: str = "",
    status: int = 200,
) -> HttpResponseBase:
    dossier = asked.dossier
    parts = read_open(asked, check=bool(refused))
    directory = DirectoryPage.open_to_all()
    context = frame(request, dossier) | {
        "completion": asked,
        "parts": parts,
        "problems": [each for part in parts for each in part.checked.form.problems],
        "refused": refused,
        "refusals": refusals,
        "replaced": lines_of_answers(replaced),
        "files": [(each, file_size(each.size)) for each in asked.attachments.all()],
        "extensions": ",".join(f".{each}" for each in CHECKS),
        "rule": rule(),
        "saved_at": asked.saved_at and local_time(asked.saved_at),
        "saved_by": asked.saved_by if asked.saved_by != dossier.writer else "",
        "suggestions_url": suggestions_url(directory.url) if directory else "",
        "autosave_url": reverse("dossier_completion_autosave", args=[dossier.key, asked.rank]),
    }
    return render(request, "ami/carrier/completion.html", context, status=status)


def _kept(request: HttpRequest, asked: Completion) -> HttpResponseBase:
    """Show what was sent; of what is no longer awaited, what was typed."""
    context = frame(request, asked.dossier) | {
        "completion": asked,
        "parts": read_completed(asked) if asked.sent_at or asked.typed else [],
        "files": asked.attachments.all(),
    }
    return render(request, "ami/carrier/completion_kept.html", context)


def _too_late(request: HttpRequest, asked: Completion) -> HttpResponseBase:
    """Answer what comes after the sending: the same again shows its receipt, the rest is shown."""
    given = asked.given()
    lost: list[Answer] = []
    for part in open_parts(asked):
        typed = read_typed(part.step, request.POST, part_prefix(part.step.key, part.item))
        sent = given.get(part_key(part.step.key, part.item), {})
        other = {name: value for name, value in typed.items() if value != sent.get(name)}
        lost += read_typed_answers(part.step, other)
    kept = {each.name for each in asked.attachments.all()}
    names = [clean_name(file.name or "") for file in request.FILES.getlist("files")]
    lost += [Answer("Fichier", name) for name in names if name not in kept]
    if not lost and asked.sent_at:
        return redirect("dossier_completion", asked.dossier.key, asked.rank)
    context = frame(request, asked.dossier) | {"typed": lost}
    return render(request, "ami/carrier/completion_too_late.html", context, status=409)
