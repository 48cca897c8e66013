"""What a decision on a request for a label makes: the attribution, and what its carrier is told.

All of it in the transaction of the decision. What becomes of the attribution afterwards is of the
register (``directory.label_workflow``); the managers of the place are welcomed by their space.
"""

from django.core.exceptions import ValidationError
from django.utils import timezone

from ami.kinds.label import AWARDED, DENIED, GRANT, RECORD_GRANT, REFUSE
from ami.models import CallPage, Dossier
from ami.querysets import CallQuerySet
from ami.services.results import Proposal
from core.pages.access import open_to_all
from core.text.formats import long_date
from core.workflow import Actor, Change, WorkflowError
from directory.models import LabelGrant, PlacePage


class Ungrantable(WorkflowError):
    """The attribution cannot be written; ``message`` says why."""


def calls_for_labels() -> CallQuerySet:
    """Return the calls by which labels are asked for now, the first to close first."""
    calls: CallQuerySet = open_to_all(CallPage.objects.opened().exclude(requirements=None))
    return calls.by_urgency()


def new_grant(dossier: Dossier, place: PlacePage | None) -> LabelGrant:
    """Return, unsaved, the attribution that *dossier* asks for *place*.

    Raises:
        Ungrantable: the file answers no cahier des charges.

    It follows the last one of the same label to the place, if there is one, and begins today at
    the earliest.
    """
    requirements, today = dossier.requirements, timezone.localdate()
    if requirements is None:
        raise Ungrantable("Ce dossier n’a répondu à aucun cahier des charges.")
    grant = LabelGrant(place=place, label=requirements.label, granted_on=today)
    if place is not None:
        granted = place.grants.filter(label=requirements.label, state=LabelGrant.State.GRANTED)
        if last := granted.order_by("granted_on").last():
            grant = last.following()
            grant.granted_on = max(grant.granted_on, today)
    grant.requirements = requirements
    return grant


def grant_label(dossier: Dossier, grant: LabelGrant, actor: Actor, *, words: str = "") -> None:
    """Grant the label that *dossier* asks for, and tell its carrier.

    Args:
        grant: as ``new_grant`` made it, with its dates and its decision.
        words: for the carrier, besides what the attribution says.

    Raises:
        Ungrantable: the place holds the label already, or a date is wrong. Nothing is written.
        WorkflowError: it is not possible now, or not for *actor*.
    """
    table = dossier.call_kind.transitions
    action = GRANT if table.transition(GRANT, dossier.state) else RECORD_GRANT
    table.apply(dossier, action, actor, grant=grant, words=words)


def refuse_label(dossier: Dossier, actor: Actor, *, reasons: str, remedies: str) -> None:
    """Refuse the label that *dossier* asks for, and tell its carrier why.

    A refusal says its reasons (CRPA, L. 211-2 and L. 211-5), and how long and where it may be
    contested, without which no time limit runs (CJA, R. 421-5).

    Raises:
        WorkflowError: it is not possible now, or not for *actor*.
    """
    proposal = Proposal(DENIED, text=remedies, reason=reasons)
    dossier.call_kind.transitions.apply(dossier, REFUSE, actor, proposals=[proposal])


def award(change: Change) -> None:
    """Write the attribution, and what the carrier is told of it. An effect.

    The place is locked meanwhile: two decisions at once do not both see it without the label.
    """
    dossier, grant = change.subject, change.data["grant"]
    PlacePage.objects.select_for_update(of=("self",)).get(pk=grant.place_id)
    try:
        grant.full_clean()
    except ValidationError as error:
        raise Ungrantable(" ".join(error.messages)) from error
    grant.save()
    dossier.place, dossier.grant = grant.place, grant
    dossier.save(update_fields=["place", "grant"])
    text = "\n".join(filter(None, [in_words(grant), change.data["words"]]))
    change.data["proposals"] = [Proposal(AWARDED, text=text)]


def in_words(grant: LabelGrant) -> str:
    """Say what *grant* gives, in French."""
    until = f", jusqu’au {long_date(grant.expires_on)}" if grant.expires_on else ""
    decided = f" Décision\u00a0: {grant.decision}." if grant.decision else ""
    return (
        f"{grant.place.title} a le label «\u00a0{grant.label.name}\u00a0» à partir du "
        f"{long_date(grant.granted_on)}{until}. Numéro d’attribution\u00a0: {grant.number}."
        f"{decided}"
    )
