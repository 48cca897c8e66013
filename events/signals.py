"""What follows when an event, its place, a date or the directory changes."""

from collections.abc import Iterable
from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.log_actions import log
from wagtail.models import Page, PageViewRestriction, Revision
from wagtail.signals import page_published, page_unpublished, post_page_move

from core.pictures.renditions import renditions_made
from directory.models import DirectoryPage, EverydayWord, PlacePage, Term
from events.caches import agenda_cache
from events.middleware import note_lost_states
from events.models import EventPage, Occurrence, Theme
from events.services.calling_off import cancel_awaited
from events.services.occurrences import (
    STATES_LOST,
    bring_up_to_date,
    follow_the_place,
    say_state,
)
from events.services.registration_news import tell_of_the_end
from events.services.registrations import follow_event
from events.services.words import index_event

for model in (
    *(DirectoryPage, PlacePage, EventPage, Occurrence),
    *(PageViewRestriction, Term, Theme, EverydayWord),
):
    post_save.connect(agenda_cache.invalidate, model)
    post_delete.connect(agenda_cache.invalidate, model)
m2m_changed.connect(agenda_cache.invalidate, EverydayWord.terms.through)
renditions_made.connect(agenda_cache.invalidate)
post_page_move.connect(agenda_cache.invalidate)  # addresses change, and those of the pages below


@receiver(page_published, sender=EventPage)
def write_the_dates(instance: EventPage, revision: Revision | None = None, **kwargs: Any) -> None:
    """Staff are told of the states that are lost; only the log keeps them from then on."""
    lost = bring_up_to_date(instance)
    follow_event(instance)
    _index([instance])
    if lost:
        states = [say_state(occurrence) for occurrence in lost]
        log(instance, STATES_LOST, revision=revision, data={"states": states})
        note_lost_states(states)


@receiver(page_unpublished, sender=EventPage)
def tell_who_would_have_come(instance: EventPage, **kwargs: Any) -> None:
    """One that is about to be erased is so in memory alone, and told by ``tell_of_the_end``."""
    if not EventPage.objects.live().filter(pk=instance.pk).exists():
        cancel_awaited(instance)


@receiver(page_published, sender=PlacePage)
def follow_to_another_departement(instance: PlacePage, **kwargs: Any) -> None:
    follow_the_place(instance, Occurrence.objects.filter(place=instance))
    _index(EventPage.objects.live().child_of(instance))  # they are found by its name


@receiver(pre_delete, sender=EventPage)
def tell_who_was_registered(instance: EventPage, **kwargs: Any) -> None:
    tell_of_the_end(instance)


@receiver(post_page_move, sender=EventPage)
def follow_under_another_place(instance: Page, **kwargs: Any) -> None:
    """A move saves neither the event nor its dates."""
    event = instance.specific
    follow_the_place(event.place, Occurrence.objects.filter(event=event))
    _index([event])


def _index(events: Iterable[EventPage]) -> None:
    for event in events:
        index_event(event)
    agenda_cache.invalidate()  # it was when they were saved, before they could be found
