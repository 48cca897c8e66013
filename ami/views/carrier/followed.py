"""A deposited file as its carrier follows it: where it stands, messages, withdrawal."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from ami.forms.message import MessageForm
from ami.models import Dossier
from ami.services.correspondence import may_withdraw, withdraw, write_to_service
from ami.services.silence import meaning_of_silence, silence_date
from ami.views.carrier.access import for_carrier, path_of
from ami.views.carrier.frame import frame
from ami.wording import moment
from core.forms.sending import waiting_time
from core.limits import LimitExceeded
from core.workflow import WorkflowError


@dataclass(frozen=True)
class Past:
    """A state that the file has been in, as its carrier reads it."""

    at: datetime
    label: str


def followed(
    request: HttpRequest,
    dossier: Dossier,
    form: MessageForm | None = None,
    *,
    refused: str = "",
    status: int = 200,
) -> HttpResponseBase:
    """Show where the file stands. What the service wrote is read from then on."""
    messages = list(dossier.messages.prefetch_related("attachments"))
    unread = dossier.unread_messages()
    if any(each.from_service and each.read_at is None for each in messages):
        unread.update(read_at=timezone.now())
    context = frame(request, dossier) | {
        "past": past_of(dossier),
        "messages_of_file": [(each, moment(each.sent_at)) for each in messages],
        "completion": dossier.open_completion(),
        "form": form or MessageForm(),
        "may_withdraw": may_withdraw(dossier),
        "refused": refused,
        "silence": meaning_of_silence(dossier).value,
        "silence_on": silence_date(dossier),
        "infected": [each.name for each in dossier.refused_files()],
    }
    return render(request, "ami/carrier/followed.html", context, status=status)


def past_of(dossier: Dossier) -> list[Past]:
    """Return the states of the file, in the words of the carrier, in order.

    Steps that read the same to the carrier are one: the answer shows at its date, and not before.
    """
    past: list[Past] = []
    for entry in dossier.history.all():
        label = dossier.call_kind.state(entry.target).carrier_label
        if not past or past[-1].label != label:
            past.append(Past(entry.at, label))
    return past


@for_carrier
@require_POST
def message(request: HttpRequest, dossier: Dossier) -> HttpResponseBase:
    """Take a message of the carrier; 422 where it is empty, 429 past so many in an hour."""
    if dossier.is_draft:
        return redirect(path_of(dossier))
    form = MessageForm(request.POST)
    if not form.is_valid():
        return followed(request, dossier, form, status=422)
    try:
        write_to_service(dossier, form.cleaned_data["text"])
    except LimitExceeded as exceeded:
        said = (
            f"Votre message n’est pas encore parti\u00a0: {exceeded.limit.reason}. "
            f"Renvoyez-le dans {waiting_time(exceeded.wait)}."
        )
        return followed(request, dossier, form, refused=said, status=429)
    return redirect(f"{path_of(dossier)}#messages")


@for_carrier
@require_http_methods(["GET", "HEAD", "POST"])
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
