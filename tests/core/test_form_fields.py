"""Fields that take values as people type them, in a form that knows nothing of places."""

import pytest
from django import forms

from core.forms.fields import (
    EmailsField,
    PhoneField,
    PostcodeField,
    RnaField,
    SiretField,
    WebsitesField,
)


class Sheet(forms.Form):
    phone = PhoneField(required=False)
    siret = SiretField(required=False)
    rna = RnaField(required=False)
    postcode = PostcodeField(required=False)
    emails = EmailsField(required=False)
    websites = WebsitesField(required=False)


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("phone", "02.31.00.00.00", "+33231000000"),
        ("phone", "+33 (0)2 31 00 00 00", "+33231000000"),
        ("siret", "211 401 189 00017", "21140118900017"),
        ("rna", "w 143 000 000", "W143000000"),
        ("postcode", "14 000", "14000"),
        ("emails", " a@ex.fr \r\n\r\nb@ex.fr\na@ex.fr", "a@ex.fr\nb@ex.fr"),
        ("websites", "www.ex.fr\r\nhttp://ex.org", "https://www.ex.fr\nhttp://ex.org"),
    ],
)
def test_what_people_type_is_kept_as_the_database_holds_it(
    name: str, typed: str, kept: str
) -> None:
    form = Sheet({name: typed})

    assert form.is_valid(), form.errors
    assert form.cleaned_data[name] == kept


@pytest.mark.parametrize(
    ("name", "typed", "advice"),
    [
        ("phone", "3949", "par exemple 02 31 00 00 00"),  # the national standard holds none
        ("phone", "02 31 00 00 00 / 02 33 00 00 00", "par exemple 02 31 00 00 00"),
        ("siret", "21140118900018", "mal recopié"),
        ("rna", "143000000", "commence par W"),
        ("postcode", "1400", "cinq chiffres"),
        ("postcode", "1400\u0660", "cinq chiffres"),  # a digit too, elsewhere
        ("siret", "2114011890001\u0667", "quatorze chiffres"),
        ("emails", "a@exemple.fr\npas-une-adresse", "«\u00a0pas-une-adresse\u00a0»"),
        ("websites", "nom@exemple.fr", "«\u00a0nom@exemple.fr\u00a0» n’est pas une adresse"),
        ("websites", "https://a:b@exemple.fr", "n’est pas une adresse de site"),
        ("websites", "exemple.fr\njavascript://x", "«\u00a0javascript://x\u00a0»"),
    ],
)
def test_what_is_wrong_is_said_once_by_the_form_itself_and_kept(
    name: str, typed: str, advice: str
) -> None:
    form = Sheet({name: typed})

    [message] = form.errors[name]
    assert advice in message
    assert form[name].value() == typed


def test_a_phone_is_shown_again_as_people_write_it() -> None:
    assert 'value="02 31 00 00 00"' in str(Sheet(initial={"phone": "+33231000000"})["phone"])
