"""Reading the list of places as a visitor does."""

from django.test import Client

from tests import reading

ADDRESS = "/annuaire/"


def titles(client: Client, **params: object) -> list[str]:
    """Return the names of the places found, in order."""
    return reading.card_titles(client.get(ADDRESS, params))


def text_of(client: Client, **params: object) -> str:
    return reading.text_of(client.get(ADDRESS, params))
