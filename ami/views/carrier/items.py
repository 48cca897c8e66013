"""The list of the items of a part that repeats (projects), and what is done to them."""

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from ami.definitions import StepDefinition
from ami.models import Dossier
from ami.services.drafts import NotADraft, TooManyItems
from ami.services.items import add_item, move_item, remove_item, restore_item
from ami.views.carrier.access import path_of
from ami.views.carrier.frame import frame
from ami.views.carrier.parts import Line, lines_of, page_after, page_of_step
from core.listing.params import clean_text


def items(request: HttpRequest, dossier: Dossier, step: StepDefinition) -> HttpResponseBase:
    """List the items of *step*, or do to one what its button says."""
    if not dossier.is_draft:
        return redirect(path_of(dossier))
    if request.method != "POST":
        return _page(request, dossier, step)
    try:
        return redirect(_do(dossier, step, request.POST.get("action", ""), _item(request)))
    except TooManyItems:
        return full(request, dossier, step)
    except NotADraft:
        return redirect(path_of(dossier))


def full(request: HttpRequest, dossier: Dossier, step: StepDefinition) -> HttpResponseBase:
    """Say that *step* holds as many items as it may."""
    page = _page(request, dossier, step, is_full=True)
    page.status_code = 422
    return page


def _item(request: HttpRequest) -> str:
    return clean_text(request.POST.get("item", ""))[:36]


def _do(dossier: Dossier, step: StepDefinition, action: str, item: str) -> str:
    """Do *action*, and return where to go."""
    here = page_of_step(dossier, step)
    if action == "add":
        return page_of_step(dossier, step, add_item(dossier, step))
    if action == "copy":
        return page_of_step(dossier, step, add_item(dossier, step, copy_of=item))
    if action in ("up", "down"):
        move_item(dossier, step, item, -1 if action == "up" else 1)
        return here
    if action == "remove":
        kept = remove_item(dossier, step, item)
        return f"{here}?retire={kept.item}" if kept else here
    if action == "restore":
        restore_item(dossier, step, item)
        return here
    raise Http404


def _page(
    request: HttpRequest, dossier: Dossier, step: StepDefinition, *, is_full: bool = False
) -> HttpResponseBase:
    rows = dossier.rows_of(step.key)
    line = next(each for each in lines_of(dossier) if each.url == page_of_step(dossier, step))
    context: dict[str, Any] = frame(request, dossier) | {
        "step": step,
        "items": _listed(line, [row.item for row in rows]),
        "removed": _removed(request, dossier, step),
        "is_full": is_full,
        "next_url": page_after(dossier, step),
    }
    return render(request, "ami/carrier/items.html", context)


def _listed(line: Line, keys: list[str]) -> list[dict[str, Any]]:
    last = len(keys) - 1
    return [
        {"line": each, "item": key, "is_first": place == 0, "is_last": place == last}
        for place, (each, key) in enumerate(zip(line.items, keys, strict=True))
    ]


def _removed(request: HttpRequest, dossier: Dossier, step: StepDefinition) -> str:
    """Return the item that was just taken away, where it may still come back."""
    item = clean_text(request.GET.get("retire", ""))[:36]
    return item if item in (each.item for each in dossier.removed_from(step.key)) else ""
