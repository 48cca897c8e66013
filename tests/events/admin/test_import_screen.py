"""Staff bring in the events of another site, after a try."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from events.models import EventPage
from tests.events.imports.test_import_events import calendar, weekly
from tests.factories import PlacePageFactory
from tests.reading import text_of
from tests.roles import signed_in

pytestmark = pytest.mark.django_db


def url() -> str:
    return reverse("events_import", args=(PlacePageFactory().pk,))


def send(**fields: object) -> str:
    """Send the screen of a place as the team, and return the answer."""
    page = url()  # before the team: its rights are on the pages that exist
    untitled = weekly(UID="b@x", SUMMARY="")
    timeless = "UID:c@x\nSUMMARY:Journée\nDTSTART;VALUE=DATE:20300101"
    file = SimpleUploadedFile("a.ics", calendar(weekly(), untitled, timeless))
    return text_of(signed_in("team").post(page, {"file": file} | fields))


def test_a_try_tells_what_would_be_done_and_writes_nothing() -> None:
    html = send(dry_run="on", publish="on")

    assert "Essai : rien n’a été écrit" in html
    assert "Créés : 1 Café numérique" in html
    assert "Refusés : 2 b@x : il n’a pas de titre « Journée » : il n’a pas d’heure de début" in html
    assert "décochez" in html
    assert not EventPage.objects.exists()


def test_what_is_imported_may_be_published_at_once() -> None:
    html = send(publish="on")

    assert "Import terminé Voir les événements de ce lieu" in html
    assert EventPage.objects.get().live


def test_what_left_the_source_and_what_is_to_be_looked_at_are_said() -> None:
    page, team = url(), None
    endless = weekly(UID="b@x", SUMMARY="Sans fin").replace("DTEND", "X-FIN")
    for content in (calendar(weekly(), endless), calendar(endless)):
        team = team or signed_in("team")
        file = SimpleUploadedFile("a.ics", content)
        told = {"file": file, "publish": "on", "cancel_missing": "on"}
        html = text_of(team.post(page, told))

    gone = "« Café numérique » : il n’est plus à la source. Dates annulées : 4"
    assert f"Partis de la source : 1 {gone}" in html
    assert "À vérifier : 1 « Sans fin » : il ne dit pas quand il finit" in html


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"file": ""}, "Donnez une adresse ou un fichier."),
        ({"address": "https://exemple.fr/a.ics"}, "un fichier, pas les deux."),
        ({"file": SimpleUploadedFile("a.txt", b"Bonjour")}, "Ce n’est ni un calendrier"),
        ({"file": "", "address": "/etc/passwd"}, "Une adresse commence par"),
        ({"file": "", "address": "http://127.0.0.1/a.ics"}, "réseau privé"),
    ],
)
def test_what_cannot_be_read_is_said(fields: dict[str, object], said: str) -> None:
    assert said in send(**fields)
    assert not EventPage.objects.exists()
