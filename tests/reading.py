"""Reading a page as people do: what it shows, and not what the view had in mind.

Each reader takes a response that went well, or HTML. Spaces come out plain and single.
"""

import json
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.http.response import HttpResponseBase

Page = HttpResponseBase | str

# Where cards of places are: those found, those proposed when none is, the one the address names.
LIST = ".place-list:not(.empty-state ~ *)"
PROPOSED = ".empty-state ~ .place-list"
REQUESTED = ".map-list__requested"


@dataclass(frozen=True)
class Card:
    title: str
    url: str
    labels: list[str]
    text: str


def parsed(page: Page) -> BeautifulSoup:
    """Return the page without its <template>, which are there for scripts to copy."""
    if not isinstance(page, str):
        assert page.status_code == 200
        page = page.content.decode()
    soup = BeautifulSoup(page, "html.parser")
    for template in soup("template"):
        template.decompose()
    for chance_to_cut in soup("wbr"):
        chance_to_cut.decompose()
    soup.smooth()
    return soup


def words(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


def text_of(page: Page) -> str:
    """Return all that the page says, on one line."""
    return words(parsed(page))


def main_text(page: Page) -> str:
    """Return what the page says between its header and its footer, on one line."""
    (main,) = texts(page, "main")
    return main


def texts(page: Page, selector: str) -> list[str]:
    """Return what each element says that *selector* chooses."""
    return [words(tag) for tag in parsed(page).select(selector)]


def content_of(response: Any) -> bytes:
    """Return what is sent, read to its end, as a browser does.

    To close a response that is a file would close the connection of the test on PostgreSQL.
    """
    return b"".join(response.streaming_content) if response.streaming else response.content


def heading(page: Page) -> str:
    (title,) = texts(page, "h1")
    return title


def results_heading(page: Page) -> str:
    """Return what a list says that it found: « 3 lieux à moins de 20 km de Caen »."""
    (title,) = texts(page, "#resultats")
    return title


def cards(page: Page, within: str = LIST) -> list[Card]:
    """Return the cards of places, in order."""
    return [
        Card(
            title=words(link := card.select_one(".place-card__title a")),
            url=link["href"],
            labels=[words(label) for label in card.select(".badge--label")],
            text=words(card),
        )
        for card in parsed(page).select(f"{within} .place-card")
    ]


def card_titles(page: Page, within: str = LIST) -> list[str]:
    return [card.title for card in cards(page, within)]


def event_titles(page: Page) -> list[str]:
    """Return the titles of the cards of dates, in order."""
    return texts(page, ".event-card__title")


def links(page: Page, within: str = "main") -> dict[str, str]:
    """Return the address of each link by its text, hidden words for screen readers included."""
    return {words(link): link["href"] for link in parsed(page).select(f"{within} a[href]")}


def hidden_fields(page: Page, form: str) -> dict[str, str]:
    """Return what *form* sends along without showing it."""
    fields = parsed(page).select(f"{form} input[type=hidden]")
    return {field["name"]: field.get("value", "") for field in fields}


def choice_counts(page: Page, name: str) -> dict[str, str]:
    """Return how many rows each choice of the filter *name* announces, by its value."""
    return {
        box["value"]: words(box.find_parent("label").select_one(".choice__count"))
        for box in parsed(page).select(f".facet input[name={name}]")
    }


def json_script(page: Page, block: str) -> Any:
    """Return the data that the scripts of the page read."""
    return json.loads(parsed(page).find("script", id=block).string)


def map_data(page: Page) -> dict[str, Any]:
    return json_script(page, "donnees-de-la-carte")


def rows(page: Page) -> list[list[str]]:
    """Return the cells of each row of a listing of the admin, without its box and its menu."""
    soup = parsed(page)
    for tool in soup.select(".bulk-action-checkbox-cell, ul.actions"):
        tool.decompose()
    return [
        [words(cell) for cell in row(["th", "td"])]
        for row in soup.select("table.listing > tbody > tr")
    ]


def row_titles(page: Page) -> list[str]:
    return [title for title, *_ in rows(page)]


def errors(page: Page) -> dict[str, str]:
    """Return what a form of the admin refuses, by field; blocks write theirs by JavaScript."""
    return {
        field.get("data-contentpath") or field.select_one("[name]")["name"]: words(
            field.select_one("[data-field-errors]")
        )
        for field in parsed(page).select(".w-field--error")
    }
