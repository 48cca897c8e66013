"""The file on one screen: all that staff need to read, and nothing that is not theirs."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ami.definitions import AskedQuestion
from ami.models import Attachment, Completion, Dossier, Orientation
from ami.services.attachments import add_files
from ami.services.completing import add_completion_files, save_typed, send_completion
from ami.services.completions import ask_to_complete, part_prefix
from ami.services.correspondence import write_to_carrier, write_to_service
from ami.services.deposit import deposit
from ami.services.meetings import note_meeting
from ami.services.review import add_note
from tests.ami.factories import COMPLETE, a_draft
from tests.ami.reviewing import DURING, SECRET, STAFF, a_file, complete, screen
from tests.core.photos import photo
from tests.factories import PlacePageFactory, UserFactory
from tests.roles import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(DURING, tick=False)]
MOST_QUERIES = 30


def download(client: Client, file: Attachment, dossier: Dossier | None = None) -> Any:
    args = ((dossier or file.dossier).pk, file.key)
    return client.get(reverse("wagtailsnippets_ami_dossier:attachment", args=args))


def test_what_is_deposited_stays_beside_what_was_completed() -> None:
    project = COMPLETE["projets"] | {"calendrier": "En <b>mars</b>"}
    dossier = a_file(projets=project)
    complete(dossier, "De mai à juin")
    complete(dossier, "En octobre")

    text = screen(signed_in("reviewer"), dossier)

    assert "En &lt;b&gt;mars&lt;/b&gt;" in text
    first, second = (text.index(each) for each in ("De mai à juin", "En octobre"))
    assert text.index("En &lt;b&gt;") < first < second
    assert text.count("<strong>Complété le 9 novembre 2026</strong>") == 2
    assert f"({dossier}-C2)" in text


def test_an_answer_that_comes_back_to_what_it_was_shows_as_the_last_word() -> None:
    dossier = a_file(projets=COMPLETE["projets"] | {"calendrier": "En mars"})
    complete(dossier, "De mai à juin")
    complete(dossier, "En mars")

    text = screen(signed_in("reviewer"), dossier)

    assert text.index("De mai à juin") < text.rindex("En mars")
    assert text.count("<strong>Complété le 9 novembre 2026</strong>") == 2


def test_a_question_that_only_a_completion_asked_shows_as_such() -> None:
    wish = {"souhait": "non", "valorisation": "non"}
    dossier = a_file(rencontre=wish)
    asked = [AskedQuestion("rencontre", "souhait")]
    completion = ask_to_complete(
        dossier, asked, "Vraiment ?", (DURING + timedelta(days=9)).date(), STAFF
    )
    typed = QueryDict(mutable=True)
    typed["rencontre-souhait"], typed["rencontre-disponibilites"] = "oui", "Le mardi"
    save_typed(completion, typed)
    send_completion(completion)

    text = screen(signed_in("reviewer"), dossier)

    assert "Le mardi" in text
    assert "sans réponse au dépôt" not in text


def test_it_costs_the_same_for_much_and_little() -> None:
    much = a_file("en_analyse")
    for rank in range(3):
        complete(much, f"Au mois {rank}")
        write_to_service(much, f"Bonjour {rank}", [photo()])
        write_to_carrier(much, f"Réponse {rank}", STAFF)
        add_note(much, f"Note {rank}", UserFactory())
        PlacePageFactory(commune=much.commune)
    for outcome in ("ingenierie", "materiels"):
        Orientation.objects.create(dossier=much, outcome=outcome)
    little = a_file("en_analyse", contact={"nom": "Léa", "courriel": "lea@exemple.fr"})
    client = signed_in("reviewer")
    counts = []
    for dossier in (little, much, little, much):
        with CaptureQueriesContext(connection) as queries:
            screen(client, dossier)
        counts.append(len(queries))

    assert counts[2] == counts[3] <= MOST_QUERIES


def test_files_of_the_same_carrier_are_shown_with_why() -> None:
    structure = COMPLETE["structure"] | {"siret": "13002526500013"}
    other = a_file(structure=structure)
    Dossier.objects.filter(pk=other.pk).update(access_email="", contact_email="x@exemple.fr")
    stranger = a_file(
        structure=structure | {"siret": "", "nom": "Autre"},
    )
    Dossier.objects.filter(pk=stranger.pk).update(access_email="", contact_email="y@exemple.fr")
    draft = a_draft()
    dossier = a_file(structure=structure)
    place = PlacePageFactory(title="La Fabrique", commune=dossier.commune)

    text = screen(signed_in("reader"), dossier)
    around = text.partition('id="neighbours"')[2].partition("</section>")[0]
    likely, _, near = around.partition("Dans la même commune")

    assert f">{other}</a>" in likely
    assert "même SIRET, même nom" in likely
    assert f"brouillon {draft.pk}" in likely
    assert f">{stranger}</a>" not in likely
    assert f">{stranger}</a>" in near
    assert place.title in near
    assert f">{dossier}</a>" not in around


@pytest.mark.parametrize("role", ["reader", "reviewer"])
def test_files_are_downloaded_never_shown(role: str) -> None:
    draft = a_draft()
    add_files(draft, [photo()])
    dossier = deposit(draft)
    file = dossier.attachments.get()
    client = signed_in(role)

    assert "Non analysé" in screen(client, dossier)
    response = download(client, file)
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Security-Policy"] == "sandbox"
    assert b"".join(response.streaming_content)
    assert download(signed_in("editor"), file).status_code == 302
    assert download(client, file, a_file()).status_code == 404

    Attachment.objects.update(scan=Attachment.Scan.INFECTED)
    assert "Refusé par l’antivirus" in screen(client, dossier)
    assert download(client, file).status_code == 404


def test_what_is_not_sent_yet_is_the_carriers_alone() -> None:
    draft = a_draft()
    add_files(draft, [photo()])
    client = signed_in("lead")
    assert "Petits Débrouillards" not in screen(client, draft)
    assert download(client, draft.attachments.get()).status_code == 404

    dossier = a_file("en_analyse")
    asked = [AskedQuestion("projets", "calendrier")]
    day = (DURING + timedelta(days=9)).date()
    completion = ask_to_complete(dossier, asked, "Quand ?", day, STAFF)
    add_completion_files(completion, [photo()])
    typed = QueryDict(mutable=True)
    typed[f"{part_prefix('projets', completion.asked[0].item)}-calendrier"] = "En secret"
    save_typed(completion, typed)
    file = completion.attachments.get()
    text = screen(client, dossier)
    assert "En secret" not in text
    assert file.name not in text
    assert download(client, file).status_code == 404


def test_nothing_internal_reaches_the_carrier(
    carrier: Callable[[Dossier], Client],
) -> None:
    dossier = a_file("rencontre_fixee")
    dossier.meetings.create(state="acceptee", starts_at=DURING, where="Caen")
    note_meeting(dossier, STAFF, report=SECRET)
    add_note(dossier, SECRET, UserFactory())
    assert screen(signed_in("reader"), dossier).count(SECRET) == 2

    client = carrier(dossier)
    page = client.get(reverse("dossier", args=[dossier.key])).content.decode()
    archive = client.get(reverse("dossier_archive", args=[dossier.key]))
    with ZipFile(io.BytesIO(b"".join(archive.streaming_content))) as files:
        everything = page + "".join(files.read(each).decode() for each in files.namelist())
    assert str(dossier) in everything
    assert SECRET not in everything
    assert "Note interne" not in everything


def test_it_says_where_the_file_stands_and_what_is_late() -> None:
    dossier = a_file("en_analyse")
    day = (DURING + timedelta(days=1)).date()
    ask_to_complete(dossier, [], "Vos statuts", day, STAFF, pieces=["Statuts"])
    Completion.objects.update(due_on=(DURING - timedelta(days=1)).date())

    text = screen(signed_in("reviewer"), dossier)

    assert "À compléter" in text
    assert "en retard" in text
    assert "vendredi 15 janvier 2027" in text
    assert "Courriel «\u00a0" in text
