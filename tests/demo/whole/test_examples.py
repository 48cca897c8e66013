"""The invented places of the demo: complete, of every kind, and nobody's."""

import tomllib

import pytest
from PIL import Image as PillowImage

from directory.completeness import completeness_of
from directory.models import Kind, LabelGrant, PlacePage, Vocabulary
from directory.models.label import Standing
from events.models import EventPage
from normandie.demo.examples.loading import FOLDER, MARK
from normandie.demo.examples.photos import FOLDER as PHOTOS
from tests.typography import typewriter_french

pytestmark = pytest.mark.django_db

FILES = sorted(FOLDER.glob("*.toml"))
NOT_READ = {
    *("commune", "postcode", "phone", "email", "website", "booking_url", "hours", "label"),
    *("terms", "desk", "period", "price", "file"),
}
# A number would be somebody's, and Acceslibre holds real places.
LEFT_OUT = {"Indiquez le SIRET ou le RNA.", "Liez la fiche Acceslibre."}


@pytest.fixture
def examples() -> list[PlacePage]:
    return list(PlacePage.objects.live().filter(is_example=True).prefetch_related("terms"))


def codes(place: PlacePage, vocabulary: Vocabulary) -> set[str]:
    return {term.code for term in place.terms_of(vocabulary)}


def test_each_kind_of_place_is_shown(examples: list[PlacePage]) -> None:
    kinds = [kind for place in examples for kind in codes(place, Vocabulary.KIND)]
    typologies = [code for place in examples for code in codes(place, Vocabulary.TYPOLOGY)]
    moving = [place for place in examples if "Itinérant" in codes(place, Vocabulary.MOBILITY)]

    assert min(kinds.count(kind) for kind in (Kind.EPN, Kind.TIERS_LIEU, Kind.POLE)) >= 3
    assert typologies.count("FABLAB") >= 3
    assert len(moving) == 2
    assert {place.commune.departement_id for place in examples} == {"14", "27", "50", "61", "76"}


def test_each_is_a_whole_sheet_that_staff_could_save(examples: list[PlacePage]) -> None:
    for place in examples:
        place.full_clean()
        assert set(completeness_of(place).advice) <= LEFT_OUT, place.title
        assert place.photos.count() >= 2
        assert place.managers.exists()
        assert "PH off" in place.hours
        assert EventPage.objects.child_of(place).live().count() == 2


def test_each_tiers_lieu_says_what_coworkers_compare(examples: list[PlacePage]) -> None:
    for place in (each for each in examples if Kind.TIERS_LIEU in codes(each, Vocabulary.KIND)):
        assert place.day_price, place.title
        assert place.formulas.count() >= 4
        rooms = list(place.rooms.all())
        assert rooms
        assert all(room.capacity and room.equipment and room.said_prices for room in rooms)
        assert place.seats
        assert place.download_speed
        assert "fibre" in codes(place, Vocabulary.COWORKING)


def test_nothing_of_them_may_be_somebody_s(examples: list[PlacePage]) -> None:
    for place in examples:
        assert place.title.endswith(MARK)
        assert "Exemple" in place.address
        assert place.phone.startswith("+3326191"), "kept for fiction by the ARCEP"
        assert len(place.phone) == len("+33261910000")
        assert place.emails.endswith(".exemple.fr")
        for url in filter(None, (place.websites, place.booking_url)):
            assert url.split("/")[2].endswith(".exemple.fr")
        assert not place.siret + place.rna + place.accessibility_url
    assert len({place.phone for place in examples}) == len(examples)


def test_only_example_labels_are_granted_and_each_standing_is_seen(
    examples: list[PlacePage],
) -> None:
    grants = LabelGrant.objects.select_related("label", "renewal")

    assert {grant.label.is_example for grant in grants} == {True}
    assert grants.valid().count() >= 15
    seen = {grant.standing() for grant in grants}
    assert seen == set(Standing) - {Standing.UPCOMING, Standing.EXPIRED}
    assert all(grant.requirements.is_example for grant in grants.valid())


def test_each_photo_is_described_and_each_drawing_is_used(examples: list[PlacePage]) -> None:
    shown = [photo for place in examples for photo in place.photos.all()]

    assert all(photo.alt_text.startswith("Dessin d") for photo in shown)
    used = {photo.image.title.rsplit(" ", 1)[-1] for photo in shown}
    assert used == {path.stem for path in PHOTOS.glob("*.png")}
    first = [place.photos.first().image_id for place in examples]
    assert len(set(first)) >= len(examples) - 1


@pytest.mark.one_engine
@pytest.mark.parametrize("path", sorted(PHOTOS.glob("*.png")), ids=lambda path: path.stem)
def test_a_drawing_is_large_enough_to_share_and_light(path) -> None:
    with PillowImage.open(path) as drawing:
        assert drawing.size == (960, 640)
    assert path.stat().st_size < 25_000


@pytest.mark.one_engine
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_their_french_is_well_typeset(path) -> None:
    assert typewriter_french(tomllib.loads(path.read_text("utf-8")), NOT_READ) == []
