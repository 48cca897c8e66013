"""Each block shows what its contract says, little or much, and nothing that an author slips in."""

from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from directory.models import Kind, Vocabulary
from normandie.editorial.blocks import BodyBlock
from tests.editorial.media import image_value, make_document, make_image
from tests.editorial.pages import StandardPageFactory, block
from tests.factories import PlacePageFactory

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>\" onload='x'"
BLOCKS = BodyBlock().child_blocks


def shown(client: Client, kind: str, value: Any) -> str:
    """Return the page with that block alone, no-break spaces made plain."""
    page = StandardPageFactory(body=[block(kind, value)])
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode().replace("\u00a0", " ")


@pytest.mark.one_engine
@pytest.mark.parametrize("kind", BLOCKS)
def test_every_block_has_an_example_a_description_and_a_group(kind: str) -> None:
    definition = BLOCKS[kind]

    assert definition.is_previewable
    assert definition.get_description()
    assert definition.meta.group


@pytest.mark.one_engine
@pytest.mark.parametrize("kind", BLOCKS)
def test_the_example_of_every_block_is_valid_and_shows(client: Client, kind: str) -> None:
    make_image()
    make_document()
    StandardPageFactory()
    definition = BLOCKS[kind]
    example = definition.get_preview_value()

    stored = definition.get_prep_value(definition.clean(example))

    shown(client, kind, stored)


def test_a_figure_comes_with_its_date_and_source(client: Client) -> None:
    figure = {"value": "74", "label": "tiers-lieux", "date": "septembre 2018", "source": "Région"}
    figures = [figure | {"source_url": "https://exemple.fr"}, figure | {"source_url": ""}]

    html = shown(client, "key_figures", {"title": "", "figures": figures})

    assert 'Septembre 2018. Source : <a href="https://exemple.fr">Région</a>' in html
    assert "Septembre 2018. Source : Région" in html
    assert "block__title" not in html


def test_steps_are_an_ordered_list(client: Client) -> None:
    steps = [{"title": "Trouver", "text": "<p>Ici.</p>"}, {"title": "Venir", "text": ""}]

    html = shown(client, "steps", {"title": "Comment faire", "steps": steps})

    assert '<h2 class="block__title" id="comment-faire">Comment faire</h2>' in html
    assert "<ol" in html
    assert html.count('class="steps__step"') == 2


def test_answers_are_folded_without_a_script(client: Client) -> None:
    questions = [{"question": "Est-ce payant ?", "answer": "<p>Non.</p>"}]

    html = shown(client, "questions", {"title": "", "questions": questions})

    assert '<summary class="fold__summary questions__question">Est-ce payant ?</summary>' in html


def test_each_word_of_a_glossary_has_an_address_of_its_own(client: Client) -> None:
    terms = [{"term": "EPN", "definition": f"<p>{text}</p>"} for text in ("Un lieu", "Une ville")]

    html = shown(client, "definitions", {"terms": terms})

    assert 'id="epn"' in html
    assert 'id="epn-2"' in html


def test_an_anchor_is_never_that_of_the_layout(client: Client) -> None:
    html = shown(client, "text", "<h2>Contenu</h2><h2>Navigation</h2>")

    assert html.count('id="contenu"') == 1
    assert 'id="contenu-2"' in html


def test_a_document_says_its_format_and_size(client: Client) -> None:
    html = shown(client, "document", {"document": make_document().pk, "text": "Tout y est."})

    assert "(PDF, 2 ko)" in html
    assert "Tout y est." in html


def test_an_image_comes_in_light_formats_with_its_size_and_credit(client: Client) -> None:
    html = shown(client, "image", image_value(make_image(width=1600, height=900)))

    assert html.index('type="image/avif"') < html.index('type="image/webp"')
    assert "480w" in html
    assert "1440w" in html
    assert 'sizes="' in html
    assert 'width="960"' in html
    assert 'height="540"' in html
    assert 'loading="lazy"' in html
    assert 'alt="Un port au matin"' in html
    assert "Crédit : Ada Démo" in html


def test_a_small_image_is_not_said_to_be_wider_than_it_is(client: Client) -> None:
    html = shown(client, "image", image_value(make_image(width=400, height=300)))

    assert "400w" in html
    assert "480w" not in html


def test_a_decorative_image_is_silent(client: Client) -> None:
    html = shown(client, "image", image_value(make_image(), decorative=True))

    assert 'alt=""' in html


def test_a_quote_says_who_speaks(client: Client) -> None:
    html = shown(client, "quote", {"text": "J’y reviens.", "author": "Une habitante", "role": ""})

    assert "<blockquote" in html
    assert "Une habitante" in html


def test_a_table_has_headings_of_columns_and_of_rows(client: Client) -> None:
    value = {"caption": "Deux lieux", "columns": ["Lieu", "Prix"], "rows": [["EPN", "gratuit"]]}

    html = shown(client, "table", value)

    assert 'role="region" tabindex="0" aria-label="Tableau : Deux lieux"' in html
    assert '<th scope="col">Prix</th>' in html
    assert '<th scope="row">EPN</th>' in html
    assert '<td><span class="table__column">Prix :</span> gratuit</td>' in html


def test_a_call_leads_to_a_page_or_elsewhere(client: Client) -> None:
    target, draft = StandardPageFactory(slug="cible"), StandardPageFactory(live=False)
    call = {"title": "", "text": "", "label": "Y aller"}

    def link(page: Any, url: str) -> dict[str, Any]:
        return call | {"link": {"page": page, "url": url}}

    assert 'href="/cible/"' in shown(client, "call_to_action", link(target.pk, ""))
    assert 'href="https://x.fr"' in shown(client, "call_to_action", link(None, "https://x.fr"))
    assert "Y aller" not in shown(client, "call_to_action", link(draft.pk, ""))


def test_cards_show_published_pages_with_a_word_on_each(client: Client) -> None:
    pages = [
        StandardPageFactory(title="Histoire", lead="Depuis 2000."),
        StandardPageFactory(title="Label", lead="Ce qu’il demande."),
        StandardPageFactory(title="Secret", live=False),
    ]
    texts = ["", "Un mot choisi.", ""]
    cards = [{"page": page.pk, "text": text} for page, text in zip(pages, texts, strict=True)]

    html = shown(client, "cards", {"title": "À lire", "pages": cards})

    assert "Depuis 2000." in html
    assert "Un mot choisi." in html
    assert "Ce qu’il demande." not in html
    assert "Secret" not in html


def test_places_are_found_by_the_filters_of_the_directory(client: Client) -> None:
    PlacePageFactory(title="Le fablab", terms=[(Vocabulary.KIND, Kind.TIERS_LIEU)])
    PlacePageFactory(title="L’espace", terms=[(Vocabulary.KIND, Kind.EPN)])
    value = {"title": "Fabriquer", "text": "", "filters": "type=tiers-lieu", "number": 3}

    html = shown(client, "places", value | {"places": []})

    assert "Le fablab" in html
    assert "L’espace" not in html
    assert 'href="/annuaire/?type=tiers-lieu"' in html


def test_places_are_found_by_a_need(client: Client) -> None:
    PlacePageFactory(title="L’imprimerie", terms=[(Vocabulary.EQUIPMENT, "imprimante")])
    PlacePageFactory(title="Sans rien")
    value = {"title": "Imprimer", "text": "", "filters": "besoin=imprimer", "number": 3}

    html = shown(client, "places", value | {"places": []})

    assert "L’imprimerie" in html
    assert "Sans rien" not in html
    assert 'href="/annuaire/?besoin=imprimer"' in html


def test_places_that_are_chosen_come_in_their_order(client: Client) -> None:
    first, second = PlacePageFactory(title="Le premier"), PlacePageFactory(title="Le second")
    PlacePageFactory(title="Un autre")
    value = {"title": "Nos choix", "text": "", "filters": "", "number": 3}

    html = shown(client, "places", value | {"places": [second.pk, first.pk]})

    assert html.index("Le second") < html.index("Le premier")
    assert "Un autre" not in html


@pytest.mark.usefixtures("empty_site")
def test_places_show_nothing_while_there_is_no_directory(client: Client) -> None:
    value = {"title": "Nos choix", "text": "", "filters": "", "number": 3, "places": []}

    assert "Nos choix" not in shown(client, "places", value)


TEXTS = {
    "quote": {"text": HOSTILE, "author": HOSTILE, "role": HOSTILE},
    "alert": {"kind": "info", "text": HOSTILE},
    "key_figures": {
        "title": HOSTILE,
        "figures": [dict.fromkeys(("value", "label", "date", "source"), HOSTILE)],
    },
    "steps": {"title": HOSTILE, "steps": [{"title": HOSTILE, "text": ""}]},
    "questions": {"title": HOSTILE, "questions": [{"question": HOSTILE, "answer": ""}]},
    "definitions": {"terms": [{"term": HOSTILE, "definition": ""}]},
    "table": {"caption": HOSTILE, "columns": [HOSTILE], "rows": [[HOSTILE]]},
    "call_to_action": {
        "title": HOSTILE,
        "text": HOSTILE,
        "label": HOSTILE,
        "link": {"page": None, "url": "https://x.fr"},
    },
}


@pytest.mark.one_engine
@pytest.mark.parametrize("kind", TEXTS)
def test_what_an_author_slips_into_a_text_is_escaped(client: Client, kind: str) -> None:
    html = shown(client, kind, TEXTS[kind])

    assert "<script>alert" not in html
    assert escape(HOSTILE) in html
