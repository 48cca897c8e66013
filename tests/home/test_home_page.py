"""« / »: what it shows of the site, and what it leaves out."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from directory.guide.needs import NEEDS
from directory.models import Vocabulary
from normandie.home.models import Highlight, HomePage
from tests.editorial.pages import StandardPageFactory
from tests.factories import (
    CommuneFactory,
    HomePageFactory,
    LabelGrantFactory,
    PlacePageFactory,
)
from tests.reading import main_text, text_of

pytestmark = pytest.mark.django_db

EPN = [(Vocabulary.KIND, "epn")]
TIERS_LIEU = [(Vocabulary.KIND, "tiers-lieu")]
HELP = [(Vocabulary.KIND, "aide")]


def shown(client: Client) -> str:
    response = client.get("/")
    assert response.status_code == 200
    return response.content.decode()


def test_the_search_bar_comes_before_everything_else(client: Client) -> None:
    PlacePageFactory()
    html = shown(client)

    assert html.index('action="/annuaire/#resultats"') < html.index("<h2")
    assert 'name="rayon"' not in html


@pytest.mark.usefixtures("empty_site")
def test_without_a_directory_the_page_explains_and_offers_nothing(client: Client) -> None:
    HomePageFactory()
    html = shown(client)

    assert "<form" not in html
    assert "Un tiers-lieu est un endroit" in html
    assert "/annuaire/" not in html
    assert "chiffres" not in html


def test_an_empty_directory_has_a_search_bar_and_no_figures(client: Client) -> None:
    html = shown(client)

    assert 'action="/annuaire/#resultats"' in html
    assert "en chiffres" not in html
    assert "J’ai besoin" not in html
    assert "Près de chez vous" not in html


def test_a_directory_that_is_not_for_everyone_is_not_shown(client: Client) -> None:
    place = PlacePageFactory(terms=EPN)
    PageViewRestriction.objects.create(
        page=place.get_parent(), restriction_type=PageViewRestriction.LOGIN
    )
    html = shown(client)

    assert "annuaire" not in main_text(html).lower()
    assert 'href="/annuaire/' not in html[html.index("<main") : html.index("</main>")]


def test_everyday_needs_lead_to_the_three_questions(client: Client) -> None:
    PlacePageFactory()
    html = shown(client)
    links = re.findall(r'href="(/annuaire/orientation/\?besoin=[a-z-]+)"', html)

    assert html.index("J’ai besoin de…") < html.index("Deux sortes de lieux")
    assert len(links) == len(NEEDS)
    assert client.get(links[0]).status_code == 200


def test_only_kinds_of_places_that_exist_are_offered(client: Client) -> None:
    for _ in range(2):
        PlacePageFactory(terms=TIERS_LIEU)
    PlacePageFactory(terms=HELP)
    html = shown(client)

    assert '<a class="button button--plain" href="/annuaire/?type=tiers-lieu">' in html
    assert "Voir les 2 tiers-lieux" in html
    assert "type=epn" not in html
    assert "voir l’autre lieu d’aide" in html
    assert '<abbr title="espace public numérique">EPN</abbr>' in html


def test_a_kind_leads_to_its_page_once_visitors_may_read_it(client: Client) -> None:
    page = StandardPageFactory(title="Les EPN", slug="epn", live=False)
    HomePage.objects.update(epn_page=page)
    assert "En savoir plus sur les EPN" not in shown(client)

    page.save_revision().publish()
    assert '<a href="/epn/">En savoir plus sur les EPN</a>' in shown(client)

    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert "En savoir plus sur les EPN" not in shown(client)


def test_a_kind_without_a_text_is_left_out(client: Client) -> None:
    home = HomePageFactory()
    home.epn_text = ""
    home.save()
    assert 'id="lieu-epn"' not in shown(client)

    home.tiers_lieu_text = ""
    home.save()
    assert "Deux sortes de lieux" not in shown(client)


def test_departements_tell_how_many_places_they_hold(client: Client) -> None:
    PlacePageFactory()
    PlacePageFactory()
    PlacePageFactory(commune=CommuneFactory(rouen=True))
    html = text_of(shown(client))

    assert "Calvados 2 lieux" in html
    assert "Seine-Maritime 1 lieu" in html
    assert "Orne" not in html


def test_the_map_is_one_click_away(client: Client) -> None:
    PlacePageFactory()
    html = shown(client)

    assert 'href="/annuaire/carte/">Voir la carte</a>' in html
    assert client.get("/annuaire/carte/").status_code == 200


def test_a_departement_is_drawn_with_a_link_when_it_has_a_place(client: Client) -> None:
    PlacePageFactory()
    drawing = shown(client).split('<svg class="home-drawing"')[1].split("</svg>")[0]

    assert drawing.count("home-drawing__shape") == 5
    assert re.findall(r'href="([^"]*)"', drawing) == ["/annuaire/?departement=14"]


def test_towns_have_a_place_around_and_lie_apart(client: Client) -> None:
    PlacePageFactory()  # in Caen, beside Hérouville-Saint-Clair
    PlacePageFactory(commune=CommuneFactory(rouen=True))
    html = shown(client)
    towns = re.findall(r'href="/annuaire/\?commune=\d{5}-([a-z-]+)"', html)

    assert {"caen", "rouen"} <= set(towns)
    assert "herouville-saint-clair" not in towns
    assert "sotteville-les-rouen" not in towns
    assert "alencon" not in towns  # no place around
    assert towns == sorted(towns)


def test_the_drawing_has_a_dot_for_each_group_of_places(client: Client) -> None:
    PlacePageFactory()
    PlacePageFactory()
    PlacePageFactory(commune=CommuneFactory(rouen=True))
    PlacePageFactory(latitude=None, longitude=None)
    dots = re.search(r'home-drawing__dots" d="([^"]*)"', shown(client))

    assert dots is not None
    assert dots[1].count("h0") == 2


def test_figures_are_counted_and_dated(client: Client) -> None:
    place = PlacePageFactory(terms=EPN)
    PlacePageFactory(terms=TIERS_LIEU, hours="", commune=CommuneFactory(rouen=True))
    PlacePageFactory(live=False)
    LabelGrantFactory(place=place)
    LabelGrantFactory(granted_on=date(2020, 1, 1), expires_on=date(2021, 1, 1))
    html = text_of(shown(client))

    assert "3 lieux dans l’annuaire" in html
    assert "1 espace public numérique (EPN)" in html
    assert "1 tiers-lieu " in html
    assert "1 lieu labellisé" in html
    assert "2 communes sur 2 644 ont un lieu, dans 2 départements" in html
    assert "2 lieux donnent leurs horaires" in html
    assert "pôle" not in html


def test_a_figure_that_tells_nothing_is_left_out(client: Client) -> None:
    PlacePageFactory(hours="")
    html = text_of(shown(client))

    assert "1 lieu dans l’annuaire" in html
    assert "labellisé" not in html
    assert "horaires" not in html[html.index("en chiffres") :]


def test_pages_put_forward_are_those_that_visitors_may_read(client: Client) -> None:
    home = HomePageFactory()
    assert "À lire aussi" not in shown(client)
    open_page = StandardPageFactory(title="Le coworking", lead="Un bureau près de chez soi.")
    draft = StandardPageFactory(title="Bientôt", live=False)
    home.highlights = [Highlight(target=draft), Highlight(target=open_page)]
    home.save()
    html = shown(client)

    assert "À lire aussi" in html
    assert "Un bureau près de chez soi." in html
    assert "Bientôt" not in html


def test_search_engines_read_what_the_team_wrote(client: Client) -> None:
    home = HomePageFactory()
    home.intro = "Des lieux pour tous."
    home.save()
    assert 'content="Des lieux pour tous."' in shown(client)

    home.seo_title = "Le réseau numérique"
    home.search_description = "Trouvez un lieu."
    home.save()
    html = shown(client)
    assert "<title>Le réseau numérique</title>" in html
    assert 'content="Trouvez un lieu."' in html


def test_the_team_edits_texts_pages_and_what_is_put_forward(admin_client: Client) -> None:
    home = HomePageFactory()
    page = StandardPageFactory(title="Le coworking")
    address = reverse("wagtailadmin_pages:edit", args=[home.pk])
    assert admin_client.get(address).status_code == 200
    form = {
        "title": "Accueil",
        "slug": "accueil",
        "headline": "Un lieu près de chez vous",
        "epn_text": "Un lieu avec des ordinateurs.",
        "epn_page": str(page.pk),
        "tiers_lieu_text": "",
        "sections-count": "0",
        "highlights-TOTAL_FORMS": "1",
        "highlights-INITIAL_FORMS": "0",
        "highlights-MIN_NUM_FORMS": "0",
        "highlights-MAX_NUM_FORMS": "3",
        "highlights-0-target": str(page.pk),
        "highlights-0-ORDER": "1",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "action-publish": "1",
    }
    assert admin_client.post(address, form).status_code == 302
    html = shown(Client())

    assert "Un lieu avec des ordinateurs." in html
    assert 'id="lieu-tiers-lieu"' not in html
    assert html.count('href="/page-') == 2
