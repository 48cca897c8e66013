"""Ticking tiers-lieux in the list, with and without JavaScript, and reading them on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.rgaa import told_roles
from tests.browser.test_finder import query

pytestmark = pytest.mark.usefixtures("demo_places")

Open = Callable[..., Page]
TWO = "/annuaire/comparer/?lieu=tiers-lieu-de-la-prairie&lieu=fablab-du-robec"
LIST = "/annuaire/?type=tiers-lieu"


def test_without_javascript_the_boxes_are_sent_by_their_form(open_page: Open) -> None:
    page = open_page(LIST, javascript=False)
    page.get_by_label("Comparer Fablab du Robec").check()
    page.get_by_label("Comparer Tiers-lieu de la Prairie").check()
    page.get_by_role("button", name="Comparer les lieux cochés").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Comparer Fablab du Robec et")
    expect(page.get_by_role("row")).not_to_have_count(0)


def test_the_choice_is_kept_from_page_to_page_without_a_cookie(open_page: Open) -> None:
    page = open_page(LIST)
    page.get_by_label("Comparer Fablab du Robec").check()
    expect(page.get_by_role("button", name="Comparer (1)")).to_be_visible()

    page.goto("/annuaire/?commune=14118-caen&type=tiers-lieu")
    page.get_by_label("Comparer Tiers-lieu de la Prairie").check()
    page.get_by_role("button", name="Comparer (2)").click()

    page.wait_for_url("**/comparer/**")
    assert sorted(query(page)["lieu"]) == ["fablab-du-robec", "tiers-lieu-de-la-prairie"]
    assert query(page)["commune"] == ["14118-caen"]
    assert page.context.cookies() == []


def test_a_phone_reads_places_side_by_side_under_their_names(open_page: Open) -> None:
    page = open_page(TWO, width=320)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    roles = told_roles(page)
    things = page.locator(".comparison tbody tr").count()
    assert (roles["table"], roles["columnheader"]) == (1, 3)
    assert (roles["rowheader"], roles["cell"]) == (things, 2 * things)
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Nombre de postes"))
    cells = row.get_by_role("cell")
    expect(cells).to_have_count(2)
    boxes = [cell.bounding_box() for cell in cells.all()]
    assert boxes[0]["y"] == boxes[1]["y"]
    cells.first.evaluate("cell => cell.scrollIntoView({block: 'center'})")
    name = page.get_by_role("columnheader").filter(has_text="Fablab du Robec")
    expect(name).to_be_in_viewport()
    assert abs(name.bounding_box()["x"] - boxes[1]["x"]) < 1
