"""The territory and the closed lists, as every installation loads them."""

from io import StringIO

import pytest
from django.core.management import call_command

from directory.models import Commune, Term

pytestmark = pytest.mark.django_db


def test_each_term_has_an_address_of_its_own_in_its_list() -> None:
    addresses = list(Term.objects.values_list("vocabulary", "slug"))

    assert all(slug for _, slug in addresses)
    assert len(addresses) == len(set(addresses))


@pytest.mark.parametrize(
    ("command", "model"), [("load_territory", Commune), ("load_vocabularies", Term)]
)
def test_loading_again_repairs_and_adds_nothing(command: str, model: type) -> None:
    before = list(model.objects.order_by("pk").values())
    name = "name" if model is Commune else "label"
    model.objects.update(**{name: "Abîmé"})

    call_command(command, stdout=StringIO())

    assert list(model.objects.order_by("pk").values()) == before
