"""« /agenda/ » as visitors use it: days, states, months, past dates."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from core.text.formats import long_day
from events.models import EventPage, Occurrence, Theme
from events.recurrence import from_moment, to_moment
from events.services.occurrences import put_off, set_status
from tests.factories import (
    AgendaPageFactory,
    CommuneFactory,
    EventPageFactory,
    OccurrenceFactory,
    PlacePageFactory,
)
from tests.reading import event_titles, links, text_of

pytestmark = pytest.mark.django_db
Status = Occurrence.Status


@pytest.fixture(autouse=True, scope="module")
def agenda(made_once: Callable) -> None:
    made_once(AgendaPageFactory)


def day(ahead: int) -> date:
    return timezone.localdate() + timedelta(days=ahead)


def event_on(when: date, title: str, **fields: object) -> EventPage:
    return EventPageFactory(title=title, starts_on=when, **fields)


def past_date(title: str, days_ago: int) -> Occurrence:
    start = timezone.now() - timedelta(days=days_ago)
    return OccurrenceFactory(event=EventPageFactory(title=title, live=False), starts_at=start)


def test_dates_stand_under_their_day_with_time_place_and_price(client: Client) -> None:
    place = PlacePageFactory(title="La Passerelle")
    event_on(date(2030, 12, 10), "Tard", place=place)
    event_on(
        date(2030, 12, 3),
        "Tôt",
        place=place,
        start_time=time(9, 30),
        end_time=time(11),
        price=5,
        is_example=True,
        kind=EventPage.Kind.TALK,
    )

    response = client.get("/agenda/")

    assert event_titles(response) == ["Tôt", "Tard"]
    said = text_of(response)
    assert "2 dates à venir" in said
    assert (
        "Mardi 3 décembre 2030 9 h 30 – 11 h Conférence · Exemple Tôt La Passerelle, Caen 5 €"
        in said
    )
    assert "Mardi 10 décembre 2030 14 h – 16 h Atelier Tard La Passerelle, Caen Gratuit" in said


def test_a_price_that_is_no_number_is_said_as_it_was_told(client: Client) -> None:
    long = "Gratuit pour les adhérents de la médiathèque, 2 euros sinon"
    event_on(day(2), "A", price=None, price_note="Prix libre")
    event_on(day(2), "B", price=None, price_note=long)
    event_on(day(2), "C", price=None)

    html = client.get("/agenda/").content.decode()

    prices = re.findall(r'event-card__price">([^<]+)<', html)
    assert prices == ["Prix libre", "Gratuit pour les adhérents de la médiat…"]


def test_each_state_is_said_in_words_with_its_note(client: Client) -> None:
    for status, title in zip(Status, "ABCDE", strict=True):
        event = event_on(day(3), title)
        set_status(event.occurrences.get(), status, f"Note {title}.")

    said = text_of(client.get("/agenda/"))

    for words in ("Complet Note B.", "Annulé Note C.", "Reporté Note D.", "Passé en ligne Note E."):
        assert words in said
    assert "Prévu" not in said


def test_a_date_that_was_put_off_says_when_it_was_first_told_for(client: Client) -> None:
    other_day, later, _ = (event_on(date(2030, 12, 3), title).occurrences.get() for title in "ABC")
    put_off(
        other_day, other_day.starts_at + timedelta(days=2), other_day.ends_at + timedelta(days=2)
    )
    set_status(other_day, Status.POSTPONED, "Note A.")
    put_off(later, later.starts_at + timedelta(hours=3), later.ends_at + timedelta(hours=3))

    response = client.get("/agenda/")

    said = text_of(response)
    assert "Reporté Prévu d’abord le mardi 3 décembre 2030. Note A." in said
    assert "17 h – 19 h Atelier B" in said
    assert "Prévu d’abord à 14 h." in said
    assert said.count("Prévu d’abord") == 2
    assert event_titles(response) == ["C", "B", "A"]
    assert b"event-card--off" not in response.content  # what is told is the new date


def test_a_date_put_off_without_a_new_one_is_struck_out(client: Client) -> None:
    set_status(event_on(day(3), "A").occurrences.get(), Status.POSTPONED)

    assert b"event-card--off" in client.get("/agenda/").content


def test_nothing_past_is_on_top_and_what_is_on_now_is_under_today(client: Client) -> None:
    event = event_on(day(2), "Demain ou après")
    past_date("Fini", days_ago=3)
    now = timezone.now()
    OccurrenceFactory(
        event=event,
        starts_at=now - timedelta(hours=24),
        ends_at=now + timedelta(minutes=59),
    )

    response = client.get("/agenda/")

    assert event_titles(response) == ["Demain ou après", "Demain ou après"]
    assert re.findall(r'agenda-day__title"[^>]*>([^,<]+)', response.content.decode())[0] == (
        "Aujourd’hui"
    )


def test_what_is_not_published_stays_out(client: Client) -> None:
    event_on(day(2), "Brouillon", live=False)
    event_on(day(2), "Retiré").unpublish()

    assert "Aucune date à venir" in text_of(client.get("/agenda/"))


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("aujourd-hui", ["ce soir"]),
        ("demain", ["jeudi"]),
        ("semaine", ["ce soir", "jeudi", "samedi", "dimanche"]),
        ("week-end", ["samedi", "dimanche"]),
    ],
)
def test_moments_are_days_of_the_region(
    client: Client, monkeypatch: pytest.MonkeyPatch, moment: str, expected: list[str]
) -> None:
    wednesday = date(2030, 12, 4)
    now = to_moment(datetime.combine(wednesday, time(0, 30)))  # still Tuesday in UTC
    monkeypatch.setattr(timezone, "now", lambda: now)
    for ahead, title in enumerate(["ce soir", "jeudi", "", "samedi", "dimanche", "lundi"]):
        if title:
            event_on(wednesday + timedelta(days=ahead), title)

    assert event_titles(client.get("/agenda/", {"quand": moment})) == expected


def test_dates_between_two_days_in_any_order(client: Client) -> None:
    for ahead in (1, 5, 9):
        event_on(day(ahead), f"J{ahead}")

    asked = {"du": day(6), "au": day(2)}
    assert event_titles(client.get("/agenda/", asked)) == ["J5"]
    assert event_titles(client.get("/agenda/", {"du": day(5)})) == ["J5", "J9"]
    assert event_titles(client.get("/agenda/", {"au": day(5)})) == ["J1", "J5"]


def test_around_a_commune_tells_the_distance(client: Client) -> None:
    event_on(day(2), "À Caen")
    event_on(day(2), "À Rouen", place=PlacePageFactory(commune=CommuneFactory(rouen=True)))

    response = client.get("/agenda/", {"commune": "Rouen", "rayon": "10"})

    assert event_titles(response) == ["À Rouen"]
    assert "1 date à venir à moins de 10 km de Rouen" in text_of(response)
    assert "Rouen à 50 m" in text_of(response)


def test_a_date_moved_online_is_among_those_online(client: Client) -> None:
    event = event_on(day(2), "Série", rule="FREQ=WEEKLY;COUNT=3")
    set_status(event.occurrences.first(), Status.MOVED_ONLINE)

    assert len(event_titles(client.get("/agenda/", {"en_ligne": "oui"}))) == 1


def counts(response: HttpResponse) -> dict[str, str]:
    """Return the number beside each value of the filters, as « type=atelier »."""
    found = re.findall(
        r'name="(\w+)"\s+value="([^"]+)"[^>]*>\s*<span>[^<]+</span>\s*'
        r'<span class="choice__count">(\d+)</span>',
        response.content.decode(),
    )
    return {f"{param}={value}": number for param, value, number in found}


def test_counts_follow_a_change_at_once(client: Client) -> None:
    assert counts(client.get("/agenda/")) == {}

    event_on(day(2), "Nouveau")

    assert counts(client.get("/agenda/"))["type=atelier"] == "1"


def test_a_theme_that_no_date_has_yet_is_known_and_finds_nothing(client: Client) -> None:
    event_on(day(1), "Images", themes=["Images"])
    Theme.objects.create(name="Santé", slug="sante")

    said = text_of(client.get("/agenda/?theme=sante"))

    assert "Aucune date à venir" in said
    assert "n’existe pas" not in said
    assert "Santé" not in text_of(client.get("/agenda/"))  # a choice without a date is not offered
    assert "« sport » n’existe pas" in text_of(client.get("/agenda/?theme=sport"))


def test_a_month_shows_three_dates_a_day_and_leads_to_the_others(client: Client) -> None:
    when = date(2030, 12, 10)
    now = to_moment(datetime(2030, 12, 2, 8))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: now)
        for number in range(5):
            event_on(when, f"Atelier {number}", start_time=time(9 + number))
        event_on(date(2030, 12, 31), "Réveillon", start_time=time(22), end_time=time(2))
        response = client.get("/agenda/", {"mois": "2030-12", "gratuit": "oui"})

    html = response.content.decode()
    said = text_of(response)
    assert "6 dates à venir en décembre 2030" in said
    assert "Mardi 10 décembre 9 h Atelier 0" in said
    assert "Atelier 2" in said
    assert "Atelier 3" not in said
    assert "et 2 autres le 10 décembre" in said
    assert "Réveillon" in said
    assert "/agenda/?gratuit=oui&amp;du=2030-12-10&amp;au=2030-12-10" in html
    assert "/agenda/?gratuit=oui&amp;mois=2031-01" in html
    assert "mois=2030-11" not in html  # over


def test_a_month_says_when_a_date_was_first_told_for(client: Client) -> None:
    date_put_off = event_on(day(3), "Photos").occurrences.get()
    moved = date_put_off.starts_at + timedelta(days=1)
    set_status(date_put_off, Status.POSTPONED)
    put_off(date_put_off, moved, moved + timedelta(hours=2))

    said = text_of(client.get("/agenda/", {"mois": f"{from_moment(moved):%Y-%m}"}))

    first = long_day(day(3)).replace("\u00a0", " ")
    assert f"Photos Caen Reporté Prévu d’abord le {first}." in said


def test_past_dates_have_their_page_the_latest_first(client: Client) -> None:
    event = event_on(day(2), "À venir")
    for days_ago in (5, 2, 9):
        start = timezone.now() - timedelta(days=days_ago)
        OccurrenceFactory(event=event, starts_at=start)

    response = client.get("/agenda/archives/")

    html = response.content.decode()
    shown = [date.fromisoformat(found) for found in re.findall(r'id="jour-([\d-]+)"', html)]
    local = from_moment(timezone.now()).date()
    assert shown == [local - timedelta(days=ago) for ago in (2, 5, 9)]
    assert "3 dates passées" in text_of(response)
    assert "Aucune date passée" in text_of(client.get("/agenda/archives/", {"departement": "76"}))


def test_what_is_chosen_can_be_followed(client: Client) -> None:
    response = client.get("/agenda/", {"type": "conference", "quand": "demain"})

    assert 'href="/agenda/suivre/?type=conference"' in response.content.decode()
    assert client.get("/agenda/suivre/", {"type": "conference"}).status_code == 200


def test_a_visitor_gets_no_cookie(client: Client) -> None:
    assert not client.get("/agenda/").cookies


@pytest.mark.time_machine(datetime(2026, 11, 29, 10, 0, tzinfo=ZoneInfo("Europe/Paris")))
def test_the_months_open_on_the_one_that_has_the_dates_of_the_list(client: Client) -> None:
    def month_opened(query: str = "") -> str:
        return links(client.get(f"/agenda/{query}"), ".listing__head")["Par mois"]

    assert "mois=2026-11" in month_opened()
    event_on(date(2026, 11, 30), "Le dernier jour")
    for number in range(1, 4):
        event_on(date(2026, 12, number), f"Décembre {number}")
    assert "mois=2026-12" in month_opened()
    assert "mois=2026-11" in month_opened("?du=2026-11-30&au=2026-12-31")
