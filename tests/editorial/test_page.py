"""« /reseau/ »: an editorial page, as a visitor reads it."""

from datetime import date

import pytest
from django.test import Client

from tests.editorial.pages import StandardPageFactory, block

pytestmark = pytest.mark.django_db


def test_a_page_without_anything_but_a_title_shows(client: Client) -> None:
    html = client.get(StandardPageFactory(title="Le réseau").url).content.decode()

    assert "<h1>Le réseau</h1>" in html
    assert "Sur cette page" not in html
    assert "Dans cette rubrique" not in html


def test_a_page_says_when_it_was_read_again(client: Client) -> None:
    page = StandardPageFactory(lead="Deux phrases.", reviewed_on=date(2026, 3, 1))

    html = client.get(page.url).content.decode()

    assert '<time datetime="2026-03-01">1er mars 2026</time>' in html
    assert '<meta name="description"\n          content="Deux phrases.">' in html


def test_three_parts_make_a_table_of_contents(client: Client) -> None:
    text = "<h2>Pour qui</h2><h2>Où</h2><h2>Pour qui</h2>"
    html = client.get(StandardPageFactory(body=[block("text", text)]).url).content.decode()

    assert '<a href="#pour-qui">Pour qui</a>' in html
    assert '<h2 id="pour-qui-2">Pour qui</h2>' in html


def test_two_parts_make_none(client: Client) -> None:
    page = StandardPageFactory(body=[block("text", "<h2>Pour qui</h2><h2>Où</h2>")])

    assert "Sur cette page" not in client.get(page.url).content.decode()


def test_the_pages_below_are_listed_at_the_foot(client: Client) -> None:
    parent = StandardPageFactory(title="Le réseau")
    StandardPageFactory(parent=parent, title="Son histoire", lead="Depuis 2000.")
    StandardPageFactory(parent=parent, title="Brouillon", live=False)

    html = client.get(parent.url).content.decode()

    assert "Dans cette rubrique" in html
    assert "Son histoire" in html
    assert "Depuis 2000." in html
    assert "Brouillon" not in html


def test_a_page_below_that_the_text_shows_is_not_repeated_at_the_foot(client: Client) -> None:
    parent = StandardPageFactory(title="Le réseau")
    shown = StandardPageFactory(parent=parent, title="Son histoire")
    cards = {"title": "À lire", "pages": [{"page": shown.pk, "text": ""}]}
    parent.body = [block("cards", cards)]
    parent.refresh_from_db(fields=["numchild"])
    parent.save()

    assert "Dans cette rubrique" not in client.get(parent.url).content.decode()

    StandardPageFactory(parent=parent, title="Ses lieux")
    html = client.get(parent.url).content.decode()

    assert "Dans cette rubrique" in html
    assert html.count("Son histoire") == 1
