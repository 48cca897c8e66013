"""What every page of a file says around its content: which call, which state, how long is left."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from ami.models import Dossier
from core.text.formats import closing_moment, delay, time_left

NEAR = timedelta(days=2)  # before the closing


@dataclass(frozen=True)
class Deadline:
    """Until when a draft may be deposited, in words; ``is_over`` once it may not."""

    text: str
    rule: str = ""
    is_over: bool = False
    is_near: bool = False


def deadline_of(dossier: Dossier) -> Deadline:
    """Return the deadline of a draft as it stands at this minute."""
    call, now = dossier.call, timezone.now()
    if not dossier.may_be_deposited_at(now):
        return Deadline(
            "L’appel est clos\u00a0: ce brouillon ne peut plus être déposé. Il reste lisible.",
            is_over=True,
        )
    last = dossier.last_moment
    if call.closes_at is None or last is None:
        return Deadline("Cet appel n’a pas de date de clôture.")
    if last != dossier.grace_ends_at:  # its own delay: one that the grace outlasts gives nothing
        left = last - now
        return Deadline(
            f"Un délai vous est accordé\u00a0: à déposer avant le {closing_moment(last)} (il reste "
            f"{time_left(left)}).",
            "Ce délai vaut pour ce dossier seul. Après la clôture, le dossier dira qu’il est "
            "arrivé après elle.",
            is_near=left < NEAR,
        )
    if now < call.closes_at:
        rule = (
            f"Ce brouillon étant commencé, vous aurez encore {delay(call.grace)} après la "
            "clôture\u00a0; le dossier dira qu’il est arrivé dans ce délai."
            if call.grace
            else ""
        )
        left = call.closes_at - now
        return Deadline(
            f"À déposer avant le {closing_moment(call.closes_at)} (il reste {time_left(left)}).",
            rule,
            is_near=left < NEAR,
        )
    return Deadline(
        "L’appel est clos, mais vous pouvez encore déposer ce brouillon jusqu’au "
        f"{closing_moment(last)} (il reste {time_left(last - now)}).",
        "Le dossier dira qu’il est arrivé après la clôture.",
        is_near=True,
    )


def frame(request: HttpRequest, dossier: Dossier) -> dict[str, Any]:
    """Return the context that « ami/carrier/base.html » needs."""
    call = dossier.call
    return {
        "dossier": dossier,
        "call": call,
        "state": dossier.carrier_state,
        "deadline": deadline_of(dossier) if dossier.is_draft else None,
        "crumbs": [{"title": call.title, "url": call.get_url(request)}],
    }
