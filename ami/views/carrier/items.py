"""The list of the items of a part that repeats (projects), and what is done to them."""

from typing import Any

from django.http import Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from ami.definitions import StepDefinition
from ami.models import Dossier, RemovedItem
from ami.reading import item_title, read_typed_answers
from ami.services.drafts import NotADraft, TooManyItems
from ami.services.items import add_item, move_item, remove_item, restore_item
from ami.views.carrier.access import path_of
from ami.views.carrier.frame import frame
from ami.views.carrier.parts import lines_of, page_after, page_of_step
from core.listing.params import clean_text


def items(request: HttpRequest, dossier: Dossier, step: StepDefinition) -> HttpResponseBase:
    """List the items of *step*, or do to one what its button says."""
    if not dossier.is_draft:
        return redirect(path_of(dossier))
    if request.method != "POST":
        return _page(request, dossier, step)
    try:
        return redirect(_do(dossier, step, request.POST.get("action", ""), _item(request.POST)))
    except TooManyItems:
        return full(request, dossier, step)
    except NotADraft:
        return redirect(path_of(dossier))


def full(
    request: HttpRequest, dossier: Dossier, step: StepDefinition, sent: RemovedItem | None = None
) -> HttpResponseBase:
    """Say that *step* holds as many items as it may, and how to go on.

    Args:
        sent: the item that was being filled in and found no room, with what was typed in it.
    """
    typed = read_typed_answers(step, sent.data) if sent else []
    page = _page(request, dossier, step, is_full=True, typed=typed)
    page.status_code = 422
    return page


def _item(query: QueryDict, name: str = "item") -> str:
    return clean_text(query.get(name, ""))[:36]


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
    request: HttpRequest, dossier: Dossier, step: StepDefinition, **more: Any
) -> HttpResponseBase:
    line = next(each for each in lines_of(dossier) if each.step == step)
    removed, last = dossier.removed_from(step.key), _item(request.GET, "retire")
    context: dict[str, Any] = frame(request, dossier) | {
        "step": step,
        "items": line.items,
        "page_url": line.url,
        "just_removed": next((each for each in removed if each.item == last), None),
        "removed": [(each.item, item_title(step, None, each.data)) for each in removed],
        "way_back": [{"label": "Retirés de la liste", "url": "#retires"}],
        "next_url": page_after(dossier, step),
    }
    return render(request, "ami/carrier/items.html", context | more)
