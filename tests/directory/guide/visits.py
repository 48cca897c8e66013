"""Reading the guided way as a visitor does."""

from django.test import Client

from tests import reading

ADDRESS = "/annuaire/orientation/"


def html_of(client: Client, query: str = "", **params: object) -> str:
    response = client.get(f"{ADDRESS}{query}", params or None)
    assert response.status_code == 200
    return response.content.decode()


def text_of(client: Client, **params: object) -> str:
    return reading.main_text(client.get(ADDRESS, params))


def heading_of(client: Client, **params: object) -> str:
    return reading.heading(client.get(ADDRESS, params))


def titles(client: Client, **params: object) -> list[str]:
    """Return the names of the places proposed, in order."""
    return reading.texts(client.get(ADDRESS, params), ".answer-card__title")
