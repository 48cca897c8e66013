"""Workshops that were begun and that nobody was ever asked to read."""

from datetime import timedelta
from typing import Any

from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Revision, WorkflowState, get_default_page_content_type

from core.pages.querysets import OneTypeQuerySet
from directory.models import PlacePage
from events.models import EventPage

# Of one place at once: nobody writes so many before sending one, and a program does.
MOST = 50
# Without a change: said as « six mois » by « templates/espace/workshops/list.html ».
KEPT = timedelta(days=183)


def drafts() -> OneTypeQuerySet:
    """Return the workshops of all places that were never published, nor sent to the team.

    Neither those of another agenda, which come and go with it, nor what the team has locked, or
    is to publish on a day.
    """
    found: OneTypeQuerySet = EventPage.objects.filter(
        ~_has(WorkflowState.objects.all()),
        ~_has(Revision.objects.filter(approved_go_live_at__isnull=False)),
        live=False,
        first_published_at=None,
        locked=False,
        source="",
    )
    return found


def holds_enough(place: PlacePage) -> bool:
    """Whether *place* holds as many drafts as it may."""
    return bool(drafts().child_of(place).count() >= MOST)


def _has(rows: QuerySet[Any]) -> Exists:
    """Whether a page has one of *rows*, which hold its key as a text."""
    key = Cast(OuterRef("pk"), CharField())
    pages = get_default_page_content_type()
    return Exists(rows.filter(base_content_type=pages, object_id=key).order_by())
