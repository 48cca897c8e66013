"""Staff read the dates that result before they save."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events.models import Occurrence
from events.services.occurrences import set_status
from tests.clock import in_december_2026
from tests.events.series import next_monday, weekly
from tests.factories import DirectoryPageFactory, EventPageFactory, PlacePageFactory
from tests.reading import text_of

pytestmark = [pytest.mark.django_db, in_december_2026]


@pytest.fixture(scope="module")
def place(made_once: Callable) -> int:
    """Return the number of a place where events may be held."""
    return made_once(PlacePageFactory).pk


def preview(client: Client, pk: int, **changes: object) -> str:
    typed = {"starts_on": "01/03/2027", "start_time": "18:00", "end_time": "20:00"} | changes
    data = {name.replace("rule_", "rule-"): value for name, value in typed.items()}
    response = client.post(reverse("events_dates_preview", args=(pk,)), data)
    assert response.status_code == 200
    return text_of(response)


def test_the_dates_of_an_event_to_come_are_written_out(team: Client, place: int) -> None:
    text = preview(team, place, rule_pattern="semaine", rule_count="25")

    assert "25 dates" in text
    assert "lundi 1er mars 2027, de 18 h à 20 h" in text
    assert "lundi 12 juillet 2027" in text  # the twentieth
    assert "lundi 19 juillet 2027" not in text
    assert "… et 5 autres à venir" in text


def test_how_it_comes_again_is_said_with_the_months_that_are_skipped(
    team: Client, place: int
) -> None:
    text = preview(
        team,
        place,
        starts_on="31/03/2027",
        rule_pattern="mois-date",
        rule_count="3",
        skip_public_holidays="on",
    )

    assert "Chaque mois, le 31 (quand il existe), 3 fois, sauf jours fériés." in text
    assert "lundi 31 mai 2027" in text
    assert "avril" not in text


def test_several_dates_without_a_rule_are_counted_once(team: Client, place: int) -> None:
    text = preview(team, place, added_dates="12/03/2027\n19/03/2027")

    assert text.count("3 dates") == 1
    assert "vendredi 19 mars 2027" in text


def test_only_a_repetition_without_end_goes_on_after_eighteen_months(
    team: Client, place: int
) -> None:
    endless = preview(team, place, rule_pattern="semaine")
    assert "sur dix-huit mois. Les suivantes s’ajouteront" in endless
    assert "Les suivantes" not in preview(team, place, rule_pattern="semaine", rule_count="25")
    assert "Les suivantes" not in preview(team, place)


def test_an_end_that_precedes_the_start_is_said_to_be_the_next_day(
    team: Client, place: int
) -> None:
    late = preview(team, place, start_time="22:00", end_time="02:00")
    assert "de 22 h à 2 h" in late
    assert "finit le lendemain" in late
    assert "lendemain" not in preview(team, place)


def test_what_holidays_take_away_is_counted(team: Client, place: int) -> None:
    text = preview(
        team,
        place,
        starts_on="29/03/2027",  # Easter Monday
        rule_pattern="semaine",
        rule_count="4",
        skip_school_holidays="on",
        skip_public_holidays="on",
        excluded_dates="05/04/2027",
    )

    assert "1 date sautée : dates exclues" in text
    assert "1 date sautée : jours fériés" in text


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"starts_on": "28/03/2027", "start_time": "02:30"}, "n’existe pas le 28 mars 2027"),
        ({"excluded_dates": "01/03/2027"}, "Il ne reste aucune date"),
        ({"starts_on": "demain"}, "date valide"),
        ({"rule": "FREQ=SECONDLY"}, "ne peut pas être lue"),
        ({"added_dates": "mardi"}, "« mardi » n’est pas une date"),
    ],
)
def test_what_is_wrong_is_said_in_french(
    team: Client, place: int, typed: dict, expected: str
) -> None:
    assert expected in preview(team, place, **typed)


def test_what_is_not_typed_yet_is_no_mistake(team: Client, place: int) -> None:
    text = preview(team, place, start_time="")

    assert text == "Donnez la première date, l’heure de début et l’heure de fin."


def test_states_that_would_be_lost_are_told_and_nothing_is_stored(team: Client) -> None:
    event = weekly()
    second = event.occurrences.all()[1]
    set_status(second, Occurrence.Status.CANCELLED)
    day = next_monday() + timedelta(days=7)

    text = preview(
        team,
        event.pk,
        starts_on=f"{next_monday():%d/%m/%Y}",
        rule_pattern="semaine",
        rule_count="4",
        excluded_dates=f"{day:%d/%m/%Y}",
    )

    assert "seraient perdus" in text
    assert "annulé" in text
    assert event.occurrences.count() == 4


def test_past_dates_are_counted_apart(team: Client) -> None:
    first = timezone.localdate() - timedelta(days=14)

    text = preview(
        team,
        EventPageFactory().pk,
        starts_on=f"{first:%d/%m/%Y}",
        rule_pattern="semaine",
        rule_count="6",
        start_time="00:00",
        end_time="01:00",
    )

    assert "6 dates , dont 3 passées" in text


def test_a_page_that_holds_no_event_has_no_preview(team: Client) -> None:
    url = reverse("events_dates_preview", args=(DirectoryPageFactory().pk,))
    assert team.get(url).status_code == 404
    assert team.get(reverse("events_dates_preview", args=(2**63,))).status_code == 404


@pytest.mark.parametrize("value", ["\x00", "9" * 400, "0001-01-01", "31/12/9999", "<script>"])
@pytest.mark.parametrize(
    "name", ["starts_on", "start_time", "rule", "rule_until", "rule_count", "added_dates"]
)
def test_hostile_values_are_borne(team: Client, place: int, name: str, value: str) -> None:
    preview(team, place, **{"rule_pattern": "semaine", name: value})
