"""Files of schema 0.1, with its names and its values."""

import pytest

from directory.standard.fields import CLOSED_LISTS
from directory.standard.legacy import SUCCESSORS
from directory.standard.vocabularies import VOCABULARIES
from tests.directory.standard.rows import left_out, parsed


def test_renamed_columns_are_read():
    record = parsed(
        courriel="a@exemple.fr;b@exemple.fr",
        labels_autres="SudLabs;Nièvre médiation numérique",
        accessibilite="https://acceslibre.beta.gouv.fr/app/x/",
        cle_ban="14118_0001",
    )
    assert record.courriels == ("a@exemple.fr", "b@exemple.fr")
    assert record.autres_formations_labels == ("SudLabs", "Nièvre médiation numérique")
    assert record.fiche_acces_libre == "https://acceslibre.beta.gouv.fr/app/x/"


def test_the_fifteen_services_become_the_nine():
    record = parsed(
        services="Prendre en main un ordinateur;Utiliser le numérique au quotidien"
        ";S’équiper en matériel informatique"
    )
    assert record.services == (
        "Maîtrise des outils numériques du quotidien",
        "Acquisition de matériel informatique à prix solidaire",
    )


def test_publics_are_shared_between_their_two_columns():
    record = parsed(
        publics_accueillis="Familles/enfants;Adultes;Déficience visuelle;Handicaps mentaux : "
        "déficiences limitant les activités d'une personne"
    )
    assert record.publics_specifiquement_adresses == ("Familles et/ou enfants",)
    assert record.prise_en_charge_specifique == ("Déficience visuelle", "Handicaps mentaux")


def test_national_labels_are_shared_between_their_columns():
    record = parsed(
        labels_nationaux="France Services;CNFS;APTIC;Fabriques de Territoire;Point relais CAF",
        formations_labels="SUD LABS (PACA)",
    )
    assert record.dispositif_programmes_nationaux == (
        "France Services",
        "Conseillers numériques",
        "Point d'accès numérique CAF",
    )
    assert record.formations_labels == ("SUD LABS (PACA)", "Fabriques de Territoire")
    assert record.autres_formations_labels == ("APTIC",)


def test_the_explanation_after_a_value_is_left_out():
    record = parsed(
        conditions_acces="Payant : L'accès au lieu et/ou à ses services est payant"
        ";Accepte le Pass numérique : Il est possible d'utiliser un Pass numérique",
        modalites_accompagnement="Seul : j'ai accès à du matériel et une connexion"
        ";Avec de l'aide : je suis accompagné seul dans l'usage du numérique",
    )
    assert record.frais_a_charge == ("Payant", "Gratuit sous condition")
    assert record.modalites_accompagnement == ("En autonomie", "Accompagnement individuel")


def test_an_old_value_that_nobody_knows_is_left_out():
    assert left_out(labels_nationaux="Label inconnu") == ["dispositif_programmes_nationaux"]


@pytest.mark.parametrize("origin", SUCCESSORS)
def test_each_successor_is_a_value_of_the_standard(origin):
    for successor in filter(None, SUCCESSORS[origin].values()):
        column, value = successor
        if column in CLOSED_LISTS:
            assert value in {entry.code for entry in VOCABULARIES[CLOSED_LISTS[column]]}
        else:
            assert column == "autres_formations_labels"
