"""What the screen of a file costs with everything on it, the same for once and for three times."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ami.kinds import LEAD
from ami.models import Attachment, CallPage, Dossier, FollowUp, NoteDraft, Preview, PreviewPicture
from ami.services.correspondence import write_to_carrier, write_to_service
from ami.services.results import Proposal, orient
from ami.services.review import add_note, assign
from ami.services.tags import tag
from core.workflow import Actor
from tests.ami.grid import FULLY, NOT_AT_ALL, a_call_with_grid, reads
from tests.ami.opinions import an_opinion
from tests.ami.reviewing import DURING, a_file, complete, screen
from tests.ami.teams import browser_of, name_in_team, person
from tests.core.photos import photo
from tests.factories import PlacePageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(DURING, tick=False)]
MOST_QUERIES = 30


@pytest.fixture
def call() -> CallPage:
    return a_call_with_grid(four_eyes=True)


def in_full(call: CallPage, lead: Any, times: int) -> Dossier:
    """Return a file of *call* with, so many *times*, all that a screen shows; *lead* prepared it.

    Besides: others of its carrier, places around it, and a note that *lead* began.
    """
    dossier = a_file("en_analyse", call=call)
    act = Actor(LEAD, lead)
    for rank in range(times):
        agent = name_in_team(call, person(last_name=f"Agent {rank}"), "instructeur", "14", "50")
        complete(dossier, f"Au mois {rank}")
        write_to_service(dossier, f"Bonjour {rank}", [photo()])
        write_to_carrier(dossier, f"Réponse {rank}", act)
        add_note(dossier, f"Note {rank}", agent, called=[lead])
        tag([dossier], [f"Étiquette {rank}"])
        assign(dossier, agent, act)
        dossier.meetings.create(state="tenue", starts_at=DURING, where="Caen")
        definition = dossier.definition | {"steps": dossier.definition["steps"][:1]}
        FollowUp.objects.create(dossier=dossier, months=6 + rank, definition=definition)
        PlacePageFactory(commune=dossier.commune)
        reads(dossier, agent, NOT_AT_ALL if rank % 2 else FULLY, (None, "Je le connais"))
    outcomes = ("ingenierie", "emergence", "materiels")[:times]
    orient(dossier, [Proposal(each, "Un rendez-vous") for each in outcomes], act)
    draw(dossier)
    for rank in range(times):
        pieces = list(dossier.attachments.all()[:times])
        an_opinion(dossier, email=f"ana{rank}@aract.example", attachments=pieces)
    NoteDraft.objects.create(dossier=dossier, author=lead, text="Un début")
    return dossier


def draw(dossier: Dossier) -> None:
    dossier.attachments.update(scan=Attachment.Scan.CLEAN)
    for file in dossier.attachments.all():
        preview = Preview.objects.create(attachment=file, pages=1)
        PreviewPicture(preview=preview, width=9, height=9).file.save("", ContentFile(b"RIFF"))


def queries(client: Client, dossier: Dossier) -> int:
    screen(client, dossier)  # what waited for this reading waits no more
    with CaptureQueriesContext(connection) as asked:
        text = screen(client, dossier)
    wanted = ("Aperçu", "Étiquette 0", "Un début", "Je le connais", "Ana Lise", "Suivi par Agent 0")
    assert [each for each in wanted if each not in text.replace("\u00a0", " ")] == []
    return len(asked)


@pytest.mark.usefixtures("empty_store")
def test_a_file_with_everything_on_it_costs_the_same_however_much_there_is(call: CallPage) -> None:
    lead = name_in_team(call, person("responsable"), "responsable", "14", "50")
    once, thrice = in_full(call, lead, 1), in_full(call, lead, 3)
    client = browser_of(lead)

    assert queries(client, once) == queries(client, thrice) <= MOST_QUERIES
