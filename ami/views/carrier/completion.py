"""« complement/<rang>/ »: what the service asks to complete; once sent, its receipt."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from ami.attachments import CHECKS, megabytes, rule
from ami.completion_reading import read_completed, read_open
from ami.definitions import part_key
from ami.forms.builder import read_typed
from ami.models import Completion, Dossier
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
from ami.views.carrier.access import for_carrier
from ami.views.carrier.frame import frame
from ami.views.carrier.parts import METHODS, sequence_of
from ami.wording import moment, time_of_day
from directory.models import DirectoryPage
from directory.views.finder import suggestions_url

SEND = "envoyer"  # the button that sends; any other only keeps


@for_carrier
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


@for_carrier
@require_POST
def autosave(request: HttpRequest, dossier: Dossier, rank: int) -> HttpResponseBase:
    """Keep what is being typed; 409 where it is sent, or no longer awaited."""
    asked = _find(dossier, rank)
    try:
        replaced = save_typed(asked, request.POST, sequence_of(request))
    except NotAwaited:
        return JsonResponse({"error": "sent"}, status=409)
    saved_at = time_of_day(asked.saved_at) if asked.saved_at else ""
    return JsonResponse(
        {"sequence": asked.sequence, "saved_at": saved_at, "replaced": bool(replaced)}
    )


def _find(dossier: Dossier, rank: int) -> Completion:
    found: Completion = get_object_or_404(dossier.completions, rank=rank)
    found.dossier = dossier
    return found


def _page(
    request: HttpRequest,
    asked: Completion,
    *,
    replaced: list[tuple[str, Any]] | None = None,
    refusals: list[str] | None = None,
    refused: str = "",
    status: int = 200,
) -> HttpResponseBase:
    dossier = asked.dossier
    parts = read_open(asked, check=bool(refused))
    directory = DirectoryPage.objects.live().first()
    context = frame(request, dossier) | {
        "completion": asked,
        "parts": parts,
        "problems": [each for part in parts for each in part.checked.form.problems],
        "refused": refused,
        "refusals": refusals,
        "replaced": [f"{label}\u00a0: {_line(old)}" for label, old in replaced or []],
        "files": [(each, megabytes(each.size)) for each in asked.attachments.all()],
        "extensions": ",".join(f".{each}" for each in CHECKS),
        "rule": rule(),
        "saved_at": asked.saved_at and time_of_day(asked.saved_at),
        "suggestions_url": suggestions_url(directory.url) if directory else "",
        "autosave_url": reverse("dossier_completion_autosave", args=[dossier.key, asked.rank]),
    }
    return render(request, "ami/carrier/completion.html", context, status=status)


def _line(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)


def _kept(request: HttpRequest, asked: Completion) -> HttpResponseBase:
    """Show what was sent; of what is no longer awaited, what was typed."""
    context = frame(request, asked.dossier) | {
        "completion": asked,
        "received": moment(asked.sent_at) if asked.sent_at else "",
        "parts": read_completed(asked) if asked.sent_at or asked.typed else [],
        "files": asked.attachments.all(),
    }
    return render(request, "ami/carrier/completion_kept.html", context)


def _too_late(request: HttpRequest, asked: Completion) -> HttpResponseBase:
    """Answer what comes after the sending: the same again shows its receipt, the rest is shown."""
    given = asked.given()
    typed = {
        part_key(part.step.key, part.item): (part, read_typed(part.step, request.POST, prefix))
        for part in open_parts(asked)
        for prefix in [part_prefix(part.step.key, part.item)]
    }
    lost = [
        (field.label, _line(value))
        for key, (part, answers) in typed.items()
        for field in part.step.fields
        if (value := answers.get(field.key)) and value != given.get(key, {}).get(field.key)
    ]
    kept = set(asked.attachments.values_list("name", flat=True))
    names = [clean_name(file.name or "") for file in request.FILES.getlist("files")]
    lost += [("Fichier", name) for name in names if name not in kept]
    if not lost and asked.sent_at:
        return redirect("dossier_completion", asked.dossier.key, asked.rank)
    context = frame(request, asked.dossier) | {"typed": lost}
    return render(request, "ami/carrier/completion_too_late.html", context, status=409)
