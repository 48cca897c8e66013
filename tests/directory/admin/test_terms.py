"""Staff mend the wording of the closed lists, never their codes."""

import pytest
from django.test import Client
from django.urls import reverse

from directory.models import Term
from tests.reading import rows

pytestmark = pytest.mark.django_db


def test_only_the_everyday_wording_and_the_order_change(team: Client) -> None:
    term = Term.objects.filter(vocabulary="service").first()
    before = (term.vocabulary, term.code, term.slug, term.label)

    team.post(
        reverse("wagtailsnippets_directory_term:edit", args=(term.pk,)),
        {
            "plain_label": "Se faire aider",
            "order": "42",
            "code": "autre",
            "label": "Autre",
            "vocabulary": "type",
        },
    )

    term.refresh_from_db()
    assert (term.plain_label, term.order) == ("Se faire aider", 42)
    assert (term.vocabulary, term.code, term.slug, term.label) == before


def test_terms_are_listed_by_closed_list(team: Client) -> None:
    response = team.get(
        reverse("wagtailsnippets_directory_term:list"), {"vocabulary": "frais", "q": "gratuit"}
    )

    found = [(label, of_list) for label, _, of_list, _ in rows(response)]
    assert ("Gratuit", "Frais") in found
    assert all("ratuit" in label and of_list == "Frais" for label, of_list in found)
