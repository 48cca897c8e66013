"""Who opens which chapter of the guide of the teams."""

from typing import Any

from django.urls import reverse

from normandie.guide.chapters import FIRST, TEAMS
from tests.roles import ALL_WHO_ENTER

WHO = {"guide": ALL_WHO_ENTER}


def things() -> dict[str, Any]:
    return {"guide.slug": FIRST}


def pages(things: dict[str, Any]) -> dict[str, frozenset[str]]:
    return {reverse("guide", args=[slug]): ALL_WHO_ENTER for slug in TEAMS.chapters()}
