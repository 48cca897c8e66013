"""The columns and the closed lists, against the standard and against the models."""

import pytest
from django.core.management import call_command

from directory.models import Kind, Term, Vocabulary
from directory.standard.fields import COLUMN_NAMES, REQUIRED
from directory.standard.vocabularies import VOCABULARIES


def test_the_columns_are_those_of_the_standard_in_its_order():
    assert " ".join(COLUMN_NAMES) == (
        "id pivot nom commune code_postal code_insee adresse complement_adresse latitude longitude "
        "typologie telephone courriels site_web horaires presentation_resume presentation_detail "
        "source itinerance structure_parente date_maj services publics_specifiquement_adresses "
        "prise_en_charge_specifique frais_a_charge dispositif_programmes_nationaux "
        "formations_labels autres_formations_labels modalites_acces modalites_accompagnement "
        "fiche_acces_libre prise_rdv"
    )
    assert set(REQUIRED) == {
        *("id", "pivot", "nom", "commune", "code_postal", "adresse", "date_maj")
    }


@pytest.mark.parametrize(
    ("vocabulary", "size"),
    [
        ("itinerance", 2),
        ("service", 9),
        ("public", 5),
        ("prise_en_charge", 7),
        ("frais", 3),
        ("dispositif", 11),
        ("formation", 10),
        ("acces", 6),
        ("accompagnement", 4),
        ("typologie", 92),
    ],
)
def test_each_national_list_is_whole(vocabulary, size):
    codes = [entry.code for entry in VOCABULARIES[vocabulary]]
    assert len(codes) == len(set(codes)) == size


def test_every_list_of_the_model_has_entries_and_no_other_exists():
    assert set(VOCABULARIES) == set(Vocabulary.values)
    assert {entry.code for entry in VOCABULARIES["type"]} == set(Kind.values)


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_entries_fit_the_table_and_are_written_for_readers(vocabulary):
    for entry in VOCABULARIES[vocabulary]:
        assert len(entry.code) <= Term._meta.get_field("code").max_length
        assert 0 < len(entry.label) <= Term._meta.get_field("label").max_length
        assert len(entry.plain_label) <= Term._meta.get_field("plain_label").max_length
        assert "'" not in entry.label + entry.plain_label


def test_codes_of_the_standard_keep_its_plain_apostrophes_and_spaces():
    codes = {entry.code for entries in VOCABULARIES.values() for entry in entries}
    assert "Point d'accès numérique CAF" in codes
    assert "Ce lieu n'accueille pas de public" in codes
    assert "Formé à « Mon Espace Santé »" in codes
    assert not any("\u00a0" in code or "’" in code for code in codes)


@pytest.mark.django_db
def test_loading_the_lists_twice_changes_nothing(capsys):
    before = list(Term.objects.order_by("pk").values())
    call_command("load_vocabularies")
    assert list(Term.objects.order_by("pk").values()) == before
    assert len(before) == sum(len(entries) for entries in VOCABULARIES.values())
    assert f"{len(before)} termes" in capsys.readouterr().out


@pytest.mark.django_db
def test_loading_the_lists_mends_a_term_and_keeps_its_places_tied():
    term = Term.objects.get(vocabulary=Vocabulary.FEE, code="Payant")
    Term.objects.filter(pk=term.pk).update(label="Pas gratuit")
    call_command("load_vocabularies", verbosity=0)
    term.refresh_from_db()
    assert term.label == "Payant"
