"""Answers as people write them: figures, addresses, numbers of the State, right or wrong."""

from decimal import Decimal

import pytest

from ami.definitions import AllAnswers, FieldDefinition, FieldType, StepDefinition
from ami.forms.builder import StepForm, build_form


def answered(kind: FieldType, typed: str, *, check: bool = True) -> StepForm:
    step = StepDefinition("s", "S", fields=(FieldDefinition("x", "La question", kind),))
    return build_form(step, AllAnswers({"s": [("", {"x": typed})]}), check=check)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("24000", 24000),
        (" 24 000 ", 24000),
        ("24\u00a0000\u00a0€", 24000),
        ("24\u202f000,5", Decimal("24000.5")),
        ("12500.50 euros", Decimal("12500.50")),
        ("9 999 999 999,99", Decimal("9999999999.99")),
        ("0", 0),
    ],
)
def test_an_amount_is_read_as_french_people_write_it(typed: str, read: Decimal) -> None:
    form = answered(FieldType.AMOUNT, typed)

    assert form.is_valid()
    assert form.cleaned_data["x"] == read


@pytest.mark.parametrize(
    "typed", ["24.000", "24k€", "environ 24 000", "-5", "1e5", "NaN", "12,345", "10 000 000 000"]
)
def test_an_amount_that_is_not_sure_is_asked_for_again_with_an_example(typed: str) -> None:
    form = answered(FieldType.AMOUNT, typed)

    assert form.errors["x"] == [
        "Écrivez le montant en chiffres, par exemple 24\u00a0000 ou 24\u00a0000,50."
    ]


def test_a_number_is_whole() -> None:
    assert answered(FieldType.NUMBER, "1\u202f500").is_valid()
    for typed in ("1,5", "-3", "une dizaine", "1e3", "1 000 000 000"):
        assert "un nombre entier" in answered(FieldType.NUMBER, typed).errors["x"][0]


@pytest.mark.parametrize("kind", [FieldType.AMOUNT, FieldType.NUMBER])
def test_what_is_typed_in_figures_shows_again_as_it_was(kind: FieldType) -> None:
    """A number input would show nothing of « 24 000 », and send nothing."""
    html = str(answered(kind, "24 000 €", check=False)["x"])

    assert 'type="text"' in html
    assert 'value="24 000 €"' in html
    assert "inputmode=" in html
