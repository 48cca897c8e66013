"""The self-check: answered part by part, kept without a name, told on one page, erased."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.utils import timezone

from core.models import AccessToken, OutgoingMail
from directory.models import Commune, LabelRequirements
from directory.search.poles import territories
from normandie.selfcheck.models import SelfCheck
from tests.ami.label_requests import published
from tests.directory.poles import a_pole
from tests.factories import LabelRequirementsFactory
from tests.funding.factories import a_scheme
from tests.mails import sent_mails
from tests.reading import links, main_text, parsed, texts
from tests.selfcheck.self_checks import (
    FAMILY,
    HELD,
    HOME,
    Visitor,
    only,
    self_check_page,
    varied,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_hands")]


@pytest.fixture
def visitor() -> Visitor:
    self_check_page()
    return Visitor()


def test_it_is_answered_part_by_part_and_told_on_one_page(
    visitor: Visitor, django_assert_max_num_queries: Callable
) -> None:
    url = visitor.begin(varied().label.slug)
    first = visitor.get(f"{url}materiel/")
    assert "On peut imprimer chez vous." in texts(first, "legend")[0]
    assert "Conseillé, sans être exigé." in main_text(first)
    assert "Exemple à valider par la Région" in main_text(first)

    following = visitor.fill_in(f"{url}materiel/", **{"critere-imprimante": "non"})
    assert following.url == f"{url}{FAMILY}/"
    typed = {"critere-horaires": "en-partie", "preuve-horaires": "Affichés, pas tenus"}
    last = visitor.fill_in(following.url, **typed, **{"critere-accueil": "ne-sais-pas"})
    assert last.url == url

    with django_assert_max_num_queries(15):
        page = visitor.get(url)
    assert texts(page, ".criteria__wording") == [
        "Dire horaires.",  # what is required comes first
        "On peut imprimer chez vous.",
        "Dire accueil.",
    ]
    assert texts(page, "#manque, #savoir, #avez") == [
        "Ce qui manque (2)",
        "Ce qui reste à savoir (1)",
    ]
    told = main_text(page)
    assert "d’après vos réponses : 0 sur 2" in told
    assert "Ce que vous avez : Affichés, pas tenus" in told
    assert "Ce qui le prouve : Une photo" in told
    assert "Exemple à valider par la Région" in told
    visitor.fill_in(f"{url}{FAMILY}/", **{"critere-horaires": "oui", "critere-accueil": "oui"})
    assert "d’après vos réponses : 2 sur 2" in main_text(visitor.get(url))
    assert only().answers["critere-imprimante"] == "non"  # another part stays


def test_what_is_missing_names_the_scheme_that_pays_for_it(visitor: Visitor) -> None:
    equipment = a_scheme("materiel", purposes=["equipement"])
    a_scheme("etude", purposes=["etude"])
    a_scheme("hier", purposes=["equipement"], is_archived=True)
    url = visitor.begin(varied().label.slug)
    visitor.fill_in(f"{url}materiel/", **{"critere-imprimante": "non"})
    visitor.fill_in(f"{url}{FAMILY}/", **{"critere-horaires": "non"})

    found = links(visitor.get(url), "#manque ~ ol .criteria__item")

    assert found == {equipment.title: equipment.get_url()}
    assert "trouver le pôle" not in main_text(visitor.get(url))


def test_who_says_where_the_place_is_reads_which_pole_helps(
    visitor: Visitor, django_assert_max_num_queries: Callable
) -> None:
    caen, vire = (Commune.objects.get(pk=code) for code in ("14118", "14762"))
    pole = a_pole(communes=[caen], phone="+33231000000", email="pole@exemple.fr")
    url = visitor.begin(varied().label.slug, commune="Caen")
    territories()  # kept
    with django_assert_max_num_queries(15):
        page = visitor.get(url)
    assert "02 31 00 00 00" in main_text(page)
    found = links(page)
    assert (found[pole.title], found[pole.email]) == (pole.get_url(), f"mailto:{pole.email}")
    assert "trouver le pôle" not in main_text(page)

    wrong = visitor.fill_in(f"{url}commune/", commune="Ailleurs-sur-Rien")
    assert wrong.status_code == 422
    assert "Ailleurs-sur-Rien" in parsed(wrong.content.decode()).select_one("#id_commune")["value"]
    visitor.fill_in(f"{url}commune/", commune=vire.key)
    assert f"aucun pôle de proximité pour {vire.name}" in main_text(visitor.get(url))
    visitor.fill_in(f"{url}commune/", commune="")
    assert "trouver le pôle de votre commune" in main_text(visitor.get(url))
    assert only().commune is None


def test_one_may_stop_and_come_back_by_the_address_alone(visitor: Visitor) -> None:
    url = visitor.begin(varied().label.slug)

    later = timezone.now() + timedelta(days=30)
    with time_machine.travel(later, tick=False):
        stopped = visitor.fill_in(f"{url}materiel/", **{"critere-imprimante": "oui", "stop": ""})

    assert only().touched_at == later  # it is kept a year from there
    assert stopped.url == url
    elsewhere = Visitor()
    assert texts(elsewhere.get(url), ".self-check__parts li") == [
        "Conditions matérielles : terminé",
        "Fonctionnement et animation : 0 sur 2",
    ]
    checked = elsewhere.get(f"{url}materiel/").content.decode()
    assert 'value="oui" id="id_critere-imprimante_0" checked' in checked.replace("aria-", "")


def test_its_pages_are_for_who_holds_the_address(visitor: Visitor) -> None:
    url = visitor.begin(published().label.slug)
    pages = [url, *(f"{url}{end}/" for end in (FAMILY, "recevoir", "effacer"))]

    for each in pages:
        answer = visitor.get(each)
        assert (answer.status_code, answer.cookies) == (200, {})
        assert answer["Referrer-Policy"] == "same-origin"
        assert "noindex" in answer["X-Robots-Tag"]
        assert "no-store" in answer["Cache-Control"]
    wrong = visitor.get(f"{HELD}{'x' * 43}/")
    assert wrong.status_code == 404
    assert "n’ouvre aucun autodiagnostic" in wrong.content.decode()
    assert visitor.get(f"{url}ailleurs/").status_code == 404
    secret = url.split("/")[-2]
    assert not AccessToken.objects.filter(digest=secret).exists()
    sent = visitor.post(
        f"{url}{FAMILY}/", {"critere-accueil": "oui"}, headers={"sec-fetch-site": "cross-site"}
    )
    assert (sent.status_code, only().answers) == (403, {})


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"critere-horaires": "peut-être"}, "Choisissez une réponse de la liste."),
        ({"preuve-horaires": "x" * 2001}, "Ce texte dépasse 2000 caractères"),
        ({"preuve-horaires": "a\0b"}, "caractère"),
    ],
)
def test_what_cannot_be_kept_is_said_and_shown_again(
    visitor: Visitor, typed: dict[str, str], said: str
) -> None:
    url = visitor.begin(published().label.slug)

    answer = visitor.fill_in(f"{url}{FAMILY}/", **typed, **{"preuve-accueil": "Une salle"})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in main_text(page)
    assert texts(page, "#id_preuve-accueil") == ["Une salle"]
    assert only().answers == {}


def test_the_same_form_sent_twice_begins_one(visitor: Visitor) -> None:
    label = published().label.slug
    page = visitor.get(f"{HOME}commencer/")
    token = page.content.decode().split('name="token" value="')[1].split('"')[0]

    answers = [visitor.post(f"{HOME}commencer/", {"token": token, "label": label}) for _ in "12"]

    assert only().requirements.label.slug == label
    assert [visitor.get(answer.url).status_code for answer in answers] == [200, 200]
    wrong = visitor.post(f"{HOME}commencer/", {"token": token, "label": "ailleurs"})
    assert (wrong.status_code, SelfCheck.objects.count()) == (422, 1)


def test_the_link_is_mailed_once_and_the_address_is_not_kept(visitor: Visitor) -> None:
    url = visitor.begin(published().label.slug)

    page = visitor.get(f"{url}recevoir/").content.decode()  # open in another window
    token = page.split('name="token" value="')[1].split('"')[0]
    sent = visitor.fill_in(f"{url}recevoir/", email="camille@exemple.fr")
    assert "a été envoyée" in main_text(sent)
    another = {"email": "alix@exemple.fr", "token": token, "website": ""}
    again = visitor.post(f"{url}recevoir/", another)
    assert "une fois" in main_text(again)

    [mail] = sent_mails()
    assert mail.to == ["camille@exemple.fr"]
    [line] = [each for each in mail.body.split() if "mes-reponses" in each]
    assert visitor.get(urlsplit(line).path).status_code == 200
    assert not OutgoingMail.objects.exists()
    assert "camille" not in str(SelfCheck.objects.values())


def test_it_leaves_at_once_when_asked_with_all_that_opens_it(visitor: Visitor) -> None:
    url = visitor.begin(published().label.slug)
    assert only()  # looking at the page of « effacer » erases nothing
    visitor.get(f"{url}effacer/")
    assert only()

    assert "effacées" in main_text(visitor.post(f"{url}effacer/"))

    assert visitor.get(url).status_code == 404
    assert (SelfCheck.objects.count(), AccessToken.objects.count()) == (0, 0)


def test_a_site_without_a_version_in_force_says_so(visitor: Visitor) -> None:
    LabelRequirementsFactory()  # in preparation

    page = visitor.get(HOME)

    assert "Aucun cahier des charges n’est publié" in main_text(page)
    assert visitor.get(f"{HOME}commencer/").url == HOME


def test_a_version_that_is_no_longer_in_force_is_said(visitor: Visitor) -> None:
    version = published()
    url = visitor.begin(version.label.slug)
    LabelRequirements.objects.update(in_force_until=timezone.localdate() - timedelta(days=1))

    assert "n’est plus en vigueur" in main_text(visitor.get(url))


def test_pages_about_the_label_lead_to_it(visitor: Visitor) -> None:
    version = published()

    for page in ("/label/", "/label/registre/", f"/label/cahier-des-charges/{version.label.slug}/"):
        assert HOME in links(visitor.get(page)).values()
