"""What is done in the database of the site before and after, each in a process of its own.

``prepare N`` makes the site of the story with N drafts, and prints where everything is; ``count``
prints what became of all of it. Both in JSON.
"""

import json
import sys
from datetime import timedelta
from io import StringIO
from typing import Any

import django

PASSWORD = "un mot de passe de 2026"
PLACES = 8  # each takes so many reports in an hour
SEATS = 500


def prepare(drafts: int) -> dict[str, Any]:
    from django.core.management import call_command
    from django.urls import reverse
    from django.utils import timezone

    from ami.views.carrier.access import COOKIE, let_in
    from events.models import EventPage
    from normandie.espace.models import PlaceSettings
    from tests.ami.factories import COMPLETE, CallPageFactory, a_draft
    from tests.factories import AgendaPageFactory, EventPageFactory, PlacePageFactory, UserFactory

    places = [PlacePageFactory(title=f"Le Phare {each}") for each in range(PLACES)]
    staff = UserFactory(username="camille", password=PASSWORD, is_superuser=True)
    places[0].managers.add(staff)
    PlaceSettings.objects.create(place=places[0], publishes_directly=True)
    AgendaPageFactory()
    event = EventPageFactory(
        title="Premiers pas sur un ordinateur",
        place=places[1],
        booking=EventPage.Booking.HERE,
        capacity=SEATS,
        starts_on=timezone.localdate() + timedelta(days=3),
    )
    now, day = timezone.now(), timedelta(days=1)
    call = CallPageFactory(opens_at=now - day, closes_at=now + 30 * day, results_at=None)
    files = []
    for number in range(drafts):
        contact = COMPLETE["contact"] | {"courriel": f"porteur-{number}@exemple.fr"}
        draft = a_draft(call, contact=contact)
        addresses = [
            reverse(f"dossier_{name}", args=[draft.key])
            for name in ("attachments", "summary", "receipt")
        ]
        files.append([let_in(draft).cookies[COOKIE].value, *addresses])
    for command in ("reindex_places", "reindex_pages", "reindex_events", "feed_search_engine"):
        call_command(command, stdout=StringIO())
    return {
        "sheet": places[0].url,
        "reports": [f"{place.url}signaler/" for place in places],
        "registration": f"{event.url}inscription/{event.occurrences.get().pk}/",
        "subject": reverse("espace:subject", args=[places[0].pk, "presentation"]),
        "files": files,
    }


def count() -> dict[str, Any]:
    from ami.models import Attachment, Dossier
    from core.models import OutgoingMail
    from directory.models import ErrorReport
    from events.models import Registration

    numbers = sorted(str(each) for each in Dossier.objects.deposited())
    year = numbers[0].split("-")[1] if numbers else ""
    attachments = Attachment.objects.filter(name="plan.pdf")
    return {
        "reports": sorted(ErrorReport.objects.values_list("message", flat=True)),
        "registrations": sorted(Registration.objects.values_list("email", flat=True)),
        "deposited": len(numbers),
        "are_in_a_row": numbers
        == [f"AMI-{year}-{place:04d}" for place in range(1, len(numbers) + 1)],
        "attachments": sorted(str(each.dossier.key) for each in attachments),
        "are_whole": all(each.file.open().read().startswith(b"%PDF") for each in attachments),
        "mails": OutgoingMail.objects.count(),
        "waiting": OutgoingMail.objects.exclude(state=OutgoingMail.State.SENT).count(),
    }


if __name__ == "__main__":
    django.setup()
    name, *arguments = sys.argv[1:]
    said = prepare(int(arguments[0])) if name == "prepare" else count()
    sys.stdout.write(json.dumps(said))
