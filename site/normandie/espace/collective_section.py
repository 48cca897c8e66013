"""The collective, on the home of each place: the same for all, in two queries."""

from typing import Any

from directory.models import PlacePage
from normandie.espace.models import NewsItem, Question


def collective_section(place: PlacePage, user: Any) -> dict[str, Any]:
    """Return the last news of the team, and how many questions wait for an answer."""
    return {
        "news": NewsItem.objects.shown().first(),
        "waiting": Question.objects.visible().unresolved().count(),
    }
