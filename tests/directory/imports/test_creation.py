"""Places that an import creates."""

from datetime import date

import pytest

from directory.models import Kind, PlacePage, Vocabulary
from tests.directory.imports.rows import import_rows, imported, row
from tests.factories import PlacePageFactory

pytestmark = pytest.mark.django_db


def codes(place: PlacePage, vocabulary: Vocabulary) -> list[str]:
    return [term.code for term in place.terms_of(vocabulary)]


def test_every_column_finds_its_field():
    place = imported(
        pivot="21140118300010",
        complement_adresse="Bâtiment B",
        typologie="TIERS_LIEUX",
        telephone="02 31 94 65 94",
        courriels="a@exemple.fr|b@exemple.fr",
        site_web="https://a.fr|https://b.fr",
        horaires="Mo-Fr 09:00-12:00",
        presentation_resume="Un lieu",
        structure_parente="Ville de Caen",
        services="Aide aux démarches administratives",
        frais_a_charge="Gratuit",
        autres_formations_labels="QPV|FRR",
        fiche_acces_libre="https://acceslibre.beta.gouv.fr/x/",
        prise_rdv="https://rdv.exemple.fr/",
    )
    assert place.title == "Espace numérique du port"
    assert place.siret == "21140118300010"
    assert place.commune.name == "Caen"
    assert (place.postcode, place.address, place.address_extra) == (
        "14000",
        "1 rue de la Mer",
        "Bâtiment B",
    )
    assert (place.latitude, place.longitude) == (49.18, -0.36)
    assert place.phone == "+33231946594"
    assert place.emails == "a@exemple.fr\nb@exemple.fr"
    assert place.websites == "https://a.fr\nhttps://b.fr"
    assert place.hours == "Mo-Fr 09:00-12:00"
    assert place.summary == "Un lieu"
    assert place.parent_structure == "Ville de Caen"
    assert place.other_labels == "QPV\nFRR"
    assert place.accessibility_url == "https://acceslibre.beta.gouv.fr/x/"
    assert place.booking_url == "https://rdv.exemple.fr/"
    assert place.verified_on == date(2024, 5, 17)
    assert (place.source, place.source_id, place.public_id) == ("Numi", "lieu-1", "lieu-1")
    assert codes(place, Vocabulary.SERVICE) == ["Aide aux démarches administratives"]
    assert codes(place, Vocabulary.FEE) == ["Gratuit"]


def test_an_imported_place_is_published_and_found_by_its_words():
    place = imported(nom="Le Phare", services="Loisirs et créations numériques")
    assert place.live
    assert place.first_published_at
    assert place.url == "/annuaire/le-phare/"
    assert list(PlacePage.objects.matching("phare loisirs caen")) == [place]


def test_an_rna_number_goes_to_its_own_field():
    place = imported(pivot="W142000001")
    assert (place.siret, place.rna) == ("", "W142000001")


def test_what_the_presentation_holds_is_text():
    place = imported(presentation_detail="<script>alert(1)</script>\nDeux")
    (block,) = place.body
    assert block.value.source == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p><p>Deux</p>"


def test_hours_that_do_not_parse_are_kept_as_they_are():
    place = imported(horaires="selon la marée")
    assert place.hours == "selon la marée"
    place.summary = "Un lieu"
    place.save()  # and do not stand in the way of what comes after


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("typologie", "kinds"),
    [
        ("EPN", [Kind.EPN]),
        ("EPI", [Kind.EPN]),
        ("ENM|BIB", [Kind.EPN]),
        ("TIERS_LIEUX|FABLAB", [Kind.TIERS_LIEU]),
        ("FABRIQUE|EPN", [Kind.EPN, Kind.TIERS_LIEU]),
        ("RFS", [Kind.HELP]),
        ("", [Kind.HELP]),
    ],
)
def test_the_kind_follows_from_the_typologies(typologie, kinds):
    assert codes(imported(typologie=typologie), Vocabulary.KIND) == kinds


def test_a_row_without_typology_column_has_a_kind_too():
    cells = row()
    del cells["typologie"]
    import_rows(cells)
    assert codes(PlacePage.objects.get(), Vocabulary.KIND) == [Kind.HELP]


# The commune


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        ({"code_insee": "14011"}, "Aurseulles"),  # Anctoville has merged
        ({"code_insee": "", "commune": "SAINT-LO", "code_postal": "50000"}, "Saint-Lô"),
        ({"code_insee": "", "commune": "St Lô", "code_postal": "50000"}, "Saint-Lô"),
        ({"code_insee": "", "commune": "Caen Cedex 4", "code_postal": "14050"}, "Caen"),
        (
            {"code_insee": "", "commune": "Équeurdreville-Hainneville", "code_postal": "50120"},
            "Cherbourg-en-Cotentin",
        ),
        ({"code_insee": "14118", "commune": "Chaen"}, "Caen"),
    ],
)
def test_the_commune_is_found_by_its_code_or_its_name(cells, name):
    assert imported(**cells).commune.name == name


# Identifiers and addresses


def test_an_identifier_that_another_source_uses_is_prefixed():
    PlacePageFactory(public_id="lieu-1", source="Hubik", source_id="x")
    assert imported().public_id == "numi_lieu-1"


def test_places_of_the_same_name_have_addresses_of_their_own():
    import_rows(
        row(id="1", nom="Mairie"),
        row(id="2", nom="Mairie"),
        row(id="3", nom="mairie !"),
        row(id="4", nom="お"),
        row(id="5", nom="Signaler"),
        row(id="6", nom="Données ouvertes"),
        row(id="7", nom="Cœur d’Épône " + "x" * 230),
    )
    slugs = list(PlacePage.objects.order_by("pk").values_list("slug", flat=True))
    assert slugs[:4] == ["mairie", "mairie-caen", "mairie-caen-2", "lieu"]
    assert slugs[5] == "donnees-ouvertes-caen"  # the plain one is a page of the directory
    assert slugs[6].startswith("coeur-d-epone-xxx")


def test_rows_without_a_source_take_the_one_given():
    import_rows(row(id="1", source=""), row(id="2", source="Hubik"), source="Numi")
    assert dict(PlacePage.objects.values_list("source_id", "source")) == {"1": "Numi", "2": "Hubik"}
