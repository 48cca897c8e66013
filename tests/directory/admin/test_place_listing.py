"""Staff find places in the admin."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from directory.models import PlacePage, Vocabulary
from tests.factories import CommuneFactory, LabelGrantFactory, PlacePageFactory, UserFactory
from tests.reading import row_titles, text_of

pytestmark = pytest.mark.django_db

EPN = (Vocabulary.KIND, "epn")
TIERS_LIEU = (Vocabulary.KIND, "tiers-lieu")
TODAY = timezone.localdate


def listed(client: Client, **params: object) -> list[str]:
    """Return the names that the page asks for when a filter changes: the rows by themselves."""
    return row_titles(client.get(reverse("directory_places:index_results"), params))


def test_a_row_says_what_staff_need_to_decide(team: Client) -> None:
    place = PlacePageFactory(title="Le Dôme", terms=[TIERS_LIEU], verified_on=date(2026, 3, 2))
    LabelGrantFactory(
        place=place,
        granted_on=TODAY() - timedelta(days=30),
        expires_on=TODAY() + timedelta(days=10),
        label__name="Tiers-Lieux",
    )

    text = text_of(team.get(reverse("directory_places:index")))

    place.refresh_from_db()
    for expected in (
        "Le Dôme",
        "Tiers-lieu",
        "Caen",
        "Tiers-Lieux : expire bientôt",
        f"{place.completeness} %",
        "02/03/2026",
    ):
        assert expected in text


def test_a_row_says_that_a_version_waits(team: Client) -> None:
    place = PlacePageFactory()
    place.save_revision()
    place.get_workflow().start(place, UserFactory())

    assert "en cours de modération" in text_of(team.get(reverse("directory_places:index")))


def test_a_date_that_only_the_source_gives_is_said_so(team: Client) -> None:
    PlacePageFactory(verified_on=date(2026, 3, 2), verified_here=False)

    assert "02/03/2026 (par la source)" in text_of(team.get(reverse("directory_places:index")))


def test_names_are_ordered_as_in_a_french_dictionary(team: Client) -> None:
    for title in ("Zèbre", "Écluse", "eau", "Étoile"):
        PlacePageFactory(title=title)

    assert listed(team) == ["eau", "Écluse", "Étoile", "Zèbre"]
    assert listed(team, ordering="-sort_name") == ["Zèbre", "Étoile", "Écluse", "eau"]


def test_places_are_filtered_by_kind_and_departement(team: Client) -> None:
    PlacePageFactory(title="A", terms=[EPN])
    PlacePageFactory(title="B", terms=[EPN, TIERS_LIEU], commune=CommuneFactory(rouen=True))
    PlacePageFactory(title="C")

    assert listed(team, kind=["epn"]) == ["A", "B"]
    assert listed(team, kind=["epn", "tiers-lieu"]) == ["A", "B"]
    assert listed(team, departement=["76"]) == ["B"]
    assert listed(team, kind=["epn"], departement=["14"]) == ["A"]


def test_places_are_filtered_by_the_state_of_their_label(team: Client) -> None:
    today = TODAY()
    for title, ends in (
        ("Expiré", today - timedelta(days=1)),
        ("Bientôt", today + timedelta(days=60)),
        ("Tranquille", today + timedelta(days=400)),
        ("Sans limite", None),
    ):
        LabelGrantFactory(
            place=PlacePageFactory(title=title),
            granted_on=today - timedelta(days=500),
            expires_on=ends,
        )
    LabelGrantFactory(place=PlacePageFactory(title="Retiré"), state="retire")
    PlacePageFactory(title="Rien")

    assert listed(team, label="valide") == ["Bientôt", "Sans limite", "Tranquille"]
    assert listed(team, label="a-renouveler") == ["Bientôt", "Expiré"]
    assert listed(team, label="aucun") == ["Retiré", "Rien"]


def test_a_label_that_was_renewed_is_not_to_renew(team: Client) -> None:
    place = PlacePageFactory(title="Renouvelé")
    today = TODAY()
    LabelGrantFactory(
        place=place, granted_on=today - timedelta(days=800), expires_on=today - timedelta(days=1)
    )
    LabelGrantFactory(place=place, granted_on=today, expires_on=today + timedelta(days=700))

    assert listed(team, label="a-renouveler") == []
    assert listed(team, label="valide") == ["Renouvelé"]


def test_places_are_filtered_by_completeness_age_and_source(team: Client) -> None:
    old = PlacePageFactory(
        title="Ancien", verified_on=TODAY() - relativedelta(months=7), source="Registre"
    )
    PlacePageFactory(title="Récent", verified_on=TODAY())
    PlacePage.objects.filter(pk=old.pk).update(completeness=85)

    assert listed(team, unverified_for="6") == ["Ancien"]
    assert listed(team, unverified_for="12") == []
    assert listed(team, completeness="80-100") == ["Ancien"]
    assert listed(team, completeness="0-49") == ["Récent"]
    assert listed(team, source="Registre") == ["Ancien"]


def test_sheets_to_complete_come_least_complete_first(team: Client) -> None:
    for score in (70, 10, 40):
        place = PlacePageFactory(title=f"{score} %")
        PlacePage.objects.filter(pk=place.pk).update(completeness=score)

    assert listed(team, ordering="completeness") == ["10 %", "40 %", "70 %"]


@pytest.mark.parametrize(
    "typed", ["mediatheque", "Médiathèques", "média", "MEDIATH lys", "fleur de lys", "l'espace lys"]
)
def test_a_place_is_found_while_its_name_is_being_typed(team: Client, typed: str) -> None:
    PlacePageFactory(title="Médiathèque de l’espace Fleur de Lys")
    PlacePageFactory(title="Autre lieu")

    assert listed(team, q=typed) == ["Médiathèque de l’espace Fleur de Lys"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("q", '"'),
        ("q", "'; DROP TABLE --"),
        ("q", "AND NOT * ( %"),
        ("q", "x" * 3000),
        ("ordering", "password"),
        ("ordering", "-pk; --"),
        ("kind", "999999"),
        ("kind", "9" * 30),
        ("departement", "<script>"),
        ("label", "NaN"),
        ("completeness", "0-49-"),
        ("unverified_for", "-1"),
        ("source", "inconnue"),
        ("p", "-3"),
        ("p", "abc"),
    ],
)
def test_hostile_parameters_are_borne(team: Client, name: str, value: str) -> None:
    PlacePageFactory()

    assert team.get(reverse("directory_places:index"), {name: value}).status_code == 200


def test_the_list_costs_the_same_for_few_and_many_places(team: Client) -> None:
    def add(number: int) -> None:
        for _ in range(number):
            LabelGrantFactory(place=PlacePageFactory(terms=[EPN, TIERS_LIEU]))

    def cost() -> int:
        team.get(reverse("directory_places:index"))  # what each process reads again after a change
        with CaptureQueriesContext(connection) as queries:
            team.get(reverse("directory_places:index"))
        return len(queries)

    add(2)
    for_few = cost()
    add(6)

    assert cost() == for_few


def test_the_listing_can_be_taken_away_as_a_spreadsheet(team: Client) -> None:
    PlacePageFactory(title="Le Dôme")

    response = team.get(reverse("directory_places:index"), {"export": "csv"})

    assert "Le Dôme" in b"".join(response.streaming_content).decode()
