"""The page where costs are typed: worked out before one's eyes, kept nowhere, nothing lost."""

from typing import Any

import pytest
from django.test import Client

from tests.funding.factories import a_scheme
from tests.reading import main_text

pytestmark = pytest.mark.django_db
HERE = "/aides/etude/simulateur/"


def sent(*lines: tuple[str, str], **more: str) -> dict[str, Any]:
    typed = {"depense-TOTAL_FORMS": str(len(lines)), "depense-INITIAL_FORMS": "0"}
    for rank, (label, amount) in enumerate(lines):
        typed |= {f"depense-{rank}-label": label, f"depense-{rank}-amount": amount}
    return typed | more


def test_costs_are_worked_out_line_by_line(client: Client) -> None:
    a_scheme(rate=50, ceiling=10_000, per="intervention")

    for amounts, aid in (
        (("14 000",), "Au plus 7 000 €"),
        (("29 000 €", "1\u202f000"), "Au plus 10 000 €"),
        (("1\u00a0250,50", ""), "Au plus 625,25 €"),
    ):
        response = client.post(HERE, sent(*(("", amount) for amount in amounts)))
        text = main_text(response)
        assert aid in text
        assert "Total de vos dépenses" in text
        assert "la Région peut accorder moins" in text
        assert ("dépasse le plafond" in text) == (aid == "Au plus 10 000 €")
        assert not response.cookies


def test_what_is_wrong_is_said_by_line_and_nothing_is_lost(client: Client) -> None:
    a_scheme(rate=50, ceiling=10_000)

    response = client.post(HERE, sent(("Cabinet", "14.000"), ("Enquête", ""), ("", "12")))

    assert response.status_code == 422
    text = main_text(response.content.decode())
    assert "Dépense 1 : écrivez le montant en chiffres" in text
    assert "Dépense 2 : écrivez le montant de cette dépense" in text
    assert "Aide, au plus" not in text
    html = response.content.decode()
    assert all(f'value="{typed}"' in html for typed in ("Cabinet", "14.000", "Enquête", "12"))
    empty = client.post(HERE, sent(("", "")))
    assert empty.status_code == 422
    assert "Écrivez au moins un montant." in main_text(empty.content.decode())
    assert "Montant 3" in main_text(client.post(HERE, {"depense-TOTAL_FORMS": "-4"}))


def test_a_line_is_added_without_losing_nor_judging_the_others(client: Client) -> None:
    a_scheme(rate=50)

    response = client.post(HERE, sent(("Cabinet", "14.000"), ajouter="oui"))

    html = response.content.decode()
    assert (response.status_code, 'value="14.000"' in html) == (200, True)
    assert "Dépense 2" in main_text(response)
    assert "Erreur" not in html
    full = client.post(HERE, sent(*[("", "1")] * 30, ajouter="oui")).content.decode()
    assert ("Dépense 30" in full, "Ajouter une ligne" in full) == (True, False)


def test_without_a_published_rate_nothing_is_computed(client: Client) -> None:
    a_scheme(ceiling=35_000, per="an")

    for response in (client.get(HERE), client.post(HERE, sent(("", "10 000")))):
        text = main_text(response)
        assert "Taux non publié : plafond seul" in text
        assert "Jusqu’à 35 000 € par an" in text
        assert "Calculer" not in text.replace("Calculer l’aide", "")
        assert "5 000" not in text.replace("35 000", "")


def test_a_scheme_of_before_computes_nothing(client: Client) -> None:
    a_scheme(rate=50, is_archived=True)

    assert client.get(HERE).status_code == 404
    assert "Calculer l’aide" not in main_text(client.get("/aides/etude/"))
