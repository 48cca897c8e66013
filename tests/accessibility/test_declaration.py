"""The declaration holds all that the law wants, and says nothing that is not true."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from wagtail.models import Site
from wagtail.test.utils.form_data import rich_text

from normandie.accessibility.duties import blocking
from normandie.accessibility.first_page import create_declaration
from normandie.accessibility.models import AccessibilityPage, PlanPage, SchemePage
from normandie.frame.models import FrameSettings
from tests.factories import HomePageFactory

pytestmark = pytest.mark.django_db

EMPTY = rich_text("")
RICH_FIELDS = ("results", "non_conformities", "exemptions", "out_of_scope")
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
    assert "% des critères" not in html


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

    assert "par Cabinet Exemple le 1er mars 2027 révèle que" in html
    assert f"72,5{NO_BREAK}% des critères du RGAA sont respectés" in html
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


def test_the_commitment_is_in_the_words_of_the_order(
    client: Client, declaration: AccessibilityPage
) -> None:
    words = strip_tags(text(client)).replace(NO_BREAK, " ")

    for sentence in (
        "s’engage à rendre son site",
        "accessible conformément à l’article 47 de la loi n° 2005-102 du 11 février 2005.",
        "met en œuvre la stratégie et les actions suivantes :",
        "Cette déclaration d’accessibilité s’applique au site",
        "non conforme avec le référentiel général d’amélioration de l’accessibilité (RGAA)",
        "Les contenus listés ci-dessous ne sont pas accessibles pour les raisons suivantes.",
        "Cette procédure est à utiliser dans le cas suivant.",
    ):
        assert sentence in words
    assert "décret n° 2019-768" in words


def test_what_is_missing_shows_to_staff_alone(
    team: Client, client: Client, declaration: AccessibilityPage
) -> None:
    gap = "Publier le schéma pluriannuel"
    edit = team.get(reverse("wagtailadmin_pages:edit", args=(declaration.pk,)))

    assert gap in edit.content.decode()
    assert gap not in text(client)


def test_the_scheme_and_the_plan_may_be_published_elsewhere(
    client: Client, declaration: AccessibilityPage
) -> None:
    declaration.scheme_url = "https://exemple.fr/schema"
    declaration.save()

    html = text(client)

    assert 'href="https://exemple.fr/schema"' in html
    assert "Plan d’action de l’année en cours\u00a0: il n’est pas encore publié." in html


def test_a_plan_is_published_filled_and_linked_then_alone(
    client: Client, team: Client, declaration: AccessibilityPage
) -> None:
    """A draft may lack its review; publishing wants it; until then the declaration says nothing."""
    add = reverse("wagtailadmin_pages:add", args=("accessibility", "planpage", declaration.pk))
    rich = {name: rich_text(f"<p>{name} de 2027</p>") for name in ("actions", "review")}
    typed = {"title": "Plan d’action", "slug": "plan", "year": "2027"}

    refused = team.post(add, typed | rich | {"review": EMPTY, "action-publish": "1"})
    assert refused.status_code == 200
    assert not PlanPage.objects.exists()
    team.post(add, typed | rich | {"review": EMPTY})
    plan = PlanPage.objects.get()
    assert not plan.live
    assert "accessibilite/plan/" not in text(client)
    edit = reverse("wagtailadmin_pages:edit", args=(plan.pk,))
    team.post(edit, typed | rich | {"action-publish": "1"})

    assert 'accessibilite/plan/"' in text(client)
    html = text(client, "/accessibilite/plan/")
    assert "<h1>Plan d’action 2027</h1>" in html
    assert "<h2>Bilan des actions de l’année précédente</h2>" in html
    assert "review de 2027" in html


def test_a_scheme_is_for_three_years_at_most(declaration: AccessibilityPage) -> None:
    parts = dict.fromkeys(SchemePage.parts, "<p>Dit.</p>")
    scheme = SchemePage(title="Schéma", first_year=2027, last_year=2030, **parts)

    with pytest.raises(ValidationError) as error:
        declaration.add_child(instance=scheme)
    assert set(error.value.message_dict) == {"last_year"}


FRAMES: list[tuple[dict[str, str], dict[str, Any], str]] = [
    ({"email": ""}, {}, "le formulaire ne suffit pas"),
    ({"accessibility_state": "partiel"}, {}, "aucun autre état ne se déclare"),
    (
        {"accessibility_state": "partiel"},
        {"audited_on": date(2027, 3, 1), "auditor": "A", "rate": Decimal(49)},
        "l’état que dit l’audit",
    ),
    (
        {"accessibility_state": "total"},
        {"audited_on": date(2027, 3, 1), "auditor": "A", "rate": Decimal("99.9")},
        "l’état que dit l’audit",
    ),
]


@pytest.mark.parametrize(("frame", "audit", "said"), FRAMES)
def test_what_would_be_untrue_keeps_the_declaration_from_being_published(
    declaration: AccessibilityPage, frame: dict[str, str], audit: dict[str, Any], said: str
) -> None:
    settings = FrameSettings(**{"email": "a@exemple.fr"} | frame)
    for name, value in audit.items():
        setattr(declaration, name, value)

    assert [gap for gap in blocking(declaration, settings) if said in gap]
    assert list(blocking(declaration, FrameSettings(email="a@exemple.fr"))) == []


def test_publishing_says_what_keeps_from_it_and_a_draft_is_kept(
    team: Client, declaration: AccessibilityPage
) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=(declaration.pk,))
    fields = {name: rich_text("<p>Dit.</p>") for name in RICH_FIELDS}
    lines = dict.fromkeys(("technologies", "environments", "tools", "pages_checked"), "HTML")
    typed = {"title": "Déclaration", "slug": "accessibilite", "established_on": "2027-01-01"}

    refused = team.post(edit, typed | fields | lines | {"action-publish": "1"})
    assert "le formulaire ne suffit pas" in refused.content.decode()
    declaration.refresh_from_db()
    assert declaration.latest_revision is None
    team.post(edit, typed | fields | lines)
    declaration.refresh_from_db()
    assert declaration.latest_revision is not None

    FrameSettings.objects.create(site=Site.objects.get(is_default_site=True), phone="+33261910000")
    team.post(edit, typed | fields | lines | {"action-publish": "1"})
    declaration.refresh_from_db()
    assert declaration.title == "Déclaration"


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


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("total", "Ce site respecte toutes les règles."),
        ("partiel", "Ce site respecte une partie des règles."),
        ("non", "Ce site ne peut pas encore dire qu’il respecte les règles."),
    ],
)
def test_the_easy_version_says_the_state_of_the_day_and_whom_to_write_to(
    client: Client, declaration: AccessibilityPage, state: str, said: str
) -> None:
    FrameSettings.objects.create(
        site=Site.objects.get(is_default_site=True), accessibility_state=state
    )
    assert 'href="/accessibilite/facile-a-lire/"' in text(client)

    html = text(client, "/accessibilite/facile-a-lire/")

    assert said in html
    assert html.count("Ce site respecte") + html.count("Ce site ne peut pas encore") == 1
    assert 'href="/accessibilite/signaler/"' in html
    assert 'href="/accessibilite/"' in html.split("<footer")[0]
