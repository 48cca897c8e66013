"""The sheet of a place: everything known, nothing empty, phone and hours first."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from unittest.mock import patch

import pytest
from django.test import Client
from django.utils import timezone

from directory.models import (
    Formula,
    LabelGrant,
    PlacePage,
    Vocabulary,
)
from tests.directory.full_places import full_place, make_pictures
from tests.factories import LabelFactory, PlacePageFactory
from tests.reading import main_text

pytestmark = pytest.mark.django_db

MONDAY = timezone.make_aware(datetime(2026, 11, 23, 10, 0))


@pytest.fixture(autouse=True, scope="module")
def pictures(made_once: Callable) -> None:
    made_once(make_pictures)


def read(client: Client, place: PlacePage, moment: datetime = MONDAY) -> str:
    with patch("django.utils.timezone.now", return_value=moment):
        response = client.get(place.url)
    assert response.status_code == 200
    return main_text(response.content.decode())


def test_everything_known_is_shown(client: Client) -> None:
    text = read(client, full_place(verified_on=date(2026, 3, 3)))
    for shown in (
        "Le Phare",
        "Des bureaux face au port.",
        "02 31 94 65 94",
        "bonjour@lephare.example",
        "autre@lephare.example",
        "lephare.example/accueil",
        "social.example/lephare",
        "Prendre rendez-vous en ligne",
        "3 quai de la Fonderie",
        "Bâtiment B",
        "14000 Caen",
        "Tramway A, arrêt Fonderie.",
        "Acceslibre",
        "Sonnez au deuxième étage.",
        "12 postes",
        "300 Mbit/s",
        "Poste nomade",
        "la journée",
        "12,50 €",
        "Café compris",
        "Salle 0",
        "8 personnes",
        "Écran",
        "Un atelier partagé face au port.",
        "Photo : Camille Martin",
        "Photo : Ville",
        "Association Le Phare",
        "Label du pays",
        "Autre label",
        "21140118300010",
        "Accordé le 3 mars 2025, valable jusqu’au 2 mars 2199",
        "Fiche vérifiée le 3 mars 2026",
        "Source : Région Normandie",
        "Signaler une erreur",
    ):
        assert shown in text, shown


def test_every_term_of_the_place_is_named(client: Client) -> None:
    place = full_place()
    text = read(client, place)
    terms = place.terms.all()
    assert terms
    for term in terms:
        assert (str(term) in text) or (term.label in text), term


def test_services_are_said_in_plain_words_with_the_official_wording(client: Client) -> None:
    place = PlacePageFactory(terms=[(Vocabulary.SERVICE, "Aide aux démarches administratives")])
    service = place.terms.get()
    service.plain_label = "Faire une démarche en ligne"
    service.save()
    text = read(client, place)
    assert "Faire une démarche en ligne Aide aux démarches administratives" in text


def test_a_bare_sheet_shows_nothing_empty(client: Client) -> None:
    place = PlacePageFactory(title="Le Phare", hours="", latitude=None, longitude=None)
    html = client.get(place.url).content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    headings = re.findall(r"<h[23][^>]*>([^<]+)", main)
    assert headings == [
        *("Contacter ce lieu", "Horaires à confirmer"),
        "Garder ou envoyer cette fiche",
    ]
    assert not re.search(r"<(li|p|dd|td|ul)(?![^>]*role=.status)[^>]*>\s*</\1>", main)
    assert "None" not in main_text(html)
    assert "tel:" not in html
    assert "openstreetmap" not in html


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("hours", "moment", "state"),
    [
        ("Mo-Fr 09:00-12:00", MONDAY, "Ouvert jusqu’à 12 h"),
        ("Mo-Fr 14:00-18:00", MONDAY, "Ouvre à 14 h"),
        ("Tu 09:00-12:00", MONDAY, "Ouvre demain à 9 h"),
        ("", MONDAY, "Horaires à confirmer"),
        ("illisible", MONDAY, "Horaires à confirmer"),
    ],
)
def test_the_state_of_today_and_the_next_change_come_first(
    client: Client, hours: str, moment: datetime, state: str
) -> None:
    place = PlacePageFactory()
    PlacePage.objects.update(hours=hours)
    text = read(client, place, moment)
    assert state in text
    assert text.index(state) < text.index("Contacter ce lieu")


def test_the_week_begins_today_and_names_public_holidays(client: Client) -> None:
    place = PlacePageFactory(hours="Mo-Fr 09:00-12:00; PH off")
    christmas_eve = timezone.make_aware(datetime(2026, 12, 24, 8, 0))
    text = read(client, place, christmas_eve)
    week = text[text.index("Horaires des sept prochains jours") :]
    assert re.search(r"Jeudi 24 aujourd’hui 9 h – à 12 h Vendredi 25 Fermé Férié", week)
    assert week.index("Vendredi 25") < week.index("Lundi 28") < week.index("Mercredi 30")
    assert "D’habitude" in week


def test_a_place_open_on_appointment_is_not_said_closed(client: Client) -> None:
    place = PlacePageFactory(hours='Mo-Fr unknown "sur rendez-vous"')
    text = read(client, place)
    week = text[text.index("Lundi 23") : text.index("Samedi 28")]
    assert "Sur rendez-vous" in week
    assert "Fermé" not in week


def test_unknown_hours_send_to_the_phone(client: Client) -> None:
    text = read(client, PlacePageFactory(hours="", phone="+33231946594"))
    assert "Téléphonez avant de vous déplacer : 02 31 94 65 94" in text


@pytest.mark.parametrize(("days", "warned"), [(0, False), (364, False), (366, True), (3000, True)])
def test_a_sheet_of_more_than_a_year_warns(client: Client, days: int, warned: bool) -> None:
    place = PlacePageFactory(verified_on=MONDAY.date() - timedelta(days=days))
    assert ("avant de vous déplacer" in read(client, place)) is warned


def test_imported_data_is_dated_but_not_said_to_be_verified(client: Client) -> None:
    place = PlacePageFactory(
        source="France services", source_id="12", verified_here=False, verified_on=date(2024, 8, 1)
    )
    text = read(client, place)
    assert "France services, données du 1er août 2024" in text
    assert "Ces informations datent du 1er août 2024" in text
    assert "vérifiée le" not in text


def test_only_labels_that_hold_today_are_shown_and_examples_say_so(client: Client) -> None:
    place = PlacePageFactory()
    for number, (end, state) in enumerate(
        [(None, "accorde"), (date(2026, 11, 22), "accorde"), (None, "retire")]
    ):
        label = LabelFactory(name=f"Label {number}", slug=f"label-{number}", is_example=True)
        LabelGrant.objects.create(
            place=place, label=label, granted_on=date(2025, 1, 1), expires_on=end, state=state
        )
    text = read(client, place)
    assert "Label 0 (exemple à valider)" in text
    assert "Accordé le 1er janvier 2025." in text
    assert "Label 1" not in text
    assert "Label 2" not in text


def test_the_nearest_published_places_are_proposed(client: Client) -> None:
    place = PlacePageFactory(latitude=49.18, longitude=-0.37)
    for title, latitude, extra in (
        ("Le troisième", 49.30, {}),
        ("Le premier", 49.19, {}),
        ("Le deuxième", 49.20, {}),
        ("Le brouillon", 49.18, {"live": False}),
        ("Le lointain", 49.60, {}),
    ):
        PlacePageFactory(title=title, latitude=latitude, longitude=-0.37, **extra)
    text = read(client, place)
    near = text[text.index("Les lieux les plus proches") :]
    assert near.index("Le premier") < near.index("Le deuxième") < near.index("Le troisième")
    assert "1,1 km" in near
    assert "Le brouillon" not in text
    assert "Le lointain" not in text


def test_free_and_priceless_formulas_say_so(client: Client) -> None:
    place = PlacePageFactory()
    Formula.objects.create(place=place, desk="fixe", period="mois", price=None)
    Formula.objects.create(place=place, desk="machine", period="heure", price=0)
    place.save()
    text = read(client, place)
    assert "Poste fixe le mois Sur devis" in text
    assert "Machine ou atelier l’heure Gratuit" in text


def test_links_that_are_not_of_the_web_are_not_made(client: Client) -> None:
    place = PlacePageFactory()
    hostile = "javascript:alert(1)"
    PlacePage.objects.update(
        websites=hostile, booking_url=hostile, relay_url=hostile, accessibility_url=hostile
    )
    assert "javascript:" not in client.get(place.url).content.decode()


def test_what_staff_type_is_text_and_nothing_else(client: Client) -> None:
    attack = "</script><img src=x onerror=alert(1)>&\"'"
    place = full_place(
        title=attack,
        summary=attack,
        address=attack,
        getting_there=attack,
        hours_note=attack,
        parent_structure=attack,
        other_labels=attack,
        source=attack,
        body=[],
    )
    place.formulas.update(note=attack)
    place.rooms.update(name=attack[:80], equipment=attack)
    place.photos.update(alt_text=attack, credit=attack)
    PlacePage.objects.get().save()
    html = client.get(place.url).content.decode()
    assert "<img src=x" not in html
    assert html.count("</script>") == html.count("<script")


def test_a_photo_has_its_text_its_credit_and_several_sizes(client: Client) -> None:
    html = client.get(full_place(photos=2).url).content.decode()
    start = html.rindex("<picture", 0, html.index('alt="Le bureau 1"'))
    picture = html[start : html.index("</picture>", start)]
    assert 'type="image/webp"' in picture
    assert "480w" in picture
    assert "960w" in picture
    assert 'loading="lazy"' in picture
    assert re.search(r'width="\d+"', picture)
    assert 'alt="Le port"' in html


def test_an_unpublished_sheet_is_not_found(client: Client) -> None:
    place = PlacePageFactory()
    place.unpublish()
    assert client.get(place.url).status_code == 404
    assert client.get("/annuaire/inconnu/").status_code == 404
    assert client.get(f"{place.url}inconnu/").status_code == 404


def test_a_draft_can_be_previewed_with_its_unsaved_details(admin_client: Client) -> None:
    place = full_place()
    place.title = "Le Phare revu"
    place.formulas.get_object_list()[0].note = "Note revue"
    request_html = place.make_preview_request(preview_mode="")
    html = request_html.render().content.decode()
    assert "Le Phare revu" in html
    assert "Note revue" in html


def test_an_odd_address_adds_no_field_to_the_mail_of_a_visitor(client: Client) -> None:
    place = PlacePageFactory(emails="lieu?bcc=autre@exemple.fr\nlieu@exemple.fr")

    html = client.get(place.url).content.decode()

    assert 'href="mailto:lieu%3Fbcc%3Dautre@exemple.fr"' in html
    assert 'href="mailto:lieu@exemple.fr"' in html
