"""« /recherche/ »: what a visitor sees of what they asked, and what is never kept of it."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction, Site

from directory.models import DirectoryPage, Vocabulary
from normandie.editorial.models import StandardPage
from normandie.frame.default_menus import create_default_menus
from tests.factories import (
    CommuneFactory,
    HomePageFactory,
    PlacePageFactory,
)
from tests.reading import links, results_heading

pytestmark = pytest.mark.django_db

SERVICE = (Vocabulary.SERVICE, "Aide aux démarches administratives")
PRINTER_3D = (Vocabulary.EQUIPMENT, "imprimante-3d")


def make_a_page_and_a_place() -> None:
    HomePageFactory().add_child(
        instance=StandardPage(
            title="Le réseau", slug="reseau", lead="<i>Des</i> ateliers <partout>."
        )
    )
    PlacePageFactory(title="Espace numérique")


@pytest.fixture(autouse=True, scope="module")
def a_page_and_a_place(made_once: Callable) -> None:
    made_once(make_a_page_and_a_place)


def ask(client: Client, text: str, **more: str) -> str:
    response = client.get("/recherche/", {"q": text, **more})
    assert response.status_code == 200
    return response.content.decode()


def query(url: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(url).query)


def test_places_and_pages_are_found_in_groups(client: Client) -> None:
    PlacePageFactory(title="Atelier du port", slug="atelier-du-port")

    html = ask(client, "ateliers")

    assert "2 résultats" in html
    assert links(html)["Atelier du port"] == "/annuaire/atelier-du-port/"
    assert links(html)["Le réseau"] == "/reseau/"
    assert html.index("Lieux</h2>") < html.index("Pages du site</h2>")


def test_the_words_asked_are_marked_and_the_text_is_escaped(client: Client) -> None:
    html = ask(client, "atelier")

    assert "&lt;i&gt;Des&lt;/i&gt; <mark>ateliers</mark> &lt;partout&gt;." in html


def test_an_excerpt_is_where_the_words_are_that_the_title_lacks(client: Client) -> None:
    HomePageFactory().add_child(
        instance=StandardPage(
            title="Le label",
            slug="label",
            lead="Le label dit ce qu’un lieu apporte.",
            body=[{"type": "text", "value": f"<p>{'Loin. ' * 90}Une charte\u00a0; fin.</p>"}],
        )
    )

    html = ask(client, "label charte")

    assert "Une <mark>charte</mark>\u00a0; fin." in html
    assert "Loin. Une" in html
    assert html.count("Loin.") < 40


def test_the_main_menu_leads_to_the_search(client: Client) -> None:
    create_default_menus(Site.objects.get(is_default_site=True))

    assert re.search(
        r'<a [^>]*href="/recherche/"(?! aria-current)', client.get("/").content.decode()
    )
    assert re.search(r'href="/recherche/" aria-current="page"', ask(client, ""))


def test_a_kind_can_be_shown_alone_page_by_page(client: Client) -> None:
    PlacePageFactory.create_batch(25, title="Cyberbase")

    together = ask(client, "cyberbase")
    assert query(links(together)["Voir les 25 lieux dans l’annuaire"]) == {"q": ["cyberbase"]}
    assert together.count('class="search-result"') == 5
    assert ask(client, "cyberbase", dans="lieux").count('class="search-result"') == 20
    assert ask(client, "cyberbase", dans="lieux", page="2").count('class="search-result"') == 5
    assert ask(client, "cyberbase", dans="lieux", page="99").count('class="search-result"') == 5
    assert ask(client, "cyberbase", dans="inconnu").count('class="search-result"') == 5


def test_a_commune_among_the_words_is_offered_as_a_search_around_it(client: Client) -> None:
    PlacePageFactory(title="Coworking de la gare", commune=CommuneFactory(saint_lo=True))

    offered = links(ask(client, "coworking à St Lo"))["« coworking »"]

    assert query(offered) == {"q": ["coworking"], "commune": ["50502-saint-lo"]}
    assert results_heading(client.get(offered)).startswith("1 lieu")


def test_a_need_is_offered_as_a_filter(client: Client) -> None:
    PlacePageFactory(terms=[PRINTER_3D, SERVICE])
    PlacePageFactory()

    html = ask(client, "imprimante 3d")

    assert query(links(html)["Imprimante 3D (fabriquer un objet)"]) == {
        "equipement": ["imprimante-3d"]
    }
    assert re.search(r"Imprimante 3D \(fabriquer un objet\)</a>\s*<span[^>]*>1 lieu<", html)
    both = links(ask(client, "démarches Caen"))["Faire une démarche administrative en ligne"]
    assert query(both) == {
        "commune": ["14118-caen"],
        "service": ["aide-aux-demarches-administratives"],
    }


def test_a_search_that_would_bring_nothing_is_not_offered(client: Client) -> None:
    PlacePageFactory(title="Cyberbase de Caen")

    html = ask(client, "imprimante 3d rouen")

    assert "Cherchez-vous un lieu" not in html


def test_nothing_found_says_so_and_proposes_what_brings_something(client: Client) -> None:
    html = ask(client, "resaeu")
    assert "Aucun résultat pour" in html
    assert query(links(html)["« réseau »"]) == {"q": ["réseau"]}

    fewer = links(ask(client, "réseau piscine sauna"))
    assert "« réseau »" in fewer
    assert "« piscine »" not in fewer
    assert fewer["Annuaire"] == "/annuaire/"


def test_places_are_found_by_everyday_words_around_the_commune_named(client: Client) -> None:
    PlacePageFactory(title="Point d’aide", terms=[SERVICE])
    PlacePageFactory(title="Loin", terms=[SERVICE], commune=CommuneFactory(rouen=True))

    html = ask(client, "impots caen")

    assert "Point d’aide" in links(html)
    assert "Loin" not in links(html)
    assert "ceux qui aident à faire une démarche administrative" in html
    assert "à moins de 20\u00a0km de Caen" in html


def test_places_found_for_other_words_than_those_typed_are_said_to_be(client: Client) -> None:
    PlacePageFactory(title="Médiathèque du Port")

    assert "voici les résultats pour «\u00a0médiathèque\u00a0»" in ask(client, "mediateque")
    fewer = ask(client, "médiathèque piscine sauna")
    assert "Médiathèque du Port" in links(fewer)
    assert "Aucun lieu ne répond à tout" in fewer


def test_an_empty_question_shows_the_box_and_where_to_go(client: Client) -> None:
    html = ask(client, "")

    assert 'name="q"' in html
    assert links(html)["Annuaire"] == "/annuaire/"
    assert "noindex" not in html
    assert "trop courants" in ask(client, "de la")


def test_results_are_kept_out_of_search_engines(client: Client) -> None:
    html = ask(client, "atelier")

    assert '<meta name="robots" content="noindex">' in html
    assert '<link rel="canonical" href="http://testserver/recherche/">' in html
    assert client.get("/recherche/suggestions.json?q=at")["X-Robots-Tag"] == "noindex"


def test_private_places_and_a_private_directory_stay_so(client: Client) -> None:
    secret = PlacePageFactory(title="Cyberbase secrète")
    PlacePageFactory(title="Cyberbase ouverte")
    close = PageViewRestriction.objects.create
    close(page=secret.page_ptr, restriction_type=PageViewRestriction.LOGIN)
    assert "secrète" not in ask(client, "cyberbase")

    close(page=DirectoryPage.objects.get().page_ptr, restriction_type=PageViewRestriction.LOGIN)
    html = ask(client, "cyberbase caen")

    assert "Aucun résultat" in html
    assert "/annuaire/" not in "".join(links(html).values())
    assert client.get("/recherche/suggestions.json?q=cyber").json() == {"groups": []}


def test_a_site_without_directory_is_searched(client: Client, empty_site: None) -> None:
    HomePageFactory(title="Accueil")

    assert "1 résultat" in ask(client, "accueil")


@pytest.mark.parametrize("chosen", ["lieux", "pages", "'", "\x00"])
def test_odd_pages_show_one(client: Client, chosen: str) -> None:
    for page in ("0", "-1", "x", "9" * 5000, "\x00", "²"):
        ask(client, "numérique", dans=chosen, page=page)


HOSTILE = [
    '"', "'", '"a" "', "\x00", "a\x00b", "%", "_", "%%%s", "\\", "\\\\'", "x" * 10_000,
    "é" * 5_000, "🦀", "🦀 caen", "\u202eneac", "مرحبا", "<script>alert(1)</script>",
    "{{ 7|add:1 }}", "' OR 1=1 --", "½ ㏂", "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    "caen " * 20, "saint " * 15, "mot-inconnu " * 8, "\ud800",
    "１４０００", "tiers tiers lieu lieu",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_typed_is_answered(client: Client, text: str) -> None:
    encoded = text.encode("utf-8", "surrogatepass")

    html = ask(client, encoded)

    assert "<script>alert" not in html
    assert client.get("/recherche/suggestions.json", {"q": encoded}).status_code == 200


@pytest.mark.parametrize(
    "text", ["numerique", "numerique caen", "imprimante 3d rouen", "couworking espece piscine"]
)
def test_a_search_costs_the_same_whatever_it_finds_and_writes_nothing(
    client: Client, text: str, django_assert_max_num_queries
) -> None:
    addresses = ("/recherche/", "/recherche/suggestions.json")

    def queries(address: str) -> int:
        client.get(address, {"q": text})
        with django_assert_max_num_queries(15) as captured:
            response = client.get(address, {"q": text})
        assert {entry["sql"].split()[0] for entry in captured.captured_queries} <= {
            "SELECT",
            "(SELECT",
        }
        assert not response.cookies
        return len(captured)

    PlacePageFactory(terms=[SERVICE, PRINTER_3D])
    few = {address: queries(address) for address in addresses}
    PlacePageFactory.create_batch(6, terms=[SERVICE, PRINTER_3D])  # more than a group shows

    for address in addresses:
        assert queries(address) <= few[address] + 1  # a group that was empty is read


def test_what_is_typed_is_not_logged(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        ask(client, "surendettement")

    said = [r.getMessage() for r in caplog.records if r.name != "django.db.backends"]
    assert "surendettement" not in "".join(said)
