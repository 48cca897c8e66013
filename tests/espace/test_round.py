"""Managers say where their place passes, as they say its hours: through the team, or at once."""

import pytest

from directory.models import Stop
from tests.directory.rounds import stop
from tests.espace.managing import approve, manager
from tests.factories import CommuneFactory, UserFactory
from tests.reading import main_text

pytestmark = pytest.mark.django_db
FIRST = {
    "stops-0-rhythm": "1",
    "stops-0-weekday": "1",
    "stops-0-starts_at": "09:00",
    "stops-0-ends_at": "12:00",
    "stops-0-commune": "Rouen",
    "stops-0-spot": "place du marché",
}


def test_a_stop_waits_for_the_team_then_is_where_the_place_passes() -> None:
    CommuneFactory(rouen=True)
    someone = manager()

    page = someone.change("passages", **FIRST)

    assert "C’est envoyé à l’équipe de la Région" in main_text(page)
    assert not Stop.objects.exists()
    proposed = main_text(someone.page("sheet"))
    assert "Le premier mardi du mois, 9 h – 12 h, Rouen, place du marché" in proposed
    approve(someone.public, UserFactory(is_superuser=True))
    [found] = Stop.objects.all()
    assert (found.commune.name, found.hours) == ("Rouen", "Tu[1] 09:00-12:00; PH off")
    assert someone.public.card["stops"][0]["spot"] == "place du marché"


def test_the_point_that_the_team_set_stays_until_the_stop_is_elsewhere() -> None:
    rouen = CommuneFactory(rouen=True)
    someone = manager(trusted=True)
    place = someone.public
    place.stops = [stop(rouen, latitude=49.4, longitude=1.1)]
    place.save()

    someone.change("passages", **{"stops-0-note": "devant la halle"})
    [same] = Stop.objects.all()
    assert (same.note, same.latitude) == ("devant la halle", 49.4)
    someone.change("passages", **{"stops-0-spot": "à la gare"})
    [moved] = Stop.objects.all()
    assert (moved.spot, moved.latitude) == ("à la gare", None)


def test_half_a_stop_is_told_beside_its_field() -> None:
    CommuneFactory(rouen=True)
    someone = manager()

    page = someone.open("passages").send(**FIRST | {"stops-0-weekday": ""})

    assert page.status_code == 422
    assert "Choisissez le jour du passage." in page.content.decode()
