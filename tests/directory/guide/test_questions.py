"""« /annuaire/orientation/ »: the three questions, in whatever order they are answered."""

import re

import pytest
from django.test import Client

from tests.directory.guide.visits import ADDRESS, heading_of, html_of, text_of
from tests.factories import PlacePageFactory

pytestmark = pytest.mark.django_db

NEED = "J’ai besoin de…"
PLACE = "Où cherchez-vous ?"
MOMENT = "Quand voulez-vous y aller ?"


def links(html: str, text: str) -> list[str]:
    """Return the addresses of the links whose text begins with *text*."""
    found = re.findall(r'<a[^>]*href="([^"]+)"[^>]*>(.*?)</a>', html, re.DOTALL)
    plain = [(url, re.sub(r"<[^>]+>", "", label).strip()) for url, label in found]
    return [url.replace("&amp;", "&") for url, label in plain if label.startswith(text)]


def follow(client: Client, html: str, text: str) -> str:
    (url, *_) = links(html, text)
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_links_alone_lead_from_the_need_to_the_places(client: Client) -> None:
    html = html_of(client)
    assert "Question 1 sur 3" in html

    html = follow(client, html, "Faire une démarche")
    assert "Question 2 sur 3" in html

    html = follow(client, html, "Peu importe")
    assert "Question 3 sur 3" in html

    html = follow(client, html, "Demain")
    assert "Question" not in html


def test_each_page_is_named_by_its_question(client: Client) -> None:
    pages = [{}, {"besoin": "demarche"}, {"besoin": "demarche", "commune": "14118"}]

    assert [heading_of(client, **page) for page in pages] == [NEED, PLACE, MOMENT]
    titles = {re.search("<title>(.*?)</title>", html_of(client, **page))[1] for page in pages}
    assert len(titles) == 3
    assert any(title.startswith(MOMENT.replace(" ?", "\xa0?")) for title in titles)


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("params", "question"),
    [
        ({"commune": "14118", "quand": "demain"}, NEED),
        ({"besoin": "imprimer", "quand": "demain"}, PLACE),
        ({"quand": "demain"}, NEED),
        ({"besoin": "licorne", "commune": "14118", "quand": "demain"}, NEED),
        ({"besoin": "imprimer", "commune": "14118", "quand": "hier"}, MOMENT),
        ({"besoin": "imprimer", "commune": "", "quand": "demain"}, PLACE),
        ({"besoin": "imprimer", "lat": "49"}, PLACE),
    ],
)
def test_the_first_question_without_an_answer_is_asked(
    client: Client, params: dict[str, str], question: str
) -> None:
    assert heading_of(client, **params) == question


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"besoin": "licorne"}, "Nous ne connaissons pas ce besoin"),
        (
            {"besoin": "imprimer", "commune": "14118", "quand": "hier"},
            "Nous n’avons pas compris quand",
        ),
        ({"besoin": "imprimer", "commune": ""}, "Écrivez le nom de votre commune"),
        ({"besoin": "imprimer", "commune": "Atlantis"}, "pas de commune « Atlantis »"),
        ({"besoin": "imprimer", "lat": "x", "lon": "0"}, "Votre position n’a pas pu être lue"),
        (
            {"besoin": "imprimer", "commune": "14118", "quand": "demain", "suite": "-1"},
            "Cette suite n’existe pas",
        ),
    ],
)
def test_what_is_not_understood_is_told(
    client: Client, params: dict[str, str], message: str
) -> None:
    assert message in text_of(client, **params)


def test_a_name_that_several_communes_bear_is_asked_again(client: Client) -> None:
    html = html_of(client, besoin="imprimer", commune="saint-aubin", quand="demain")

    assert "Plusieurs communes ressemblent à" in html
    (url,) = links(html, "Saint-Aubin-sur-Mer (14750)")
    assert url == f"{ADDRESS}?besoin=imprimer&quand=demain&commune=14562-saint-aubin-sur-mer"
    assert heading_of(client, besoin="imprimer", commune="14562-saint-aubin-sur-mer") == MOMENT


@pytest.mark.parametrize("typed", ["Caen", "caen", "14000", "14118", "Saint-Lô", "st lo"])
def test_a_name_that_one_commune_alone_bears_is_taken(client: Client, typed: str) -> None:
    assert heading_of(client, besoin="imprimer", commune=typed) == MOMENT


def test_an_answer_is_changed_without_losing_the_others(client: Client) -> None:
    PlacePageFactory()
    html = html_of(client, besoin="demarche", commune="14118-caen", quand="demain")

    need, place, moment = links(html, "Changer")
    assert need == f"{ADDRESS}?commune=14118-caen&quand=demain"
    assert place == f"{ADDRESS}?besoin=demarche&quand=demain"
    assert moment == f"{ADDRESS}?besoin=demarche&commune=14118-caen"
    (changed,) = links(client.get(need).content.decode(), "Imprimer")
    assert changed == f"{ADDRESS}?besoin=imprimer&commune=14118-caen&quand=demain"


def test_the_form_of_the_commune_keeps_the_other_answers(client: Client) -> None:
    html = html_of(client, besoin="imprimer", commune="Atlantis", quand="demain")

    assert '<input type="hidden" name="besoin" value="imprimer">' in html
    assert '<input type="hidden" name="quand" value="demain">' in html
    assert 'value="Atlantis"' in html
    assert 'aria-invalid="true"' in html
    assert re.search("<title>Erreur", html)


def test_only_the_first_question_is_for_search_engines(client: Client) -> None:
    assert "noindex" not in html_of(client)
    assert '<link rel="canonical"' in html_of(client)
    assert '<meta name="robots" content="noindex">' in html_of(client, besoin="imprimer")
    assert "/annuaire/orientation/" in client.get("/sitemap.xml").content.decode()


def test_the_list_of_places_leads_to_the_questions(client: Client) -> None:
    assert f'href="{ADDRESS}"' in client.get("/annuaire/").content.decode()


@pytest.mark.parametrize("path", ["orientation/imprimer/", "orientation/1/2/", "orientation.json"])
def test_a_route_that_does_not_exist_is_not_found(client: Client, path: str) -> None:
    assert client.get(f"/annuaire/{path}").status_code == 404


def test_nothing_is_written_and_nothing_is_kept_of_the_visitor(client: Client) -> None:
    response = client.get(ADDRESS, {"besoin": "imprimer", "lat": "49.2", "lon": "-0.3"})

    assert not response.cookies
    assert client.post(ADDRESS).status_code == 405
