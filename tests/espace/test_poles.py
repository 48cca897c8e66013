"""The people of a pôle in the managers' space: its territory, its page, its contacts."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from directory.models import PolePage
from tests.directory.poles import a_pole
from tests.espace.managing import OpenForm, approve, form_in
from tests.factories import CommuneFactory, EventPageFactory, PlacePageFactory, UserFactory
from tests.mails import sent_mails
from tests.reading import text_of
from tests.roles import signed_in

pytestmark = pytest.mark.django_db

FIRST_NEWS = {"news-0-title": "La mallette arrive", "news-0-published_on": "2026-03-01"}


@pytest.fixture
def pole() -> PolePage:
    return a_pole(epcis=[CommuneFactory().epci])


@pytest.fixture
def person(pole: PolePage) -> Client:
    user, client = UserFactory(), Client()
    pole.managers.add(user)
    client.force_login(user)
    return client


def address(name: str, pole: PolePage) -> str:
    return reverse(f"espace:{name}", args=[pole.slug])


def form_of(client: Client, name: str, pole: PolePage) -> OpenForm:
    """Return the form of the page *name*, as a browser would send it."""
    url = address(name, pole)
    page = client.get(url)
    if name == "pole_page":
        return form_in(client, page, url)
    soup = BeautifulSoup(page.content.decode(), "html.parser")
    inputs = soup.select(".espace-form input[name]")
    return OpenForm(client, url, {str(each["name"]): each.get("value", "") for each in inputs})


def public(client: Client, pole: PolePage) -> str:
    return text_of(client.get(pole.url))


def trusted_by(team: Client, pole: PolePage) -> Any:
    return team.post(
        reverse("espace_pole_trust", args=[pole.pk]), {"publishes_directly": "oui"}, follow=True
    )


def test_who_has_a_pole_alone_is_led_to_it_and_sees_its_territory(
    person: Client, pole: PolePage
) -> None:
    old = timezone.localdate() - timedelta(days=500)
    PlacePageFactory(title="Le Dôme", verified_on=old)
    EventPageFactory(place=PlacePageFactory(title="La Fabrique"), title="Réparer sa bouilloire")

    home = person.get(reverse("espace:home"), follow=True)

    said = text_of(home)
    assert home.redirect_chain[-1][0] == address("pole", pole)
    assert said.index("Le Dôme") < said.index("À revoir avec le lieu") < said.index("La Fabrique")
    assert "Réparer sa bouilloire" in said
    total = pole.epcis.get().communes.count()
    assert f"{total - 1} communes sur {total}" in said
    assert text_of(person.get(reverse("espace:guide"))).count("Aide")

    PlacePageFactory(title="Le mien").managers.add(pole.managers.get())
    both = text_of(person.get(reverse("espace:home")))
    assert "Le mien" in both
    assert pole.title in both


def test_what_is_sent_waits_for_the_team_then_shows(person: Client, pole: PolePage) -> None:
    form = form_of(person, "pole_page", pole)
    form.send(summary="Une équipe près de vous.", text="Un.\nDeux.", **FIRST_NEWS)

    assert "attendent la relecture" in text_of(person.get(address("pole", pole)))
    assert "Une équipe près de vous." not in public(person, pole)
    team = signed_in("team")
    review = text_of(team.get(reverse("espace_review", args=[pole.pk])))
    assert "La mallette arrive" in review
    approve(PolePage.objects.get(), UserFactory(is_superuser=True))
    said = public(person, pole)
    assert "Une équipe près de vous." in said
    assert "La mallette arrive" in said

    assert "paraît désormais aussitôt" in text_of(trusted_by(team, pole))
    again = form_of(person, "pole_page", pole)
    assert again.values["news-0-title"] == "La mallette arrive"
    again.send(summary="Deux équipes près de vous.", **{"news-0-DELETE": "on"})
    said = public(person, pole)
    assert "Deux équipes près de vous." in said
    assert "La mallette arrive" not in said


def test_two_people_at_once_lose_nothing_in_silence(person: Client, pole: PolePage) -> None:
    trusted_by(signed_in("team"), pole)
    first, second = (form_of(person, "pole_page", pole) for _ in range(2))
    first.send(summary="Le premier.")

    refused = second.send(summary="Le second.")

    assert refused.status_code == 422
    assert "Quelqu’un a enregistré cette page" in text_of(refused.content.decode())
    shown = form_in(person, refused, address("pole_page", pole))
    assert shown.values["summary"] == "Le second."
    assert "Le premier." in public(person, pole)
    assert shown.send().status_code == 302
    assert "Le second." in public(person, pole)


def test_contacts_show_at_once_and_a_name_needs_an_agreement(
    person: Client, pole: PolePage
) -> None:
    form = form_of(person, "pole_contacts", pole)
    wanted = {"contacts-0-function": "Coordination", "contacts-0-name": "Alix Exemple"}

    refused = form.send(**wanted)
    assert refused.status_code == 422
    assert "a accepté que son nom paraisse" in text_of(refused.content.decode())
    today = timezone.localdate().isoformat()
    assert form.send(**wanted, **{"contacts-0-agreed_on": today}).status_code == 302
    assert "Coordination Alix Exemple" in public(person, pole)

    again = form_of(person, "pole_contacts", pole)
    again.send(**{"contacts-0-name": ""})
    assert "Alix Exemple" not in public(person, pole)
    assert pole.contacts.get().agreed_on is None


def test_staff_say_who_the_people_are(pole: PolePage) -> None:
    user, team = UserFactory(), signed_in("team")
    url = reverse("directory_pole_managers", args=[pole.pk])

    team.post(url, {"managers": user.email})
    assert list(pole.managers.all()) == [user]

    team.post(url, {"managers": "", "shown": str(user.pk)})
    assert not pole.managers.exists()
    client = Client()
    client.force_login(user)
    assert client.get(address("pole", pole)).status_code == 403


def test_who_is_invited_makes_an_account_and_lands_on_the_pole(pole: PolePage) -> None:
    team, client = signed_in("team"), Client()
    team.post(reverse("espace_pole_invite", args=[pole.pk]), {"email": "alix@exemple.fr"})
    (mail,) = sent_mails()
    assert "sa présentation, son équipe, ses actualités" in mail.body
    assert "horaires" not in mail.body
    (link,) = set(re.findall(r"http\S+/invitation/\S+", mail.body))

    page = client.get(urlsplit(link).path, follow=True)
    assert f"Gérer la page de «\u00a0{pole.title}\u00a0»" in page.content.decode()
    names = {"first_name": "Alix", "last_name": "Exemple"}
    landed = client.post(reverse("invitation"), names, follow=True)

    assert landed.request["PATH_INFO"] == address("pole", pole)
    assert pole.managers.get().email == "alix@exemple.fr"


def test_the_territory_costs_the_same_with_more_places(person: Client, pole: PolePage) -> None:
    def cost() -> int:
        person.get(address("pole", pole))
        with CaptureQueriesContext(connection) as captured:
            person.get(address("pole", pole))
        return len(captured)

    EventPageFactory()
    few = cost()
    for commune in pole.epcis.get().communes.all()[:12]:
        EventPageFactory(place=PlacePageFactory(commune=commune))

    assert cost() == few <= 20


def test_what_staff_have_in_hand_is_never_put_online_by_the_people_of_a_pole(
    person: Client, pole: PolePage
) -> None:
    trusted_by(signed_in("team"), pole)
    prepared = PolePage.objects.get(pk=pole.pk)
    prepared.title = "Un nom à l’étude"
    prepared.save_revision()
    form_of(person, "pole_page", pole).send(summary="Une équipe.")
    assert PolePage.objects.get(pk=pole.pk).title == pole.title

    PolePage.objects.get(pk=pole.pk).unpublish()
    form_of(person, "pole_page", pole).send(summary="Deux équipes.")
    assert not PolePage.objects.get(pk=pole.pk).live
