"""The index follows pages saved, published, unpublished; a deleted one takes its text along.

The search engine, where there is one, follows besides what it is asked to find by: where a page
stands, what closes it, the dates of an event.
"""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import post_page_move

from core.engine.queue import note
from directory.models import DirectoryPage
from events.models import EventPage, Occurrence
from events.services.occurrences import dates_changed

from .engine.documents import PAGES, note_below
from .services import index_page


@receiver(post_save)
def index_saved_page(
    sender: type, instance: Any, raw: bool, update_fields: Any = None, **kwargs: Any
) -> None:
    """Read again a page that is saved whole.

    A draft is saved field by field, with its own content in memory: visitors do not see it. A move
    changes neither text nor words: addresses and restrictions are read at the time of the search.
    """
    if issubclass(sender, Page) and update_fields is None and not raw:
        index_page(instance.specific)
        if getattr(sender, "takes_children_along", False) and sender is not DirectoryPage:
            note_below(instance, places_too=False)  # that of places is told with their words


@receiver(post_page_move)
def follow_page(instance: Page, **kwargs: Any) -> None:
    note_below(instance)


@receiver(post_save, sender=PageViewRestriction)
@receiver(post_delete, sender=PageViewRestriction)
def follow_restriction(instance: PageViewRestriction, **kwargs: Any) -> None:
    note_below(instance.page)


@receiver(post_save, sender=Occurrence)
@receiver(post_delete, sender=Occurrence)
def follow_date(instance: Occurrence, **kwargs: Any) -> None:
    note(PAGES.name, [instance.event_id])


@receiver(dates_changed)
def follow_dates(sender: type, event: EventPage, **kwargs: Any) -> None:
    note(PAGES.name, [event.pk])
