"""The agenda says who passes near, in a line that leads to all the passages: they are no dates."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from wagtail.models import PageViewRestriction

from tests.directory.rounds import bus, stop
from tests.factories import AgendaPageFactory, CommuneFactory
from tests.reading import links, main_text, texts

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 30, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))


def heading(page: Any) -> str:
    return texts(page, "#resultats")[0]


@time_machine.travel(MONDAY, tick=False)
def test_a_line_says_who_passes_near_then_and_leads_to_all_of_them(client: Client) -> None:
    AgendaPageFactory()
    rouen = CommuneFactory(rouen=True)
    place = bus(stop(rouen), stop(rouen, weekday=3), title="Le bus")

    def passages(**asked: str) -> Any:
        return client.get("/annuaire/passages/", {"commune": "76540-rouen"} | asked)

    assert "Le bus" not in main_text(client.get("/agenda/"))
    assert "Le bus" not in main_text(client.get("/agenda/?commune=50502"))
    page = client.get("/agenda/?commune=76540-rouen")
    assert "Le bus : passe à Rouen mardi 1er décembre, 9 h – 12 h. Et 3 autres passages." in (
        main_text(page)
    )
    listed = client.get(links(page)["Voir les lieux qui passent"])
    assert heading(listed) == "4 passages à moins de 20 km de Rouen"
    assert links(listed)["Le bus"] == place.url
    assert heading(passages(ouvert="2026-12-01-matin")) == "1 passage à moins de 20 km de Rouen"
    evening = passages(ouvert="2026-12-01-soir")
    assert "Aucun passage n’est annoncé ici ce jour-là." in main_text(evening)
    assert heading(passages(commune="zzz")).startswith("Aucun passage")
    with time_machine.travel(datetime(2026, 12, 1, 12, 0, tzinfo=MONDAY.tzinfo), tick=False):
        assert "jeudi 3 décembre" in main_text(client.get("/agenda/?commune=76540-rouen"))
    PageViewRestriction.objects.create(page=place, restriction_type="login")
    assert "Le bus" not in main_text(client.get("/annuaire/passages/"))
