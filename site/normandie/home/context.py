"""What the home page shows of the rest of the site."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from directory.freshness import kept
from directory.models import DirectoryPage, PlacePage
from directory.search import facets
from directory.search.addresses import address
from directory.search.criteria import DEFAULT_RADIUS
from directory.views.place_list import RESULTS, radii

if TYPE_CHECKING:
    from .models import HomePage

# Ways into the directory: a filter of it, and the question that it answers.
WAYS = (
    ("service", "De quoi avez-vous besoin ?"),
    ("type", "Quel lieu cherchez-vous ?"),
    ("departement", "Dans quel département ?"),
)


def home_context(request: HttpRequest, home: "HomePage") -> dict[str, Any]:
    """Return the search bar and the ways into the directory, or nothing while there is none."""
    directory = DirectoryPage.objects.child_of(home).live().first()
    if directory is None:
        return {"finder": None}
    base = directory.get_url(request)
    tally = kept("home", (), lambda: facets.count(PlacePage.objects.published(), {}))
    return {
        "finder": {
            "action": f"{base}#{RESULTS}",
            "suggestions_url": f"{base}communes.json",
            "radii": radii(DEFAULT_RADIUS),
        },
        "directory_url": base,
        "ways": [
            {"param": param, "question": question, "links": _links(base, param, tally)}
            for param, question in WAYS
            if tally.numbers.get(param)
        ],
        "total": tally.total,
    }


def _links(base: str, param: str, tally: facets.Tally) -> list[dict[str, str]]:
    return [
        {
            "label": label,
            "count": str(tally.numbers[param][value]),
            "url": address(base, [(param, value)]),
        }
        for value, label in facets.choices()[param].items()
        if tally.numbers[param].get(value)
    ]
