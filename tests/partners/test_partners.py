"""The partners: who is one today, who was, whom to ask there, and how that is known."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from normandie.editorial.gaps import pages_with_gaps
from normandie.home.first_pages import create_first_pages
from normandie.partners.models import PartnerAction, PartnerContact, PartnerPage
from tests.clock import DECEMBER_2026
from tests.editorial.media import make_image
from tests.factories import PlacePageFactory
from tests.partners.factories import a_partner, the_partners
from tests.reading import parsed

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(DECEMBER_2026, tick=False)]


def text(client: Client, url: str) -> str:
    return " ".join(parsed(client.get(url)).select_one("main").get_text(" ").split())


def test_the_partners_of_2018_are_history_with_its_date_and_a_question(client: Client) -> None:
    create_first_pages("http://localhost")

    index = text(client, "/reseau/partenaires/")
    pages = {each.slug: text(client, each.url) for each in PartnerPage.objects.all()}

    assert pages.keys() == {"aract", "pole-aten"}  # who was only approached has no page
    current, past = index.split("Archives : les partenaires d’hier")
    assert "Aucun partenaire d’aujourd’hui" in current
    assert "Aract" in past
    assert past.count("En septembre 2018") == 2
    assert "En septembre 2018, la Région disait aussi approcher" in current
    for shown in pages.values():
        assert "Partenaire d’hier." in shown
        assert "le 10 septembre 2018. Rien n’indique que ce soit encore vrai" in shown
        assert "Source : Communiqué de presse de la Région Normandie, 10 septembre" in shown
    asked = {each.page.slug: each.missing for each in pages_with_gaps()}
    assert asked["aract"][0].startswith("Est-ce encore vrai")
    assert asked["pole-aten"][0].startswith("Est-ce encore vrai")


def test_a_region_without_partners_says_so(client: Client) -> None:
    assert "Aucun partenaire d’aujourd’hui" in text(client, the_partners().url)


def test_a_partner_of_today_says_what_it_does_where_and_whom_to_ask(client: Client) -> None:
    place, hidden = PlacePageFactory(title="Le Phare"), PlacePageFactory(title="Caché", live=False)
    partner = a_partner(
        lead="Forme les équipes des lieux.",
        brings="Deux formateurs.",
        website="https://fabrique.exemple.fr/",
        since=date(2025, 4, 1),
        logo=make_image("Logo"),
        logo_credit="Fabrique, avec son accord",
    )
    partner.contacts = [
        PartnerContact(function="Formation", phone="+33261910000", email="forme@exemple.fr"),
        PartnerContact(function="Prêt", form_url="https://fabrique.exemple.fr/ecrire/"),
    ]
    partner.actions = [
        PartnerAction(what="Un atelier de soudure", place=place, first_day=date(2026, 5, 4)),
        PartnerAction(what="Un prêt", place=hidden),
    ]
    partner.save()

    page = parsed(client.get(partner.url))
    shown = text(client, partner.url)

    assert "Depuis avril 2025" in shown
    assert "Convention d’exemple, 2 mars 2026" in shown
    assert "Un atelier de soudure, depuis le 4 mai 2026 : Le Phare" in shown
    assert "Caché" not in shown
    assert "Fabrique, avec son accord" in shown
    links = {each["href"] for each in page.select("main a")}
    assert {"tel:+33261910000", "mailto:forme@exemple.fr", place.url} <= links
    data = " ".join(each.string for each in page.select("[type='application/ld+json']"))
    assert '"Organization"' in data
    assert "les partenaires d’hier" not in text(client, the_partners().url)


def test_a_partnership_that_ends_becomes_history_the_day_after(client: Client) -> None:
    over = a_partner("finie", since=date(2020, 1, 1), until=date(2026, 8, 31))
    a_partner("derniere", until=DECEMBER_2026.date())

    current, past = text(client, the_partners().url).split("Archives")

    assert "Derniere" in current
    assert "Finie" in past
    assert "De janvier 2020 à août 2026" in past
    assert '"Organization"' not in client.get(over.url).content.decode()


def test_what_is_said_of_a_partner_is_dated_and_holds_together() -> None:
    with pytest.raises(ValidationError) as refused:
        a_partner(
            "proposer-un-evenement",
            since=date(2026, 2, 1),
            until=date(2026, 1, 1),
            source="",
            source_on=date(2027, 1, 1),
            logo=make_image(),
        )

    assert {"slug", "until", "source", "source_on", "logo_credit"} <= set(
        refused.value.message_dict
    )
    with pytest.raises(ValidationError, match="Donnez un courriel"):
        PartnerContact(function="Accueil").clean()


def test_the_list_costs_the_same_with_more_partners(client: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(the_partners().url).status_code == 200
        return len(queries)

    a_partner("une", logo=make_image("Un"), logo_credit="Elle")
    cost()
    with_one = cost()
    for number in range(4):
        a_partner(f"autre-{number}", logo=make_image(f"Logo {number}"), logo_credit="Elle")
    cost()

    assert cost() == with_one <= 15
