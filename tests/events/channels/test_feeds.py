"""RSS, Atom and JSON of the agenda, as feed readers and programs read them."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from jsonschema import Draft202012Validator
from wagtail.models import PageViewRestriction

from core.text.formats import long_day
from directory.caches import directory_cache
from directory.models import PlacePage, Vocabulary
from events.caches import agenda_cache
from events.models import EventPage, Occurrence
from events.recurrence import from_moment
from events.services.occurrences import put_off, set_status
from tests.factories import AgendaPageFactory, EventPageFactory, PlacePageFactory

pytestmark = pytest.mark.django_db
Status = Occurrence.Status
ROUTES = ("agenda.ics", "rss.xml", "atom.xml", "evenements.json")


@pytest.fixture(autouse=True, scope="module")
def agenda(made_once: Callable) -> None:
    made_once(AgendaPageFactory)


def feed(client: Client, route: str, folder: str = "/agenda/") -> Any:
    read = feedparser.parse(client.get(f"{folder}{route}").content)
    assert not read.bozo, read.get("bozo_exception")
    return read


def data(client: Client, folder: str = "/agenda/", **params: Any) -> dict[str, Any]:
    response = client.get(f"{folder}evenements.json", params)
    assert response.status_code == 200
    answer = json.loads(response.content)
    schema = client.get("/agenda/evenements.schema.json").json()
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(answer)
    return answer


@pytest.mark.parametrize(("route", "version"), [("rss.xml", "rss20"), ("atom.xml", "atom10")])
def test_a_feed_tells_the_next_dates_with_their_state_first(
    client: Client, route: str, version: str
) -> None:
    event = EventPageFactory(title="Web & œuf", themes=["Internet"], rule="FREQ=WEEKLY;COUNT=2")
    first = event.occurrences.first()
    set_status(first, Status.CANCELLED, "L’animatrice est absente.")

    read = feed(client, route)

    assert read.version == version
    cancelled, planned = read.entries
    assert cancelled.title.startswith("ANNULÉ – Web & œuf – ")
    assert cancelled.title.endswith("à 14\u00a0h, Caen")
    assert planned.title.startswith("Web & œuf – ")
    assert "L’animatrice est absente." in cancelled.summary
    assert cancelled.link.endswith(f"/{event.slug}/")
    assert cancelled.id.startswith("tag:localhost,2026:")
    assert cancelled.id != planned.id
    assert [tag.term for tag in planned.tags] == ["Atelier", "Internet"]
    first.refresh_from_db()
    said = cancelled["updated_parsed" if version == "atom10" else "published_parsed"]
    assert said[:6] == first.updated_at.utctimetuple()[:6]


def test_a_feed_stops_at_fifty_dates_and_holds_none_that_is_over(client: Client) -> None:
    EventPageFactory(rule="FREQ=DAILY;COUNT=60")
    over = EventPageFactory(title="Fini")
    past = timezone.now() - timedelta(days=2)
    over.occurrences.update(starts_at=past, ends_at=past + timedelta(hours=1))

    read = feed(client, "rss.xml")

    assert len(read.entries) == 50
    assert not [entry for entry in read.entries if "Fini" in entry.title]


def test_an_identifier_stays_when_the_date_is_put_off(client: Client) -> None:
    event = EventPageFactory()
    before = feed(client, "atom.xml").entries[0].id
    date = event.occurrences.get()
    date.starts_at += timedelta(days=1)
    date.ends_at += timedelta(days=1)
    date.save()

    assert feed(client, "atom.xml").entries[0].id == before


def test_the_data_have_the_shape_of_openagenda_and_a_state_for_each_date(client: Client) -> None:
    place = PlacePageFactory(phone="+33231000000", emails="a@exemple.fr", websites="https://a.fr")
    event = EventPageFactory(
        place=place, title="Un clic", themes=["Internet"], rule="FREQ=WEEKLY;COUNT=2", price=5
    )
    set_status(event.occurrences.first(), Status.FULL, "Une autre date est prévue.")

    answer = data(client)

    assert (answer["total"], answer["after"]) == (1, None)
    (told,) = answer["events"]
    assert told["title"] == {"fr": "Un clic"}
    assert told["conditions"] == {"fr": "5\u00a0€"}
    assert told["keywords"]["fr"] == ["Atelier", "Internet"]
    assert told["registration"] == [
        {"type": "phone", "value": "02\u00a031\u00a000\u00a000\u00a000"}
    ]
    assert told["location"]["insee"] == "14118"
    assert told["status"] == 1
    assert [timing["status"] for timing in told["timings"]] == [5, 1]
    assert told["timings"][0]["note"] == "Une autre date est prévue."
    assert told["timings"][0]["begin"].endswith(("+01:00", "+02:00"))


def test_an_event_whose_dates_are_all_cancelled_is_cancelled(client: Client) -> None:
    event = EventPageFactory(rule="FREQ=WEEKLY;COUNT=2")
    for date in event.occurrences.all():
        set_status(date, Status.CANCELLED)

    (told,) = data(client)["events"]

    assert told["status"] == 6


@pytest.mark.parametrize("route", ["rss.xml", "atom.xml"])
def test_a_date_that_has_moved_says_in_feeds_from_when(client: Client, route: str) -> None:
    event = EventPageFactory(title="Un clic", rule="FREQ=WEEKLY;COUNT=2")
    first, second = event.occurrences.all()
    set_status(first, Status.POSTPONED, "Salle prise.")
    put_off(first, first.starts_at + timedelta(days=1), first.ends_at + timedelta(days=1))
    put_off(second, second.starts_at + timedelta(hours=3), second.ends_at + timedelta(hours=3))

    day, later = feed(client, route).entries

    assert day.title.startswith("Un clic – ")  # it takes place on the day that is told
    moved = long_day(from_moment(first.original_start).date())
    assert f"Reporté\u00a0: Salle prise.<br />Prévu d’abord le {moved}.<br />" in day.summary
    assert later.summary.startswith("Prévu d’abord à 14\u00a0h.<br />")


def test_a_date_put_off_is_told_as_moved_once_it_has_another_day(client: Client) -> None:
    event = EventPageFactory(rule="FREQ=WEEKLY;COUNT=2")
    first, second = event.occurrences.all()
    for date in (first, second):
        set_status(date, Status.POSTPONED)
    put_off(first, first.starts_at + timedelta(days=1), first.ends_at + timedelta(days=1))

    (told,) = data(client)["events"]

    assert [timing["status"] for timing in told["timings"]] == [2, 4]


def test_answers_follow_each_other_without_gap_or_repeat(client: Client) -> None:
    place = PlacePageFactory()
    uids = {EventPageFactory(place=place).pk for _ in range(5)}

    found: list[int] = []
    after: list[str] = []
    for _ in range(3):
        answer = data(client, **{"size": 2, "after[]": after})
        assert answer["total"] == 5
        found += [event["uid"] for event in answer["events"]]
        after = answer["after"]
    assert after is None
    assert (len(found), set(found)) == (5, uids)


def test_the_shape_of_the_data_is_published_beside_them_and_named(client: Client) -> None:
    url = "/agenda/evenements.schema.json"

    schema = client.get(url)
    again = client.get(url, headers={"If-None-Match": schema["ETag"]})

    assert schema["Content-Type"] == "application/schema+json"
    assert schema["Access-Control-Allow-Origin"] == "*"
    assert not schema.cookies
    assert again.status_code == 304
    assert client.post(url).status_code == 405
    link = client.get("/agenda/evenements.json?departement=14")["Link"]
    assert link == f'<{url}>; rel="describedby"'
    follow = client.get("/agenda/suivre/").content.decode()
    assert re.search(r'href="[^"]+/agenda/evenements\.schema\.json"', follow)


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "after", [["x"], ["x", "y"], ["2026-01-01", "-1"], ["0001-01-01T00:00:00+14:00", "1"], ["", ""]]
)
def test_an_answer_that_was_never_given_is_refused_with_a_reason(
    client: Client, after: list[str]
) -> None:
    response = client.get("/agenda/evenements.json", {"after[]": after})

    assert response.status_code == 400
    assert "after" in response.json()["message"]


@pytest.mark.one_engine
@pytest.mark.parametrize("size", ["0", "-3", "999999999999", "abc", "²", ""])
def test_a_strange_size_is_brought_to_what_is_allowed(client: Client, size: str) -> None:
    EventPageFactory()

    assert len(data(client, size=size)["events"]) == 1


@pytest.mark.parametrize("route", ROUTES)
def test_what_visitors_may_not_see_is_in_no_channel(client: Client, route: str) -> None:
    shown = EventPageFactory(title="Ouvert")
    EventPageFactory(title="Brouillon", place=shown.place, live=False)
    EventPageFactory(title="Retiré", place=shown.place).unpublish()
    EventPageFactory(title="Fermé").place.unpublish()
    private = EventPageFactory(title="Réservé", place=shown.place)
    inside = EventPageFactory(title="Intérieur")
    for page in (private, inside.place):
        PageViewRestriction.objects.create(page=page, restriction_type="login")

    text = client.get(f"/agenda/{route}").content.decode()

    assert "Ouvert" in text
    titles = ("Brouillon", "Retiré", "Fermé", "Réservé", "Intérieur")
    assert [title for title in titles if title in text] == []
    folder = f"/annuaire/{private.place.slug}/{private.slug}/"
    assert "Réservé" not in client.get(f"{folder}{route}").content.decode()


@pytest.mark.parametrize("route", ROUTES)
def test_an_event_has_each_channel_for_itself(client: Client, route: str) -> None:
    event = EventPageFactory(title="Ici")
    EventPageFactory(title="Ailleurs")

    response = client.get(f"/annuaire/{event.place.slug}/{event.slug}/{route}")

    assert response.status_code == 200
    assert "Ici" in response.content.decode()
    assert "Ailleurs" not in response.content.decode()


@pytest.mark.parametrize("route", ROUTES)
def test_who_has_a_channel_is_told_so_until_a_date_changes(client: Client, route: str) -> None:
    event = EventPageFactory()
    address = f"/agenda/{route}"
    first = client.get(address)
    assert first["Access-Control-Allow-Origin"] == "*"
    assert first["Cache-Control"] == "public, no-cache"
    assert not first.cookies

    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    set_status(event.occurrences.get(), Status.CANCELLED)
    changed = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, changed.status_code) == (304, 200)


EVERY_FILTER = (
    "commune=caen&rayon=10&lieu=le-phare&departement=14&theme=internet&type=atelier&public=seniors"
    "&gratuit=oui&en_ligne=oui&reservation=non"
)


def fitting(place: PlacePage) -> EventPage:
    """Return an event of one date that ``EVERY_FILTER`` keeps."""
    return EventPageFactory(
        place=place,
        themes=["Internet"],
        terms=[(Vocabulary.AUDIENCE, "Seniors")],
        attendance=EventPage.Attendance.ONLINE,
        online_url="https://exemple.fr/",
        booking=EventPage.Booking.NONE,
    )


def cost(client: Client, route: str) -> int:
    agenda_cache.invalidate()
    directory_cache.invalidate()
    with CaptureQueriesContext(connection) as queries:
        response = client.get(f"/agenda/{route}?{EVERY_FILTER}")
    assert response.status_code == 200
    assert "Atelier numérique" in response.content.decode()
    return len(queries)


@pytest.mark.parametrize("route", ROUTES)
def test_a_channel_costs_the_same_for_one_and_for_thousands_of_dates(
    client: Client, route: str
) -> None:
    place = PlacePageFactory(slug="le-phare")
    events = [fitting(place)]
    cost(client, route)  # Wagtail learns the addresses of the site
    one = cost(client, route)
    events += [fitting(place) for _ in range(3)]
    start = timezone.now() + timedelta(days=30)
    Occurrence.objects.bulk_create(
        Occurrence(
            event=event,
            place=place,
            departement_id="14",
            original_start=start + timedelta(hours=number),
            starts_at=start + timedelta(hours=number),
            ends_at=start + timedelta(hours=number + 1),
        )
        for event in events
        for number in range(600)  # more than what is read at once
    )

    many = cost(client, route)

    assert many == one
    assert many <= 11


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("query", ["lieu=%00", "theme=" + "x" * 5000, "type=%F0%9F%98%80", "after"])
def test_no_address_breaks_a_channel(client: Client, route: str, query: str) -> None:
    assert client.get(f"/agenda/{route}?{query}").status_code in (200, 400)


@pytest.mark.parametrize("route", ["rss.xml", "atom.xml"])
def test_what_looks_like_markup_is_read_as_it_was_written(client: Client, route: str) -> None:
    EventPageFactory(title="C++ & <script>", summary="Le <h1> du web, 3 < 5\u00a0; <12 ans & plus")

    (entry,) = feed(client, route).entries

    lines = [unescape(line) for line in entry.summary.split("<br />")]
    assert lines[:2] == ["Le <h1> du web, 3 < 5\u00a0; <12 ans & plus", "Gratuit"]
    where = ".//{*}entry/{*}title" if route == "atom.xml" else ".//item/title"
    written = ElementTree.fromstring(client.get(f"/agenda/{route}").content)
    assert "C++ & <script>" in written.findtext(where, "")
