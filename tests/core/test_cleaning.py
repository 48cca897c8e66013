"""The one form of every text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text.cleaning import clean_line, clean_lines, paragraphs_html, plain_text


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  Le   Phare\t", "Le Phare"),
        ("Un\r\n\r\nDeux\u2028Trois", "Un\nDeux\nTrois"),
        ("Le ＂Phare＂", 'Le "Phare"'),
        ("\x07\x1b[31mrouge", "[31mrouge"),
        ("Ouvert\u00a0: oui", "Ouvert\u00a0: oui"),
        ("cafe\u0301", "café"),
        (" \n ", ""),
    ],
)
def test_texts_are_tidied(raw, clean):
    assert clean_lines(raw) == clean


@given(st.text())
def test_what_is_clean_stays_as_it_is(text):
    for clean in (clean_line, clean_lines):
        assert clean(clean(text)) == clean(text)
    assert "\n" not in clean_line(text)


def test_text_is_shown_and_never_run():
    html = paragraphs_html('<script>alert("1")</script> & co\nDeux')
    assert html == ("<p>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; co</p><p>Deux</p>")


@given(st.text())
def test_a_text_comes_back_whole_from_its_paragraphs(text):
    assert plain_text(paragraphs_html(text)) == clean_lines(text)


def test_blocks_of_rich_text_are_lines_and_inline_tags_none():
    html = (
        "<h3>Titre</h3><p>Un <b>mot</b> gras<br/>à la ligne</p>"
        "<ul><li>A</li><li>B &amp; C</li></ul>"
    )
    assert plain_text(html) == "Titre\nUn mot gras\nà la ligne\nA\nB & C"
