"""The declaration holds all that the law wants, and says nothing that is not true."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from normandie.accessibility.first_page import create_declaration
from normandie.accessibility.models import AccessibilityPage
from normandie.frame.models import FrameSettings
from tests.factories import HomePageFactory

pytestmark = pytest.mark.django_db

NO_BREAK = "\u00a0"
# The headings of the model of declaration (RGAA 4.1.2), in its order.
HEADINGS = [
    "État de conformité",
    "Résultats des tests",
    "Contenus non accessibles",
    "Non-conformités",
    "Dérogations pour charge disproportionnée",
    "Contenus non soumis à l’obligation d’accessibilité",
    "Établissement de cette déclaration d’accessibilité",
    "Technologies utilisées pour la réalisation du site",
    "Environnement de test",
    "Outils pour évaluer l’accessibilité",
    "Pages du site ayant fait l’objet de la vérification de conformité",
    "Retour d’information et contact",
    "Voies de recours",
]


def text(client: Client, path: str = "/accessibilite/") -> str:
    return client.get(path).content.decode()


def test_the_declaration_has_every_part_of_the_model_in_order(
    client: Client, declaration: AccessibilityPage
) -> None:
    found = re.findall(r"<h[23]>([^<]+)</h[23]>", text(client))

    assert [heading for heading in found if heading in HEADINGS] == HEADINGS


def test_it_gives_the_address_of_the_defenseur_des_droits(
    client: Client, declaration: AccessibilityPage
) -> None:
    html = text(client)

    assert "Défenseur des droits<br>Libre réponse 71120<br>75342 Paris CEDEX 07" in html


def test_without_audit_it_says_so_and_gives_no_rate(
    client: Client, declaration: AccessibilityPage
) -> None:
    html = text(client)

    assert f"Accessibilité{NO_BREAK}: non conforme" in html.split("<footer")[0]
    assert "Aucun audit de conformité" in html
    assert "des critères du RGAA" not in html


def test_an_audit_gives_its_date_author_and_rate(
    client: Client, declaration: AccessibilityPage
) -> None:
    declaration.audited_on, declaration.auditor = date(2027, 3, 1), "Cabinet Exemple"
    declaration.rate = Decimal("72.5")
    declaration.save()
    FrameSettings.objects.create(
        site=Site.objects.get(is_default_site=True), accessibility_state="partiel"
    )

    html = text(client)

    assert f"par Cabinet Exemple le 1er mars 2027 montre que 72,5{NO_BREAK}%" in html
    assert html.count(f"Accessibilité{NO_BREAK}: partiellement conforme") == 2
    assert "non conforme au référentiel" not in html


@pytest.mark.parametrize("rate", ["-1", "100.5"])
def test_a_rate_is_a_percentage(declaration: AccessibilityPage, rate: str) -> None:
    declaration.rate = Decimal(rate)
    with pytest.raises(ValidationError) as error:
        declaration.full_clean()
    assert set(error.value.message_dict) == {"rate"}


@pytest.mark.parametrize("path", ["/", "/accessibilite/", "/accessibilite/signaler/", "/absente/"])
def test_the_mention_of_every_page_leads_to_the_declaration(
    client: Client, declaration: AccessibilityPage, path: str
) -> None:
    link = f'<a href="/accessibilite/">Accessibilité{NO_BREAK}: non conforme</a>'

    assert link in text(client, path).split("<footer")[1]


def test_the_mention_follows_the_declaration_and_outlives_it(
    client: Client, declaration: AccessibilityPage
) -> None:
    declaration.slug = "acces"
    declaration.save()
    assert '<a href="/acces/">Accessibilité' in text(client, "/")

    declaration.unpublish()
    assert f"<li>Accessibilité{NO_BREAK}: non conforme</li>" in text(client, "/")


def test_what_is_missing_shows_to_staff_alone(
    team: Client, client: Client, declaration: AccessibilityPage
) -> None:
    gap = "Publier le schéma pluriannuel"
    edit = team.get(reverse("wagtailadmin_pages:edit", args=(declaration.pk,)))

    assert gap in edit.content.decode()
    assert gap not in text(client)
    declaration.scheme_url = "https://exemple.fr/schema"
    assert gap not in " ".join(declaration.gaps())


def test_the_scheme_and_the_plan_are_linked_once_published(
    client: Client, declaration: AccessibilityPage
) -> None:
    declaration.scheme_url = "https://exemple.fr/schema"
    declaration.save()

    html = text(client)

    assert 'href="https://exemple.fr/schema"' in html
    assert "Plan d’action de l’année en cours\u00a0: il n’est pas encore publié." in html


def test_creating_it_again_changes_nothing(declaration: AccessibilityPage) -> None:
    declaration.results = "<p>Nos résultats.</p>"
    declaration.save()

    assert create_declaration(HomePageFactory()) == declaration
    call_command("create_pages", base_url="http://localhost")
    assert AccessibilityPage.objects.get().results == "<p>Nos résultats.</p>"


def test_the_declaration_costs_few_queries(
    client: Client, declaration: AccessibilityPage, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(15):
        client.get("/accessibilite/")
