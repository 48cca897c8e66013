"""What the managers of the demo have sent to the team, and what visitors report of their places."""

from datetime import time
from typing import Any

from django.contrib.auth import get_user_model

from core.models import OutgoingMail
from directory.models import ErrorReport, PlacePage
from events.models import EventPage
from normandie.demo import accounts
from normandie.espace.access import managed_places
from normandie.espace.publication import send

REPORTS = (
    (
        ErrorReport.Subject.HOURS,
        "Exemple\u00a0: mercredi à 10 h la porte était fermée, alors que la fiche dit «\u00a0ouvert"
        "\u00a0».",
        "visiteuse@demo.example",
    ),
    (ErrorReport.Subject.CONTACT, "Exemple\u00a0: ce numéro sonne dans le vide.", ""),
)


def create_example_sendings() -> int:
    """Have a sheet, an event and two reports wait for the team, unless some do; no mail leaves.

    Return how many.
    """
    managers = get_user_model().objects
    one = managers.get(username=accounts.MANAGER.username)
    several = managers.get(username=accounts.NETWORK_MANAGER.username)
    place = managed_places(one).filter(is_example=True).first()
    if place is None or ErrorReport.objects.exists():
        return 0
    mails = set(OutgoingMail.objects.values_list("pk", flat=True))
    _send_a_sheet(place, one)
    sent = 1 + _send_an_event(several)
    for subject, message, email in REPORTS:
        ErrorReport.objects.create(place=place, subject=subject, message=message, email=email)
    OutgoingMail.objects.exclude(pk__in=mails).delete()
    return sent + len(REPORTS)


def _send_a_sheet(place: PlacePage, manager: Any) -> None:
    version = place.get_latest_revision_as_object()
    version.hours = "Tu-Fr 09:30-12:30,14:00-18:00; Sa 09:30-12:30"
    version.getting_there = "Exemple\u00a0: arrêt de bus devant l’entrée."
    send(version, manager, directly=False)


def _send_an_event(manager: Any) -> int:
    series = EventPage.objects.live().exclude(rule="").filter(occurrences__place__managers=manager)
    event = series.order_by("pk").first()
    if event is None:
        return 0
    version = event.get_latest_revision_as_object()
    version.start_time, version.end_time = time(17, 30), time(19)
    send(version, manager, directly=False)
    return 1
