"""Reading the guided way as a visitor does."""

import re

from django.test import Client
from django.utils.html import strip_tags

ADDRESS = "/annuaire/orientation/"


def html_of(client: Client, query: str = "", **params: object) -> str:
    response = client.get(f"{ADDRESS}{query}", params or None)
    assert response.status_code == 200
    return response.content.decode()


def text_of(client: Client, **params: object) -> str:
    """Return what the page says, with ordinary spaces."""
    main = html_of(client, **params).split("<main", 1)[1].split("</main>")[0]
    return " ".join(strip_tags(main).replace("\xa0", " ").replace("&#x27;", "'").split())


def heading_of(client: Client, **params: object) -> str:
    found = re.search(r"<h1>(.*?)</h1>", html_of(client, **params))
    assert found is not None
    return found[1].replace("\xa0", " ")


def titles(client: Client, **params: object) -> list[str]:
    """Return the names of the places proposed, in order."""
    response = client.get(ADDRESS, params)
    assert response.status_code == 200
    return [answer.title for answer in response.context["answers"]]
