"""The texts of the first pages, as they are written: typography, lengths, sources."""

import re
import tomllib
from typing import Any

import pytest
from django.conf import settings

from normandie.editorial.first_content import read_texts
from normandie.editorial.first_content.files import FOLDER
from tests.typography import TAGS, TYPEWRITER, strings, typewriter_french

FILES = sorted(FOLDER.glob("*.toml"))
OF_REGIONS = sorted(settings.REGION.folder.parent.glob("*/texts.toml"))
TEXTS = read_texts()

NOT_READ = {"type", "slug", "parent", "filters", "link", "url", "source_url", "pages"}


def public(text: Any) -> list[dict[str, Any]]:
    return [block for block in text.body if block["type"] != "gap"]


def words(value: Any) -> list[str]:
    return [
        word
        for string in strings(value, NOT_READ)
        for word in string.split()
        if re.search(r"\w", word)
    ]


@pytest.mark.parametrize("path", [*FILES, *OF_REGIONS], ids=lambda path: path.stem)
def test_french_is_well_typeset(path: Any) -> None:
    assert typewriter_french(tomllib.loads(path.read_text("utf-8")), NOT_READ) == []


@pytest.mark.parametrize("text", ["C'est", "Vrai ?", "« oui »", "oui?", "10 000", "50 %", "« x!"])
def test_typewriter_french_is_seen(text: str) -> None:
    assert TYPEWRITER.search(text)


def test_files_are_named_after_their_pages() -> None:
    assert [path.stem[3:] for path in FILES] == [text.path.replace("/", "-") for text in TEXTS]


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.path)
def test_no_page_is_a_wall_of_text(text: Any) -> None:
    paragraphs = re.findall(r"<(?:p|li)>(.*?)</(?:p|li)>", str(public(text)), re.DOTALL)
    read_through = [block for block in public(text) if block["type"] != "table"]

    assert 150 <= len(words(read_through)) <= 750  # one finds one's row of a table
    assert max(len(TAGS.sub("", paragraph).split()) for paragraph in paragraphs) <= 75
    assert 60 <= len(text.search_description) <= 160
    assert text.lead
    assert text.title


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.path)
def test_figures_are_dated_and_sourced(text: Any) -> None:
    figures = [figure for block in text.body for figure in block.get("figures", [])]

    assert all(re.search(r"20\d\d", figure["date"]) and figure["source"] for figure in figures), (
        figures
    )


def test_no_agent_is_named_and_no_personal_contact_is_given() -> None:
    everything = "\n".join(path.read_text("utf-8") for path in FILES)

    assert re.findall(r"[\w.]+@[\w.]+|\b0\d(?:[ .\u00a0]?\d\d){4}\b", everything) == []


def test_the_presentations_for_the_press_have_the_words_they_announce() -> None:
    press = next(text for text in TEXTS if text.path == "presse")
    html = next(block["value"] for block in press.body if "En 50" in block.get("value", ""))
    parts = re.findall(r"<h3>En (\d+).mots</h3>(.*?)(?=<h|$)", html, re.DOTALL)

    assert [(int(announced), len(words(part))) for announced, part in parts] == [
        (50, 50),
        (150, 150),
    ]


def test_the_easy_page_keeps_to_short_sentences() -> None:
    # « L'information pour tous », Inclusion Europe: one idea a sentence, short sentences.
    easy = next(text for text in TEXTS if text.easy_to_read)
    sentences = [
        sentence
        for string in strings(public(easy), NOT_READ)
        for line in string.splitlines()
        for sentence in re.split(r"[.?!:]", line)
    ]

    assert easy.path == "facile-a-lire"
    assert [sentence for sentence in sentences if len(sentence.split()) > 13] == []
