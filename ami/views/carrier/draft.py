"""The pages of a draft: what is left to do, and each part or item to fill in."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ami.checked_steps import PartState
from ami.definitions import StepDefinition
from ami.forms.builder import StepForm, build_form, read_typed
from ami.mails import LINK
from ami.models import Dossier, StepAnswers
from ami.reading import item_title, lines_of_answers, read_typed_answers
from ami.services.drafts import NotADraft, Saved, TooManyItems, save_step
from ami.services.items import set_aside
from ami.views.carrier.access import for_people, path_of
from ami.views.carrier.followed import followed
from ami.views.carrier.frame import frame
from ami.views.carrier.items import full, items
from ami.views.carrier.other_files import beside
from ami.views.carrier.parts import (
    lines_of,
    page_after,
    page_of_step,
    sequence_of,
    step_or_404,
)
from core.forms.sending import METHODS
from core.text.formats import local_time, long_date
from directory.finder import suggestions_url
from directory.models import DirectoryPage


@for_people
@require_safe
def overview(request: HttpRequest, dossier: Dossier) -> HttpResponseBase:
    """Show a draft, part by part; a file that is deposited, as its carrier follows it."""
    if not dossier.is_draft:
        return followed(request, dossier)
    lines = lines_of(dossier)
    context = frame(request, dossier) | {
        **beside(request, dossier),
        "lines": lines,
        "left": sum(each.state not in (PartState.DONE, PartState.OPTIONAL) for each in lines),
        "link_was_sent": dossier.was_written_to(LINK.name, dossier.access_email),
    }
    return render(request, "ami/carrier/overview.html", context)


@for_people
@require_http_methods(METHODS)
def fill_in(
    request: HttpRequest, dossier: Dossier, step: str, item: UUID | None = None
) -> HttpResponseBase:
    """Show one part, or one item; keep what is typed, then say what is to correct (422)."""
    asked = step_or_404(dossier.form, step)
    which = str(item) if item else ""
    if asked.repeated and not which:
        return items(request, dossier, asked)
    if request.method != "POST":
        if not dossier.is_draft:
            return redirect(path_of(dossier))
        answers = dossier.answers()
        if which and which not in dict(answers.items.get(asked.key, [])):
            raise Http404
        return _page(request, dossier, asked, which, build_form(asked, answers, item=which))
    try:
        saved = _save(request, dossier, asked, which)
    except NotADraft:
        return _too_late(request, dossier, asked)
    except TooManyItems:
        return _no_room(request, dossier, asked, which)
    form = build_form(asked, dossier.answers(), item=which, check=True)
    replaced = lines_of_answers(read_typed_answers(asked, saved.replaced))
    if replaced or (not form.is_valid() and "plus-tard" not in request.POST):
        page = _page(request, dossier, asked, which, form, replaced)
        page.status_code = 422
        return page
    return redirect(_after(dossier, asked))


def _save(request: HttpRequest, dossier: Dossier, step: StepDefinition, item: str) -> Saved:
    """Keep what the browser sends; it says which save it started from."""
    if bool(item) != step.repeated:
        raise Http404
    typed = read_typed(step, request.POST)
    return save_step(dossier, step, typed, item=item, sequence=sequence_of(request))


def _page(
    request: HttpRequest,
    dossier: Dossier,
    step: StepDefinition,
    item: str,
    form: StepForm,
    replaced: list[str] | None = None,
) -> HttpResponseBase:
    rows = dossier.rows_of(step.key)
    place, row = next(
        ((place, row) for place, row in enumerate(rows, 1) if row.item == item), (1, None)
    )
    directory = DirectoryPage.open_to_all()
    context = frame(request, dossier) | {
        "step": step,
        "form": form,
        "title": item_title(step, place, row.data if row else {}) if item else step.title,
        "sequence": row.sequence if row else 0,
        "saved_at": row and row.sequence and local_time(row.saved_at),
        "saved_by": row.saved_by if row and row.saved_by != dossier.writer else "",
        "filled_in": row and _filled_in(row),
        "replaced": replaced or [],
        "suggestions_url": suggestions_url(directory.url) if directory else "",
        "autosave_url": reverse(
            "dossier_autosave", args=[dossier.key, step.key, *([item] if item else [])]
        ),
    }
    return render(request, "ami/carrier/step.html", context)


def _filled_in(row: StepAnswers) -> str:
    """Say what the site took the answers of *row* from, as long as nobody has saved it since."""
    day = long_date(timezone.localdate(row.saved_at))
    about = f"Repris de {row.origin} le {day}\u00a0: relisez, et changez ce qui doit l’être."
    return about if row.origin else ""


def _after(dossier: Dossier, step: StepDefinition) -> str:
    """Return where one goes once a part is filled in: the list of items, the next part, the end."""
    if step.repeated:
        return page_of_step(dossier, step)
    return page_after(dossier, step)


def _no_room(
    request: HttpRequest, dossier: Dossier, step: StepDefinition, item: str
) -> HttpResponseBase:
    """Keep aside what was typed in an item that lost its place, and say how it comes back."""
    try:
        kept = set_aside(dossier, step, item, read_typed(step, request.POST))
    except NotADraft:
        return _too_late(request, dossier, step)
    return full(request, dossier, step, kept)


def _too_late(request: HttpRequest, dossier: Dossier, step: StepDefinition) -> HttpResponseBase:
    """Say that the file is deposited, and show what was typed, which is kept nowhere else."""
    typed = read_typed_answers(step, read_typed(step, request.POST))
    context = frame(request, dossier) | {"typed": typed}
    return render(request, "ami/carrier/too_late.html", context, status=409)


@for_people
@require_POST
def autosave(
    request: HttpRequest, dossier: Dossier, step: str, item: UUID | None = None
) -> HttpResponseBase:
    """Keep what is being typed; 409 where the file is deposited, 422 where the part is full.

    ``replaced`` says, line by line, what another window had saved and this took the place of.
    """
    asked = step_or_404(dossier.form, step)
    try:
        saved = _save(request, dossier, asked, str(item) if item else "")
    except NotADraft:
        return HttpResponse(status=409)
    except TooManyItems:
        return HttpResponse(status=422)
    return JsonResponse(
        {
            "sequence": saved.row.sequence,
            "saved_at": local_time(saved.row.saved_at),
            "replaced": lines_of_answers(read_typed_answers(asked, saved.replaced)),
        }
    )
