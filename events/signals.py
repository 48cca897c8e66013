"""What follows when an event, its place, a date or the directory changes."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.log_actions import log
from wagtail.models import PageViewRestriction, Revision
from wagtail.signals import page_published

from directory.models import DirectoryPage, PlacePage, Term
from events.freshness import renew_agenda
from events.middleware import note_lost_states
from events.models import EventPage, Occurrence, Theme
from events.services.occurrences import STATES_LOST, bring_up_to_date, say_state

for model in (
    *(DirectoryPage, PlacePage, EventPage, Occurrence),
    *(PageViewRestriction, Term, Theme),
):
    post_save.connect(renew_agenda, model)
    post_delete.connect(renew_agenda, model)


@receiver(page_published, sender=EventPage)
def write_the_dates(instance: EventPage, revision: Revision | None = None, **kwargs: Any) -> None:
    """Staff are told of the states that are lost; only the log keeps them from then on."""
    lost = bring_up_to_date(instance)
    if lost:
        states = [say_state(occurrence) for occurrence in lost]
        log(instance, STATES_LOST, revision=revision, data={"states": states})
        note_lost_states(states)


@receiver(page_published, sender=PlacePage)
def follow_the_place(instance: PlacePage, **kwargs: Any) -> None:
    """A place that moves to another département takes its dates along."""
    moved = instance.occurrences.exclude(departement=instance.commune.departement_id)
    moved.update(departement=instance.commune.departement_id)
