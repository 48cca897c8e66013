"""Places as records of the standard."""

from datetime import timedelta

import pytest
from django.utils import timezone

from directory.models import LabelGrant, PlacePage, Vocabulary
from directory.services import exports
from directory.services.exports import iter_records, record_of
from directory.standard.fields import CLOSED_LISTS
from tests.directory.full_places import full_place
from tests.factories import LabelFactory, LabelGrantFactory, PlacePageFactory, TermFactory

pytestmark = pytest.mark.django_db


def test_everything_the_standard_has_a_column_for_is_there():
    place = full_place()
    place.refresh_from_db()
    record = record_of(place)
    assert record.id == place.public_id
    assert record.nom == "Le Phare"
    assert (record.commune, record.code_insee) == ("Caen", "14118")
    assert record.pivot == "21140118300010"
    assert record.presentation_detail == "Un atelier partagé face au port."
    assert record.services == (
        "Aide aux démarches administratives",
        "Loisirs et créations numériques",
    )
    assert "Label du pays" in record.autres_formations_labels
    assert all(getattr(record, column) for column in CLOSED_LISTS if column != "itinerance")
    assert record.source == place.source


def test_a_place_with_no_service_is_exported_like_the_others():
    PlacePageFactory()
    (record,) = iter_records(PlacePage.objects.all())
    assert record.services == ()


@pytest.mark.parametrize(
    ("grant", "exported"),
    [
        ({}, True),
        ({"expires_on": timezone.localdate() - timedelta(days=1)}, False),
        ({"granted_on": timezone.localdate() + timedelta(days=1)}, False),
        ({"state": LabelGrant.State.SUSPENDED}, False),
        ({"label__is_example": True}, False),
    ],
)
def test_labels_of_the_network_are_exported_while_they_hold(grant, exported):
    place = PlacePageFactory(other_labels="QPV\nTiers-Lieux Normandie\nQPV")
    PlacePageFactory()
    LabelGrantFactory(
        place=place,
        **{"granted_on": timezone.localdate() - timedelta(days=30), "label__name": "Label Ouest"}
        | {"label__slug": "ouest"}
        | grant,
    )
    expected = ("QPV", "Tiers-Lieux Normandie") + (("Label Ouest",) if exported else ())
    assert record_of(place).autres_formations_labels == expected
    records = {record.id: record for record in iter_records(PlacePage.objects.all())}
    assert records[place.public_id].autres_formations_labels == expected


def test_our_own_terms_stay_out_of_the_lists_of_the_standard():
    own = TermFactory(vocabulary=Vocabulary.SERVICE, code="Prêt de vélos")
    place = PlacePageFactory(terms=[(Vocabulary.EQUIPMENT, "wifi"), (own.vocabulary, own.code)])
    record = record_of(place)
    assert record.services == ()


def test_an_export_costs_the_same_for_few_places_and_for_many(django_assert_num_queries):
    for number in range(3):
        full_place(slug=f"phare-{number}")
    with django_assert_num_queries(3):
        assert len(list(iter_records(PlacePage.objects.all()))) == 3
    for _ in range(20):
        PlacePageFactory()
    with django_assert_num_queries(3):
        assert (
            len(list(iter_records(PlacePage.objects.defer("body").prefetch_related("tags")))) == 23
        )


def test_places_beyond_one_chunk_are_all_there(monkeypatch):
    monkeypatch.setattr(exports, "CHUNK", 2)
    places = [PlacePageFactory() for _ in range(5)]
    found = [record.id for record in iter_records(PlacePage.objects.order_by("-title"))]
    assert found == [place.public_id for place in places]


def test_the_places_chosen_are_those_exported():
    PlacePageFactory(title="Le Phare")
    PlacePageFactory(title="Autre")
    chosen = PlacePage.objects.near(49.18, -0.37, 20).matching("phare")
    assert [record.nom for record in iter_records(chosen)] == ["Le Phare"]


def test_a_label_of_the_register_is_one_whatever_its_name():
    place = PlacePageFactory()
    LabelGrantFactory(place=place, label=LabelFactory(name="Un | deux", slug="deux"))
    assert record_of(place).autres_formations_labels == ("Un | deux",)
