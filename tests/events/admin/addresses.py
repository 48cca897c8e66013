"""Who opens which address of the admin of the agenda."""

from typing import Any

from django.urls import reverse

from events.models import Subscription, Theme, WorkshopTemplate
from tests.admin_addresses import snippet
from tests.factories import AgendaPageFactory, EventPageFactory, OccurrenceFactory, PlacePageFactory
from tests.roles import ALL_WHO_ENTER, STAFF, WRITERS

WHO = {
    "events_agenda:*": WRITERS,
    "events_silent_places:*": WRITERS,
    "events_cancel_date": WRITERS,
    "events_date_states": WRITERS,
    "events_dates_preview": WRITERS,
    "events_import": WRITERS,
    "events_move_date": WRITERS,
    "events_subscriptions:*": STAFF,
    "wagtailsnippets_events_theme:*": STAFF,
    "wagtailsnippetchoosers_events_theme:*": ALL_WHO_ENTER,
    "wagtailsnippetchoosers_events_theme:create": STAFF,
    "wagtailsnippets_events_workshoptemplate:*": STAFF,
    "wagtailsnippetchoosers_events_workshoptemplate:*": ALL_WHO_ENTER,
    "wagtailsnippetchoosers_events_workshoptemplate:create": STAFF,
}


def things() -> dict[str, Any]:
    event = EventPageFactory(themes=["Images"])
    PlacePageFactory()  # with two, one is asked at which
    date = event.occurrences.first() or OccurrenceFactory(event=event)
    return {
        "agenda": AgendaPageFactory().pk,
        "events_cancel_date.pk": date.pk,
        "events_date_states.pk": event.pk,
        "events_dates_preview.pk": event.pk,
        "events_import.pk": event.place.pk,
        "events_move_date.pk": date.pk,
        "events_subscriptions.pk": Subscription.objects.create(
            email="a@exemple.fr", consent="Oui"
        ).pk,
        **snippet("events_theme", Theme.objects.get().pk),
        **snippet(
            "events_workshoptemplate",
            WorkshopTemplate.objects.create(title="Photos", summary="Trier ses photos.").pk,
        ),
    }


def pages(things: dict[str, Any]) -> dict[str, frozenset[str]]:
    event, place = things["events_date_states.pk"], things["events_import.pk"]
    return {
        reverse("events_dates_preview", args=(place,)): WRITERS,
        reverse("wagtailadmin_pages:add", args=("events", "eventpage", place)): WRITERS,
        reverse("wagtailadmin_pages:edit", args=(event,)): WRITERS,
        reverse("wagtailadmin_pages:history", args=(event,)): WRITERS,
        reverse("wagtailadmin_pages:unpublish", args=(event,)): STAFF,
        reverse("wagtailadmin_pages:delete", args=(event,)): STAFF,
        reverse("wagtailadmin_pages:edit", args=(things["agenda"],)): WRITERS,
    }
