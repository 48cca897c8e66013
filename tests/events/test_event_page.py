"""The page of an event: what, when, where, how to book; and what machines read of it."""

import json
import re
from collections.abc import Callable
from datetime import date, time, timedelta
from urllib.parse import unquote

import pytest
from django.test import Client
from django.utils import timezone

from core.text.formats import long_day
from directory.models import Vocabulary
from events.dates import line_of
from events.models import EventPage, Occurrence
from events.recurrence import from_moment
from events.services.occurrences import put_off, set_status
from tests.directory.full_places import make_image
from tests.directory.rounds import bus
from tests.events.series import weekly
from tests.factories import EventPageFactory, OccurrenceFactory, PlacePageFactory
from tests.first_visit import first_queries
from tests.reading import links, main_text

pytestmark = pytest.mark.django_db
Status = Occurrence.Status
MOST = 15  # queries
MANY = 1_000  # dates


def next_tuesday() -> date:
    today = from_moment(timezone.now()).date()
    return today + timedelta(days=7 + (1 - today.weekday()) % 7)


def tuesdays(count: int = 4, **fields: object) -> EventPage:
    afternoon = {"starts_on": next_tuesday(), "start_time": time(14), "end_time": time(16)}
    return weekly(count, **afternoon | fields)


def html_of(client: Client, event: EventPage, route: str = "") -> str:
    response = client.get(f"{event.url}{route}")
    assert response.status_code == 200
    return response.content.decode()


def read(client: Client, event: EventPage) -> str:
    return main_text(html_of(client, event))


def data_of(client: Client, event: EventPage) -> list[dict]:
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', html_of(client, event))
    return json.loads(block[1])["@graph"]


def test_a_full_event_says_all_that_is_known(client: Client) -> None:
    event = tuesdays(
        place=PlacePageFactory(title="Le Phare", phone="+33231946594"),
        title="Premiers pas avec la tablette",
        kind="initiation",
        level="debutant",
        price="12.50",
        price_note="café compris",
        capacity=8,
        accessibility="Une rampe mène à la salle.",
        body="<p>Venez avec <b>votre tablette</b>.</p>",
        themes=["Tablette"],
        terms=[(Vocabulary.AUDIENCE, "Seniors"), (Vocabulary.CARE, "Surdité")],
        image=make_image(),
        image_alt="Une table et six tablettes",
        image_credit="Camille Martin",
    )
    html = html_of(client, event)
    text = main_text(html)
    for shown in (
        "Initiation",
        "Premiers pas avec la tablette",
        "Prochaine date : mardi",
        "de 14 h à 16 h",
        "Chaque mardi, 4 fois.",
        "Débutant",
        "12,50 € (café compris)",
        "Appeler 02 31 94 65 94",
        "1 rue de la Mer",
        "14000 Caen",
        "Voir le chemin",
        "Nombre de places 8",
        *(str(term) for term in event.terms.all()),
        "Une rampe mène à la salle.",
        "Tablette",
        "votre tablette",
        "Photo : Camille Martin",
    ):
        assert shown in text, shown
    assert 'alt="Une table et six tablettes"' in html
    assert "Exemple" not in text
    assert "passé" not in text
    assert html.index("/annuaire/") < html.index("Le Phare</a>") < html.index("<h1>")


def test_a_bare_event_shows_nothing_empty(client: Client) -> None:
    html = html_of(client, EventPageFactory(price=None))
    main = html[html.index("<main") : html.index("</main>")]

    assert not re.search(r"<(li|dd|dt|h2|h3|ul|strong)[^>]*>\s*</\1>", main)
    assert "None" not in main_text(html)
    assert "Prix" not in main_text(html)
    assert "tel:" not in main


def test_an_example_says_that_it_is_one(client: Client) -> None:
    assert "Exemple : cet événement est inventé" in read(client, tuesdays(is_example=True))


def test_the_state_of_each_date_is_said_in_words(client: Client) -> None:
    event = tuesdays()
    first, second, *_ = event.occurrences.all()
    set_status(first, Status.CANCELLED, "L’animatrice est absente.")
    set_status(second, Status.FULL)
    head = read(client, event).split("Dates")[0]

    assert re.search(r"Mardi \d+\w* \w+ \d{4} , de 14 h à 16 h Annulé Prochaine date : mardi", head)
    assert head.count("Complet") == 1
    assert "L’animatrice est absente." in read(client, event)


def test_a_date_that_was_put_off_says_from_when(client: Client) -> None:
    event = tuesdays()
    moved = event.occurrences.first()
    moved.starts_at += timedelta(days=1)
    moved.ends_at += timedelta(days=1)
    moved.save()

    assert "Prévu d’abord le mardi" in read(client, event)


def test_a_date_put_off_is_the_next_one_once_it_has_another_day(client: Client) -> None:
    event = tuesdays(1)
    date = event.occurrences.get()
    set_status(date, Status.POSTPONED)
    assert "Prochaine date" not in read(client, event)

    put_off(date, date.starts_at + timedelta(days=1), date.ends_at + timedelta(days=1))

    first = long_day(from_moment(date.original_start).date()).replace("\u00a0", " ")
    shown = read(client, event).partition("Prochaine date : ")[2]
    assert f"Reporté Prévu d’abord le {first}." in shown[:120]
    assert "EventRescheduled" in html_of(client, event)
    assert f"Reporté – Prévu d’abord le {first}" in main_text(html_of(client, event, "affiche/"))


def test_ten_dates_are_shown_and_the_others_folded(client: Client) -> None:
    html = html_of(client, tuesdays(14))
    before, after = html.split("<details", 1)

    assert before.count('class="event-date"') == 10
    assert after.count('class="event-date"') == 4
    assert "Voir toutes les dates (14)" in after
    assert "Voir toutes les dates" not in html_of(client, tuesdays(10))


def test_one_date_goes_to_a_calendar_alone_and_under_its_own_name(client: Client) -> None:
    event, other = tuesdays(), tuesdays(1).occurrences.get()
    first, cancelled, last, *_ = event.occurrences.all()
    set_status(cancelled, Status.CANCELLED)
    addresses = links(client.get(event.url), ".event-date__calendar")

    assert len(addresses) == 3
    assert next(iter(addresses)) == f"Ajouter à mon agenda : {line_of(first).day}"
    files = [client.get(url).content.decode() for url in addresses.values()]
    for text, held in zip(files, (first, last), strict=False):
        assert text.count("BEGIN:VEVENT") == 1
        assert f":{from_moment(held.starts_at):%Y%m%dT%H%M%S}" in text
        assert "RRULE" not in text.split("BEGIN:VEVENT")[1]
    assert len({re.search(r"UID:(.+)", text)[1] for text in files}) == 3
    assert client.get(f"{event.url}dates/{other.pk}.ics").status_code == 404


def test_a_past_event_is_said_to_be_past(client: Client) -> None:
    event = tuesdays()
    event.occurrences.all().delete()
    OccurrenceFactory(event=event, starts_at=timezone.now() - timedelta(days=3))
    text = read(client, event)

    assert "Cet événement est passé." in text
    assert "Il a eu lieu pour la dernière fois le" in text
    assert "Prochaine date" not in text
    assert data_of(client, event) == []


def test_a_past_event_took_place_last_on_a_day_that_was_held(client: Client) -> None:
    event = tuesdays()
    event.occurrences.all().delete()
    held, cancelled, put_off_for_ever = (
        OccurrenceFactory(event=event, starts_at=timezone.now() - timedelta(days=days_ago))
        for days_ago in (9, 6, 3)
    )
    set_status(cancelled, Status.CANCELLED)
    set_status(put_off_for_ever, Status.POSTPONED)

    day = long_day(from_moment(held.starts_at).date()).replace("\u00a0", " ")
    assert f"Il a eu lieu pour la dernière fois le {day}." in read(client, event)
    poster = main_text(html_of(client, event, "affiche/"))
    assert f"Cet événement est passé : il a eu lieu le {day}." in poster

    set_status(held, Status.CANCELLED)

    for text in (read(client, event), main_text(html_of(client, event, "affiche/"))):
        assert "Cet événement est passé." in text
        assert "a eu lieu" not in text


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("booking", "own", "shown", "hidden"),
    [
        ("telephone", "", "Appeler 02 31 94 65 94", "lieu@exemple.fr"),
        ("telephone", "06 01 02 03 04", "Appeler 06 01 02 03 04", "02 31 94 65 94"),
        ("courriel", "", "lieu@exemple.fr", "Réserver en ligne"),
        ("courriel", "atelier@exemple.fr", "atelier@exemple.fr", "lieu@exemple.fr"),
        ("lien", "https://rdv.exemple.fr/", "Réserver en ligne", "lieu@exemple.fr"),
        ("lien", "javascript:alert(1)", "Appeler 02 31 94 65 94", "Réserver en ligne"),
        ("sans", "", "Venez directement", "Appeler"),
    ],
)
def test_booking_falls_back_on_the_place(
    client: Client, booking: str, own: str, shown: str, hidden: str
) -> None:
    place = PlacePageFactory(phone="+33231946594", emails="lieu@exemple.fr")
    html = html_of(client, tuesdays(place=place, booking=booking, booking_contact=own))
    text = main_text(html).split("Garder ou envoyer")[0]

    assert shown in text
    assert hidden not in text
    assert "javascript:" not in html


def test_a_place_without_a_phone_gives_its_mail(client: Client) -> None:
    event = tuesdays(place=PlacePageFactory(emails="lieu@exemple.fr"), booking="telephone")

    assert "lieu@exemple.fr" in read(client, event)


def test_an_online_event_gives_its_address_and_not_the_way(client: Client) -> None:
    online = {"attendance": "en-ligne", "online_url": "https://visio.exemple.fr/salle"}
    html = html_of(client, tuesdays(**online))

    assert 'href="https://visio.exemple.fr/salle"' in html
    assert "Voir le chemin" not in html
    assert "visio" not in html_of(client, tuesdays(online_url="https://visio.exemple.fr/salle"))


def test_an_event_of_a_place_that_is_not_shown_is_not_found(client: Client) -> None:
    event = tuesdays()
    event.place.unpublish()

    assert client.get(event.url).status_code == 404
    assert client.get(f"{event.url}affiche/").status_code == 404


def test_a_change_of_state_is_seen_at_once(client: Client) -> None:
    event = tuesdays()
    assert "Annulé" not in read(client, event)

    set_status(event.occurrences.first(), Status.CANCELLED)

    assert "Annulé" in read(client, event)


def test_a_draft_is_previewed_with_its_unsaved_dates() -> None:
    event = tuesdays(live=False, is_example=False)
    event.title = "Titre relu"
    event.rule = "FREQ=WEEKLY;COUNT=3"
    html = event.make_preview_request(preview_mode="").render().content.decode()

    assert "Titre relu" in html
    assert html.count('class="event-date"') == 3


def test_machines_read_each_coming_date_with_its_state(client: Client) -> None:
    event = tuesdays(6, start_time=time(18), end_time=time(20), price=0, capacity=8)
    cancelled, postponed, moved, online, full, _ = event.occurrences.all()
    for each, status in (
        (cancelled, Status.CANCELLED),
        (postponed, Status.POSTPONED),
        (online, Status.MOVED_ONLINE),
        (full, Status.FULL),
    ):
        set_status(each, status)
    for each in (cancelled, moved):
        each.starts_at += timedelta(days=1)
        each.ends_at += timedelta(days=1)
        each.save()
    found = data_of(client, event)
    by_start = {each["startDate"]: each for each in found}

    def state(moment: object) -> str:
        wall = from_moment(moment).isoformat()
        (start,) = (start for start in by_start if start.startswith(wall))
        assert re.search(r"\+0[12]:00$", start)
        return by_start[start]["eventStatus"].removeprefix("https://schema.org/")

    assert len(found) == 6
    assert state(cancelled.original_start) == "EventCancelled"
    assert state(postponed.starts_at) == "EventPostponed"
    assert state(moved.starts_at) == "EventRescheduled"
    assert state(online.starts_at) == "EventMovedOnline"
    assert state(full.starts_at) == "EventScheduled"
    previous = [each["previousStartDate"] for each in found if "previousStartDate" in each]
    assert [text[:19] for text in previous] == [from_moment(moved.original_start).isoformat()]
    assert {each["location"]["@type"] for each in found} == {"Place", "VirtualLocation"}
    assert found[0]["isAccessibleForFree"] is True
    assert found[0]["offers"]["price"] == "0.00"
    assert found[0]["organizer"]["name"] == event.place.title


@pytest.mark.parametrize(
    ("attendance", "mode", "locations"),
    [
        ("sur-place", "OfflineEventAttendanceMode", ["Place"]),
        ("en-ligne", "OnlineEventAttendanceMode", ["VirtualLocation"]),
        ("mixte", "MixedEventAttendanceMode", ["Place", "VirtualLocation"]),
    ],
)
def test_machines_read_where_people_take_part(
    client: Client, attendance: str, mode: str, locations: list[str]
) -> None:
    event = EventPageFactory(attendance=attendance, online_url="https://visio.exemple.fr/")
    (found,) = data_of(client, event)
    location = found["location"]
    several = location if isinstance(location, list) else [location]

    assert found["eventAttendanceMode"] == f"https://schema.org/{mode}"
    assert [each["@type"] for each in several] == locations


def test_what_is_typed_closes_no_element(client: Client) -> None:
    attack = "</script></textarea><img src=x onerror=alert(1)>"
    event = tuesdays(title=attack, summary=attack, price_note=attack, accessibility=attack)
    for route in ("", "affiche/"):
        assert "<img src=x" not in html_of(client, event, route)


def test_the_text_to_share_says_it_all(client: Client) -> None:
    event = tuesdays(title="Atelier tablette", place=PlacePageFactory(title="Le Phare"))
    html = html_of(client, event)
    text = re.search(r"<textarea[^>]*>(.*?)</textarea>", html, re.S)[1]
    mail = unquote(re.search(r'href="mailto:\?([^"]+)"', html)[1])

    for shown in ("Atelier tablette", "mardi", "Le Phare, Caen", event.full_url):
        assert shown in text
        assert shown in mail


def test_the_office_of_a_place_that_moves_is_not_where_one_is_received(client: Client) -> None:
    event, elsewhere = tuesdays(place=bus()), tuesdays(slug="ailleurs")
    note = "Ce lieu se déplace : cette adresse est celle de son bureau."
    for route in ("", "affiche/"):
        assert note in main_text(html_of(client, event, route))
        assert note not in main_text(html_of(client, elsewhere, route))


def test_the_poster_has_dates_place_price_booking_and_a_code(client: Client) -> None:
    place = PlacePageFactory(title="Le Phare", phone="+33231946594")
    event = tuesdays(9, title="Atelier tablette", place=place, price=5)
    cancelled = event.occurrences.first()
    set_status(cancelled, Status.CANCELLED)
    html = html_of(client, event, "affiche/")
    text = main_text(html)

    for shown in ("Atelier tablette", "Le Phare", "5 €", "Réservation au 02 31 94 65 94"):
        assert shown in text
    assert text.count("de 14 h à 16 h") == 6
    assert "Annulé" not in text
    assert 'src="data:image/svg+xml' in html
    assert f'rel="canonical" href="{event.full_url}"' in html
    assert f"{event.url}affiche/" in html_of(client, event)


def test_the_poster_has_models_and_that_of_the_photograph_where_there_is_one(
    client: Client,
) -> None:
    without, with_image = tuesdays(9), tuesdays(9, image=make_image(), image_alt="Une table")

    def shown(event: EventPage, model: str) -> str:
        return html_of(client, event, f"affiche/?modele={model}").split('<article class="')[1]

    assert shown(with_image, "photo").startswith("poster poster--photo")
    assert "<picture" in shown(with_image, "photo")
    for model in ("photo", "inconnu", ""):
        assert shown(without, model).startswith("poster poster--sobre")
    assert "drawings/help.svg#drawing" in shown(without, "couleur")
    assert "modele=photo" not in html_of(client, without, "affiche/")
    assert "modele=photo" in html_of(client, with_image, "affiche/")


def make_few_and_many_dates() -> tuple[EventPage, EventPage]:
    full = {
        "image": make_image(),
        "image_alt": "Une table",
        "terms": [(Vocabulary.AUDIENCE, "Seniors")],
        "themes": ["Tablette"],
    }
    few, many = tuesdays(10, **full), tuesdays(10, **full)
    start = many.occurrences.last().starts_at
    Occurrence.objects.bulk_create(
        Occurrence(
            event=many,
            place=many.place,
            departement=many.place.commune.departement,
            original_start=start + timedelta(hours=3 * rank),
            starts_at=start + timedelta(hours=3 * rank),
            ends_at=start + timedelta(hours=3 * rank + 2),
        )
        for rank in range(1, MANY - 9)
    )
    return few, many


@pytest.fixture(scope="module")
def few_and_many_dates(made_once: Callable) -> tuple[EventPage, EventPage]:
    return made_once(make_few_and_many_dates)


@pytest.mark.parametrize("route", ["", "affiche/"])
def test_the_page_costs_the_same_for_few_and_many_dates(
    client: Client, few_and_many_dates: tuple[EventPage, EventPage], route: str
) -> None:
    few, many = (first_queries(client, f"{event.url}{route}") for event in few_and_many_dates)

    assert many == few <= MOST
