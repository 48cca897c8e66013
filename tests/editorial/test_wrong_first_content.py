"""A text of the first pages that is wrong is refused, with its file and what is wrong."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from normandie.editorial.first_content import ContentError, create_first_content, read_texts
from normandie.editorial.models import StandardPage
from normandie.home.models import HomePage

PAGE = """
slug = "essai"
parent = "{parent}"
title = "Essai"
lead = ""
search_description = ""
in_menus = false
easy_to_read = false
reviewed_on = 2026-11-22
{body}
"""


def load(folder: Path, body: str = "body = []", parent: str = "") -> None:
    (folder / "essai.toml").write_text(PAGE.format(body=body, parent=parent), "utf-8")
    create_first_content(HomePage.objects.get(), read_texts(folder))


BLOCK = '[[body]]\ntype = "{}"\n{}'
WRONG = {
    "dead-link": (
        BLOCK.format("text", "value = '<p><a href=\"/nulle-part/\">ici</a></p>'"),
        "/nulle-part/",
    ),
    "relative-link": (
        BLOCK.format("text", "value = '<p><a href=\"label/\">ici</a></p>'"),
        "label/",
    ),
    "dead-route": (
        BLOCK.format("text", "value = '<p><a href=\"/annuaire/rien.pdf\">x</a></p>'"),
        "rien.pdf",
    ),
    "dead-card": (BLOCK.format("cards", 'title = "À lire"\npages = ["/rien/"]'), "/rien/"),
    "card-elsewhere": (
        BLOCK.format("cards", 'title = "À lire"\npages = ["https://exemple.fr/"]'),
        "exemple",
    ),
    "unknown-type": (BLOCK.format("carrousel", ""), "carrousel"),
    "no-type": ('body = [{ value = "" }]', "type"),
    "missing-key": (BLOCK.format("steps", 'title = "Comment"'), "steps"),
    "unknown-key": (BLOCK.format("quote", 'text = "a"\nauthor = "b"\nrole = ""\nson = 1'), "son"),
    "invalid-block": (BLOCK.format("quote", 'text = "a"\nauthor = ""\nrole = ""'), "quote"),
    "heading": (BLOCK.format("text", "value = '<h3>Trop bas</h3>'"), "Trop bas"),
    "filter": (
        BLOCK.format("places", 'title = "L"\ntext = ""\nfilters = "couleur=bleu"\nnumber = 3'),
        "couleur",
    ),
    "body": ('body = "texte"', "body"),
    "extra-key": ("couleur = 1\nbody = []", "couleur"),
    "not-toml": ("body = [", "fichier"),
}


@pytest.mark.one_engine
@pytest.mark.django_db
@pytest.mark.parametrize(("body", "said"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_text_is_refused_with_its_file_and_key(
    body: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(ContentError) as error:
        load(tmp_path, body)

    assert str(error.value).startswith("essai.toml, ")
    assert said in str(error.value)
    assert not StandardPage.objects.filter(slug="essai").exists()


@pytest.mark.django_db
def test_a_text_names_a_parent_that_exists(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"essai\.toml, parent\u00a0: .*nulle-part"):
        load(tmp_path, parent="nulle-part")


@pytest.mark.usefixtures("empty_site")
def test_the_command_says_which_text_is_wrong(
    db: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "essai.toml").write_text(PAGE.format(body="", parent=""), "utf-8")
    monkeypatch.setattr("normandie.editorial.first_content.loading.FOLDER", tmp_path)

    with pytest.raises(CommandError, match=r"essai\.toml, body"):
        call_command("create_pages", stdout=StringIO())
    assert not HomePage.objects.exists()
