"""A deposited file as its carrier follows it: where it stands, messages, withdrawal."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ami.attachments import CHECKS, rule
from ami.forms.message import MessageForm
from ami.models import Dossier, FollowUp, Message
from ami.progress import next_of, past_of
from ami.services.completions import labels_of
from ami.services.correspondence import (
    FilesRefused,
    mark_read,
    may_withdraw,
    withdraw,
    write_to_service,
)
from ami.services.silence import meaning_of_silence, silence_date
from ami.views.carrier.access import for_carrier, for_people, path_of
from ami.views.carrier.frame import frame
from core.forms.sending import METHODS, waiting_time
from core.limits import LimitExceeded
from core.listing.params import clean_text
from core.workflow import WorkflowError


def followed(
    request: HttpRequest,
    dossier: Dossier,
    form: MessageForm | None = None,
    *,
    refused: str = "",
    refusals: list[str] | None = None,
    status: int = 200,
) -> HttpResponseBase:
    """Show where the file stands. What the service wrote is read from then on."""
    messages = list(dossier.messages.prefetch_related("attachments"))
    mark_read(messages)
    completions = list(dossier.completions.all())
    completion = next((each for each in completions if each.is_awaited), None)
    meetings = list(dossier.meetings.all())
    orientations = dossier.told_orientations()
    follow_ups = list(dossier.follow_ups.all())
    context = frame(request, dossier) | {
        "next": next_of(dossier),
        "past": past_of(dossier),
        "orientations": orientations,
        "follow_up": _awaited(follow_ups) if orientations else None,
        "sent_follow_ups": [each for each in follow_ups if each.sent_at],
        "messages_of_file": messages,
        "completion": completion,
        "asked_labels": labels_of(completion) if completion else [],
        "sent_completions": [each for each in completions if each.sent_at],
        "meeting": next((each for each in reversed(meetings) if each.is_pending), None),
        "past_meetings": [each for each in meetings if not each.is_pending],
        "form": form or MessageForm(initial={"topic": _topic(request)}),
        "rule": rule(),
        "extensions": ",".join(f".{each}" for each in CHECKS),
        "may_withdraw": may_withdraw(dossier),
        "refused": refused,
        "refusals": refusals,
        "silence": meaning_of_silence(dossier).value,
        "silence_on": silence_date(dossier),
        "infected": [each.name for each in dossier.refused_files()],
    }
    return render(request, "ami/carrier/followed.html", context, status=status)


def _awaited(follow_ups: list[FollowUp]) -> FollowUp | None:
    """Return what is asked now: the last of what is not answered."""
    return next((each for each in reversed(follow_ups) if not each.sent_at), None)


def _topic(request: HttpRequest) -> str:
    """Return the topic that a link of the page chooses beforehand."""
    asked = clean_text(request.GET.get("objet", ""))
    return asked if asked in Message.Topic.values else Message.Topic.FILE


@for_people
@require_POST
def message(request: HttpRequest, dossier: Dossier) -> HttpResponseBase:
    """Take a message of the carrier and its files.

    422 where it is empty, or a file is refused: nothing is sent; 429 past so many in an hour.
    """
    if dossier.is_draft:
        return redirect(path_of(dossier))
    form = MessageForm(request.POST)
    if not form.is_valid():
        return followed(request, dossier, form, status=422)
    files = request.FILES.getlist("files")
    try:
        write_to_service(dossier, form.cleaned_data["text"], files, form.cleaned_data["topic"])
    except FilesRefused as refused:
        return followed(request, dossier, form, refusals=refused.refusals, status=422)
    except LimitExceeded as exceeded:
        said = (
            f"Votre message n’est pas encore parti\u00a0: {exceeded.limit.reason}. "
            f"Renvoyez-le dans {waiting_time(exceeded.wait)}."
        )
        return followed(request, dossier, form, refused=said, status=429)
    return redirect(f"{path_of(dossier)}#messages")


@for_carrier
@require_http_methods(METHODS)
def withdrawal(request: HttpRequest, dossier: Dossier) -> HttpResponseBase:
    """Ask to confirm, then take the file back; 409 where it is no longer possible."""
    if dossier.is_draft:
        return redirect(path_of(dossier))
    if request.method != "POST":
        if not may_withdraw(dossier):
            return redirect(path_of(dossier))
        return render(request, "ami/carrier/withdrawal.html", frame(request, dossier))
    try:
        withdraw(dossier)
    except WorkflowError as error:
        return followed(request, dossier, refused=error.message, status=409)
    return redirect(path_of(dossier))
