"""What the editor refuses, and why, when a page is saved."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from normandie.editorial.blocks import BodyBlock
from tests.editorial.media import image_value, make_image
from tests.editorial.pages import StandardPageFactory

pytestmark = pytest.mark.django_db
BODY = BodyBlock()


def told(error: Any) -> str:
    """Return all the messages of a validation error of blocks, however deep."""
    if isinstance(error, dict):
        return " ".join(told(each) for each in error.values())
    if isinstance(error, list | tuple):
        return " ".join(told(each) for each in error)
    if hasattr(error, "as_json_data"):
        return told(error.as_json_data())
    return str(getattr(error, "messages", error)).replace("\u00a0", " ").replace("\\xa0", " ")


def refusal(*blocks: tuple[str, Any]) -> str:
    """Return what the editor says of these blocks; empty when it takes them."""
    try:
        BODY.clean(BODY.to_python([{"type": kind, "value": value} for kind, value in blocks]))
    except ValidationError as error:
        return told(error)
    return ""


def test_a_heading_of_the_third_level_comes_after_one_of_the_second() -> None:
    message = refusal(("text", "<p>Début</p><h3>Nos <b>horaires</b></h3>"))

    assert "« Nos horaires »" in message
    assert refusal(("text", "<h2>Venir</h2><h3>Nos horaires</h3>")) == ""


def test_the_order_holds_from_one_block_to_the_next() -> None:
    titled = {"title": "Comment faire", "steps": [{"title": "a", "text": ""}] * 2}

    assert refusal(("steps", titled), ("text", "<h3>Ensuite</h3>")) == ""
    assert "« Ensuite »" in refusal(("text", "<p>Début</p>"), ("text", "<h3>Ensuite</h3>"))
    assert "« Ensuite »" in refusal(("steps", titled | {"title": ""}), ("text", "<h3>Ensuite</h3>"))


@pytest.mark.parametrize("empty", ["<h2></h2>", "<h2> </h2>", "<h3><br/></h3>", "<h2><b></b></h2>"])
def test_a_heading_is_never_empty(empty: str) -> None:
    assert "Un titre est vide" in refusal(("text", f"<h2>Venir</h2>{empty}"))


def test_other_levels_are_refused() -> None:
    assert "niveau 4" in refusal(("text", "<h2>Venir</h2><h4>Horaires</h4>"))


def test_a_paragraph_wholly_bold_is_a_title_that_nobody_finds() -> None:
    bold = "<p data-block-key='a1'><b>Qui peut la <i>demander</i> ?</b></p><p>Tous.</p>"

    assert "« Qui peut la demander ? » est tout en gras" in refusal(("text", bold))
    words = "<p><b>Attention :</b> fermé.</p><p><b>Un</b> et <b>deux</b></p>"
    assert refusal(("text", words)) == ""


def test_an_image_is_described_or_decorative_and_credited() -> None:
    image = make_image()

    assert refusal(("image", image_value(image, alt_text=""))) != ""
    assert refusal(("image", image_value(image, alt_text="", decorative=True))) == ""
    assert refusal(("image", image_value(image) | {"credit": ""})) != ""


def test_a_cover_is_described_and_credited() -> None:
    cover = make_image()

    with pytest.raises(ValidationError) as refused:
        StandardPageFactory(cover=cover)

    assert set(refused.value.message_dict) == {"cover_alt", "cover_credit"}
    assert StandardPageFactory(cover=cover, cover_decorative=True, cover_credit="Ada Démo").live


def test_a_link_leads_to_one_place_exactly() -> None:
    call = {"title": "", "text": "", "label": "Y aller"}
    page = StandardPageFactory().pk

    def told_of(page: int | None, url: str) -> str:
        return refusal(("call_to_action", call | {"link": {"page": page, "url": url}}))

    assert "pas les deux" in told_of(page, "https://x.fr")
    assert "Choisissez une page" in told_of(None, "")
    assert told_of(page, "") == told_of(None, "https://x.fr") == ""


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ("couleur=bleu", "n’a pas de filtre « couleur »"),
        ("type=inconnu", "« inconnu » n’existe pas"),
        ("commune=Atlantide", "Atlantide"),
        ("besoin=voler", "« voler » n’existe pas"),
        ("lat=49.18&lon=-0.37", "n’a pas de filtre « lat »"),  # where an editor stood
        ("type=%00&" + "x" * 300, "n’a pas de filtre"),
    ],
)
def test_filters_that_the_directory_does_not_know_are_refused(filters: str, message: str) -> None:
    value = {"title": "Lieux", "text": "", "filters": filters, "number": 3, "places": []}

    assert message in refusal(("places", value))


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "filters",
    [
        "",
        "type=epn",
        "?type=epn",
        "https://exemple.fr/annuaire/?type=epn&q=imprimer",
        "besoin=imprimer&commune=14118-caen&rayon=30&tri=distance&ouvert=maintenant",
    ],
)
def test_filters_may_be_copied_from_an_address(filters: str) -> None:
    value = {"title": "Lieux", "text": "", "filters": filters, "number": 3, "places": []}

    assert refusal(("places", value)) == ""


@pytest.mark.parametrize("number", [0, 7])
def test_one_to_six_places_are_shown(number: int) -> None:
    value = {"title": "Lieux", "text": "", "filters": "", "number": number, "places": []}

    assert refusal(("places", value)) != ""


def test_a_page_has_three_selections_of_places_at_most() -> None:
    value = {"title": "Lieux", "text": "", "filters": "", "number": 3, "places": []}

    assert refusal(*[("places", value)] * 3) == ""
    assert refusal(*[("places", value)] * 4) != ""


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"caption": ""}, "Donnez un titre au tableau"),
        ({"rows": []}, "au moins une colonne et une ligne"),
        ({"columns": ["Lieu", " "]}, "Chaque colonne a un titre"),
    ],
)
def test_a_table_has_a_caption_rows_and_headings(change: dict[str, Any], message: str) -> None:
    table = {"caption": "Prix", "columns": ["Lieu", "Prix"], "rows": [["EPN", "gratuit"]]}

    assert refusal(("table", table)) == ""
    assert message in refusal(("table", table | change))


@pytest.mark.parametrize("missing", ["date", "source"])
def test_a_figure_without_date_or_source_is_refused(missing: str) -> None:
    figure = {"value": "74", "label": "lieux", "date": "2018", "source": "Région", "source_url": ""}

    assert refusal(("key_figures", {"title": "", "figures": [figure]})) == ""
    assert refusal(("key_figures", {"title": "", "figures": [figure | {missing: ""}]})) != ""
