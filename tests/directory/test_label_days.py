"""A label shows, ends and comes back on every channel at the very day."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from directory.models import LabelGrant
from tests.directory.labels import REGISTER, do, label_pages, verify_url
from tests.espace.managing import manager_of
from tests.factories import AgendaPageFactory, LabelGrantFactory, PlacePageFactory
from tests.reading import cards, content_of, main_text, map_data, results_heading, texts

pytestmark = pytest.mark.django_db

NEW_YEAR = datetime(2026, 12, 31, 23, tzinfo=UTC)  # in Paris, 2027 begins
SECOND = timedelta(seconds=1)
NAME = "Fabrique verte"

# By channel: whether it shows the label of the only place.
Shows = Callable[[Client, LabelGrant], bool]
CHANNELS: dict[str, Shows] = {
    "card": lambda client, grant: cards(client.get("/annuaire/"))[0].labels == [NAME],
    "sheet": lambda client, grant: NAME in main_text(client.get(grant.place.url)),
    "facet": lambda client, grant: (
        results_heading(client.get("/annuaire/?label=verte")) == "1 lieu"
    ),
    "facet count": lambda client, grant: (
        texts(client.get("/annuaire/"), 'label[for="label-verte"] .choice__count') == ["1"]
    ),
    "map": lambda client, grant: (
        map_data(client.get("/annuaire/carte/?label=verte"))["matching"] == [grant.place_id]
    ),
    **{
        f"file {ending}": lambda client, grant, ending=ending: (
            NAME in content_of(client.get(f"/annuaire/lieux.{ending}")).decode()
        )
        for ending in ("csv", "json", "geojson")
    },
    "register": lambda client, grant: (
        texts(client.get(REGISTER), "tbody .badge") in (["Valide"], ["Expire bientôt"])
    ),
    "register of the place": lambda client, grant: (
        texts(client.get(f"{REGISTER}{grant.place.slug}/"), "tbody .badge")
        in (["Valide"], ["Expire bientôt"])
    ),
    "open data": lambda client, grant: (
        json.loads(client.get(f"{REGISTER}attributions.json").content)["attributions"][0][
            "situation"
        ]
        in ("Valide", "Expire bientôt")
    ),
    "verified": lambda client, grant: (
        "Oui, ce label est valable" in main_text(client.get(verify_url(grant)))
    ),
    "plaque": lambda client, grant: (
        texts(
            manager_of(grant.place).get(f"/espace/lieux/{grant.place_id}/communication/plaque/"),
            ".paper-label",
        )
        == [NAME]
    ),
}


def shown(grant: LabelGrant) -> dict[str, bool]:
    client = Client()
    return {name: shows(client, grant) for name, shows in CHANNELS.items()}


def everywhere(shows: bool) -> dict[str, bool]:
    return dict.fromkeys(CHANNELS, shows)


def a_grant(**fields: date) -> LabelGrant:
    label_pages()
    AgendaPageFactory()
    label = {"label__name": NAME, "label__slug": "verte"}
    return LabelGrantFactory(place=PlacePageFactory(), **label, **fields)


@pytest.mark.parametrize(
    ("fields", "before", "after"),
    [
        ({"granted_on": date(2027, 1, 1)}, False, True),
        ({"granted_on": date(2026, 1, 1), "expires_on": date(2026, 12, 31)}, True, False),
    ],
    ids=["begins", "ends"],
)
def test_a_label_begins_and_ends_at_midnight_in_paris(
    fields: dict[str, date], before: bool, after: bool
) -> None:
    with time_machine.travel(NEW_YEAR - SECOND, tick=False):
        grant = a_grant(**fields)
        assert shown(grant) == everywhere(before)
    with time_machine.travel(NEW_YEAR, tick=False):
        assert shown(grant) == everywhere(after)


def test_a_suspension_hides_a_label_at_once_and_its_end_brings_it_back() -> None:
    with time_machine.travel(NEW_YEAR, tick=False):
        grant = a_grant(granted_on=date(2027, 1, 1))
        assert shown(grant) == everywhere(True)
        do(grant, "suspendre")
        assert shown(grant) == everywhere(False)
        do(grant, "lever")
        assert shown(grant) == everywhere(True)
        do(grant, "retirer")
        assert shown(grant) == everywhere(False)
