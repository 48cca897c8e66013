"""A place offers itself for an experiment."""

from typing import Any

from django.db import transaction

from core.workflow import WorkflowError
from directory.models import PlacePage
from normandie.equipment import mails
from normandie.equipment.models import ExperimentPage, Participation


@transaction.atomic
def offer(
    experiment: ExperimentPage, place: PlacePage, user: Any, *, message: str = ""
) -> Participation:
    """Offer *place*, once for an experiment, and tell the team; again, it is the same offer.

    Raises:
        WorkflowError: it does not look for places any more.
    """
    if not experiment.is_calling:
        raise WorkflowError("Cette expérimentation ne cherche plus de lieux.")
    made, is_new = Participation.objects.get_or_create(
        experiment=experiment, place=place, defaults={"offered_by": user, "message": message}
    )
    if is_new:
        mails.tell_of_offer(made)
    return made
