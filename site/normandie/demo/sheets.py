"""Example sheets as their managers change them: one waits for the team, one was sent back."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from directory.hours import Closure, closures_in
from directory.models import PlacePage
from directory.units import version_of
from normandie.espace.models import PlaceSettings
from normandie.espace.services.closures import close
from normandie.espace.services.sheet import change_sheet, edited

from .accounts import TEAM

COMMENT = (
    "Exemple de réponse de l’équipe\u00a0: cette phrase parle d’un autre lieu. Pouvez-vous la "
    "reprendre\u00a0?"
)


def create_sheet_changes(places: Sequence[PlacePage]) -> None:
    """Have the managers of the first *places* change their sheets; safe to repeat.

    The first waits for the team, and closes some days; the second was sent back; the Région trusts
    the third.
    """
    waiting, sent_back, trusted = places[:3]
    _change(waiting, "hours_note", "Exemple\u00a0: sonnez à la porte bleue.")
    if not closures_in(waiting.hours):
        first = timezone.localdate() + timedelta(days=20)
        close(waiting, waiting.managers.first(), Closure(first, first + timedelta(days=9)))
    if _change(sent_back, "getting_there", "Exemple\u00a0: à deux pas de la gare."):
        step = sent_back.current_workflow_task_state
        team = get_user_model().objects.get(username=TEAM.username)
        step.task.specific.on_action(step, team, "reject", comment=COMMENT)
    PlaceSettings.objects.get_or_create(place=trusted, defaults={"publishes_directly": True})


def _change(place: PlacePage, field: str, text: str) -> bool:
    """Have its manager write *text*, and tell whether that was to be done."""
    place.refresh_from_db()
    if place.has_unpublished_changes:
        return False
    user: Any = place.managers.first()
    mine = edited(PlacePage.objects.select_related("commune").get(pk=place.pk))
    opened = version_of(mine, [field])
    setattr(mine, field, text)
    sent = change_sheet(place, user, mine, opened, units=[field], sensitive=False)
    return sent.outcome is not None
