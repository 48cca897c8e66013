"""« Un autre jour »: the third question of the guided way, answered by a day or a part of one."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from directory.models import PlacePage, Vocabulary
from tests.directory.guide.visits import ADDRESS, heading_of, html_of, text_of, titles
from tests.factories import PlacePageFactory
from tests.reading import texts

MONDAY = datetime(2026, 11, 30, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(MONDAY)]

ASKED = {"besoin": "demarche", "commune": "14118-caen"}
HELP = [(Vocabulary.SERVICE, "Aide aux démarches administratives")]


def helping(title: str, hours: str) -> None:
    """Make a place that helps, at an address of its own: twins would take one answer."""
    PlacePageFactory(title=title, terms=HELP, hours=hours, address=f"1 rue {title}")


def test_another_day_is_chosen_in_two_links(client: Client) -> None:
    (url,) = re.findall(r'href="([^"]*quand=un-autre-jour)"', html_of(client, **ASKED))
    html = client.get(url.replace("&amp;", "&")).content.decode()
    assert "Quel jour voulez-vous y aller" in html
    assert "Question 3 sur 3" in html
    assert "n’a pas été comprise" not in html

    days = [value[:10] for value in re.findall(r"quand=(2026-[^\"]*)", html)]
    assert sorted(set(days)) == [f"2026-12-{day:02}" for day in range(1, 8)]
    assert all(days.count(day) == 4 for day in days)
    link = f"{ADDRESS}?besoin=demarche&amp;commune=14118-caen&amp;quand=2026-12-01-apres-midi"
    assert link in html


def test_the_answers_are_open_in_the_part_of_the_day_asked_and_say_its_hours(
    client: Client,
) -> None:
    helping("Journée", "Tu 08:30-12:30,13:30-17:30")
    helping("Matin", "Tu 09:00-12:00")
    helping("Inconnu", "")

    asked = ASKED | {"quand": "2026-12-01-apres-midi"}
    assert titles(client, **asked) == ["Journée", "Inconnu"]
    text = text_of(client, **asked)
    assert "Ouvert mardi 1er décembre de 8 h 30 à 12 h 30 et de 13 h 30 à 17 h 30" in text
    assert "Horaires à confirmer : renseignez-vous avant de vous déplacer" in text
    assert "Mardi 1er décembre l’après-midi" in text  # the answer given, that can be changed
    assert "ouvert=2026-12-01-apres-midi" in html_of(client, **asked)  # all of them, in the list


def test_where_nothing_is_open_then_the_day_is_given_up_and_said(client: Client) -> None:
    helping("Matin", "Tu 09:00-12:00")
    helping("Mercredi", "We 09:00-12:00")

    text = text_of(client, **ASKED, quand="2026-12-01-soir")
    assert "aucun lieu ouvert mardi 1er décembre le soir à moins de 30 km de Caen" in text
    assert "Ouvert mardi 1er décembre de 9 h à 12 h" in text
    assert "Fermé mardi 1er décembre" in text
    page = client.get(ADDRESS, ASKED | {"quand": "2026-12-01-soir"})
    unfit = texts(page, ".answer-card__reason--ask")
    assert len([reason for reason in unfit if "mardi" in reason]) == 2


FRIDAY = datetime(2026, 12, 4, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.mark.time_machine(FRIDAY)
def test_a_place_that_is_closed_tomorrow_says_so_of_tomorrow(client: Client) -> None:
    helping("Semaine", "Mo-Fr 09:00-12:00")
    helping("Inconnu", "")
    asked = ASKED | {"quand": "demain"}
    assert titles(client, **asked) == ["Inconnu"]

    PlacePage.objects.filter(title="Inconnu").update(hours="Su 10:00-12:00")
    page = client.get(ADDRESS, asked)
    assert titles(client, **asked) == ["Inconnu", "Semaine"]
    unfit = texts(page, ".answer-card__reason--ask")
    assert [reason for reason in unfit if "samedi" in reason] == ["Fermé samedi 5 décembre"] * 2
    assert "Ouvert demain" not in text_of(client, **asked)


@pytest.mark.time_machine(FRIDAY)
def test_a_place_that_is_open_tomorrow_says_until_when(client: Client) -> None:
    helping("Samedi", "Sa 09:00-12:00")
    text = text_of(client, **ASKED, quand="demain")
    assert "Ouvert demain, samedi 5 décembre, de 9 h à 12 h" in text


@pytest.mark.parametrize("typed", ["2026-11-29", "2026-12-01-nuit", "2028-01-01", "mardi"])
def test_a_day_that_is_none_is_asked_again(client: Client, typed: str) -> None:
    assert heading_of(client, **ASKED, quand=typed) == "Quand voulez-vous y aller ?"
    assert "Nous n’avons pas compris quand" in text_of(client, **ASKED, quand=typed)
