"""A visitor chooses a day, or its morning: in the list of places, and in the guided way."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from tests.directory.search.visits import text_of, titles
from tests.factories import PlacePageFactory

MONDAY = datetime(2026, 11, 30, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(MONDAY)]


def test_a_part_of_a_day_is_asked_and_the_cards_say_the_hours_of_that_day(client: Client) -> None:
    PlacePageFactory(title="Journée", hours="Tu 08:30-12:30,13:30-17:30")
    PlacePageFactory(title="Matin", hours="Mo-Fr 09:00-12:00")
    PlacePageFactory(title="Soir", hours="Tu 18:00-20:00")
    PlacePageFactory(title="À voir", hours="")

    asked = {part: f"2026-12-01-{part}" for part in ("matin", "apres-midi", "soir")}
    assert titles(client, ouvert=asked["matin"]) == ["Journée", "Matin", "À voir"]
    assert titles(client, ouvert=asked["apres-midi"]) == ["Journée", "À voir"]
    assert titles(client, ouvert=asked["soir"]) == ["Soir", "À voir"]
    assert titles(client, ouvert="2026-12-01") == ["Journée", "Matin", "Soir", "À voir"]

    page = text_of(client, ouvert=asked["apres-midi"])
    assert "Mardi : 8 h 30 – 12 h 30, 13 h 30 – 17 h 30" in page
    assert "Mardi : horaires à confirmer" in page
    assert "Ouvre demain" not in page  # the state of the day of the visit
    assert "Ouvre demain à 8 h 30" in text_of(client)


def test_the_parts_of_each_day_are_proposed_and_the_one_asked_is_dropped_by_its_tag(
    client: Client,
) -> None:
    html = client.get("/annuaire/", {"ouvert": "2026-12-01-apres-midi"}).content.decode()
    assert 'value="2026-12-01-apres-midi" selected' in html
    values = re.findall(r'<option value="(\d{4}-[^"]*)"', html)
    assert len(values) == len(set(values)) == 4 * 7
    assert "Ouvert le mardi 1er\u00a0décembre l’après-midi" in html
    assert titles(client, ouvert=values[-1]) == []


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "value",
    ["2026-12-01-nuit", "2026-12-01-", "2026-12-01matin", "20261201-matin", "2025-12-01-matin",
     "2026-12-01-matin-soir", "2026-W49-2-matin"],
)  # fmt: skip
def test_a_part_that_is_no_part_is_said_and_left_out(client: Client, value: str) -> None:
    PlacePageFactory(title="Fermé", hours="off")
    assert titles(client, ouvert=value) == ["Fermé"]
    assert "passé, trop lointain ou illisible" in text_of(client, ouvert=value)
