"""Pôles de proximité: which one is that of a commune, what its page says, what staff are told."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from core.retention import erase_what_is_due
from directory.forms.commune import CommunesField
from directory.models import Commune, PlacePage, PoleContact, PoleNews, PolePage, Stop
from directory.search.poles import badly_covered, poles_of
from tests.closing import WAYS
from tests.directory.poles import a_pole, pole_index
from tests.factories import (
    AgendaPageFactory,
    CommuneFactory,
    EventPageFactory,
    LabelGrantFactory,
    PlacePageFactory,
)
from tests.first_visit import first_queries
from tests.reading import event_titles, links, text_of, texts
from tests.roles import signed_in

pytestmark = pytest.mark.django_db

NONE = "Aucun pôle n’est indiqué pour cette commune."


@pytest.fixture
def caen() -> Commune:
    return CommuneFactory()


@pytest.fixture
def rouen() -> Commune:
    return CommuneFactory(rouen=True)


def asked(client: Client, typed: str) -> str:
    return text_of(client.get("/poles/", {"commune": typed}))


def test_a_commune_finds_its_pole_by_its_epci_or_by_itself(
    client: Client, caen: Commune, rouen: Commune
) -> None:
    a_pole("Pôle de la Mer", epcis=[caen.epci])
    a_pole("Pôle de la Seine", communes=[rouen])

    assert [pole.title for pole in poles_of(caen)] == ["Pôle de la Mer"]
    assert "Le pôle de Rouen Pôle de la Seine" in asked(client, "rouen")
    neighbour = rouen.epci.communes.exclude(pk=rouen.pk).first()
    assert neighbour is not None
    assert NONE in asked(client, neighbour.key)
    assert "Commune inconnue" in asked(client, "zzzzz")


def test_a_commune_in_two_poles_is_shown_both_and_staff_are_told(
    client: Client, caen: Commune
) -> None:
    other = a_pole("Pôle de la Mer", epcis=[caen.epci], communes=[caen])  # twice: named once
    pole = a_pole("Pôle du Bocage", communes=[caen])

    said = asked(client, caen.key)
    assert "Les pôles de Caen" in said
    assert said.count("Pôle de la Mer") == said.count("Pôle du Bocage") == 2  # answer and list
    first = badly_covered()[0]
    assert (first.insee_code, first.poles) == (caen.pk, "Pôle de la Mer, Pôle du Bocage")
    assert caen.pk not in {each.insee_code for each in badly_covered()[1:]}

    team = signed_in("team")
    report = text_of(team.get(reverse("directory_pole_coverage")))
    assert "Pôle de la Mer, Pôle du Bocage" in report
    exported = team.get(reverse("directory_pole_coverage"), {"export": "csv"})
    lines = b"".join(exported.streaming_content).decode().splitlines()
    assert lines[1].startswith("14118,Caen,Calvados,")
    assert len(lines) == Commune.objects.count() - other.epcis.get().communes.count() + 2
    edit = reverse("wagtailadmin_pages:edit", args=(pole.pk,))
    form = {
        "title": pole.title,
        "slug": pole.slug,
        "communes": "caen",
        "body-count": "0",
        **{f"news-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")},
    }
    assert "Communes aussi dans « Pôle de la Mer » : 1 (Caen)" in text_of(
        team.post(edit, form, follow=True)
    )


def test_without_any_pole_the_page_says_so_and_lists_no_territory(
    client: Client, caen: Commune
) -> None:
    pole_index()
    said = asked(client, "")
    assert "Aucun pôle n’est encore publié" in said
    assert "Territoires sans pôle" not in said

    a_pole(epcis=[caen.epci])
    said = asked(client, "")
    assert "Territoires sans pôle" in said
    assert f"{caen.epci.name} :" not in said
    assert "Métropole Rouen Normandie : aucune commune n’a de pôle" in said


@pytest.mark.parametrize("leave", WAYS)
def test_a_pole_that_leaves_is_named_nowhere(
    client: Client, caen: Commune, leave: Callable[[Page], None]
) -> None:
    pole, place = a_pole("Pôle de la Mer", epcis=[caen.epci]), PlacePageFactory(commune=caen)
    addresses = ("/poles/", f"/poles/?commune={caen.key}", place.url, "/sitemap.xml")
    named = "poles/pole-de-la-mer"
    assert all(named in client.get(each).content.decode() for each in addresses)

    leave(pole)

    assert not any(named in client.get(each).content.decode() for each in addresses)
    assert NONE in asked(client, caen.key)


def test_the_page_shows_what_is_in_the_territory(
    client: Client, caen: Commune, rouen: Commune
) -> None:
    held = LabelGrantFactory(place__title="Le Dôme", place__commune=caen).place
    moving = PlacePageFactory(title="Le Bus", commune=rouen)
    Stop.objects.create(
        place=moving, weekday=0, starts_at="09:00", ends_at="12:00", commune=caen, sort_order=0
    )
    PlacePage.objects.get(pk=moving.pk).save()
    PlacePageFactory(title="Ailleurs", commune=rouen)
    PlacePageFactory(title="Brouillon", commune=caen, live=False)
    EventPageFactory(place=held, title="Réparer sa bouilloire")
    pole = a_pole(communes=[caen], carrier="La structure", email="pole@exemple.fr")
    PoleContact.objects.create(pole=pole, function="Coordination", phone="+33231000000")
    pole.news.add(PoleNews(title="La mallette arrive", published_on=date(2026, 3, 1)))
    pole.save()

    said = text_of(client.get(pole.url))

    for expected in (
        *("2 lieux, dont 1 qui a un label du réseau", "Le Dôme", "Le Bus", "Coordination"),
        *("Réparer sa bouilloire", "La mallette arrive", "1er mars 2026", "La structure"),
    ):
        assert expected in said
    assert "Ailleurs" not in said
    assert "Brouillon" not in said


def test_the_page_leads_to_all_its_dates_whatever_becomes_of_its_name(
    client: Client, caen: Commune, rouen: Commune
) -> None:
    AgendaPageFactory()
    moving = PlacePageFactory(title="Le Bus", commune=rouen)
    Stop.objects.create(
        place=moving, weekday=0, starts_at="09:00", ends_at="12:00", commune=caen, sort_order=0
    )
    PlacePage.objects.get(pk=moving.pk).save()
    for title, place in (
        ("À Caen", PlacePageFactory(commune=caen)),
        ("Dans le bus", moving),
        ("Ailleurs", PlacePageFactory(commune=rouen)),
    ):
        EventPageFactory(place=place, title=title)
    pole = a_pole(epcis=[caen.epci])

    found = client.get(links(client.get(pole.url))["Tous les rendez-vous du pôle"])
    assert set(event_titles(found)) == {"À Caen", "Dans le bus"}
    assert texts(found, ".tag") == ["Retirer le filtre Pôle du Bocage"]
    ways = links(client.get("/agenda/suivre/?pole=pole-du-bocage")).values()
    (followed,) = (url for url in ways if url.startswith("http:") and "agenda.ics?" in url)

    pole.slug = "pole-des-plages"
    pole.save_revision().publish()
    assert "À Caen" in client.get(followed).content.decode()
    pole.communes.set([])
    pole.epcis.set([rouen.epci])
    pole.save_revision().publish()
    assert "À Caen" not in client.get(followed).content.decode()


def test_the_pages_cost_as_much_with_more_of_everything(client: Client, caen: Commune) -> None:
    communes = list(caen.epci.communes.all()[:20])
    pole = a_pole(communes=communes)
    for commune in communes[:2]:
        EventPageFactory(place=PlacePageFactory(commune=commune))
    few = {address: first_queries(client, address) for address in (pole.url, "/poles/")}
    for commune in communes:
        EventPageFactory(place=PlacePageFactory(commune=commune))
    PoleContact.objects.bulk_create(PoleContact(pole=pole, function=str(n)) for n in range(9))

    many = {address: first_queries(client, address) for address in (pole.url, "/poles/")}

    assert many == few
    for address in many:
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        assert len(captured) <= 15, address


@pytest.mark.one_engine
def test_a_name_needs_an_agreement_which_ends() -> None:
    pole, today = a_pole(), timezone.localdate()
    contact = PoleContact(pole=pole, function="Coordination", name="Alix Exemple")
    with pytest.raises(ValidationError):
        contact.full_clean()
    contact.agreed_on = today + timedelta(days=1)
    with pytest.raises(ValidationError):
        contact.full_clean()
    contact.agreed_on = today - timedelta(days=740)
    contact.save()
    PoleContact.objects.create(pole=pole, function="Prêt de matériel")

    erase_what_is_due()

    assert [each.function for each in pole.contacts.all()] == ["Prêt de matériel"]


@pytest.mark.one_engine
def test_staff_type_communes_and_none_is_chosen_among_several() -> None:
    field = CommunesField(required=False)

    assert [each.pk for each in field.clean("caen\n\n76540-rouen\nCaen")] == ["14118", "76540"]
    homonyms = Commune.objects.filter(folded_name="saint aubin sur mer")
    assert len(homonyms) == 2
    with pytest.raises(ValidationError, match="Plusieurs communes"):
        field.clean("Saint-Aubin-sur-Mer")
    assert field.clean("\n".join(each.key for each in homonyms)) == list(homonyms)
    with pytest.raises(ValidationError, match="ne connaissons pas"):
        field.clean("Atlantis")


def test_a_new_site_has_the_page_and_no_pole(client: Client) -> None:
    call_command("create_pages", verbosity=0)
    call_command("create_pages", verbosity=0)

    said = text_of(client.get("/reseau/poles/"))
    assert "Aucun pôle n’est encore publié sur ce site. Écrivez à l’équipe" in said
    assert not PolePage.objects.exists()
    assert "/reseau/poles/" in client.get("/creer-un-lieu/").content.decode()
