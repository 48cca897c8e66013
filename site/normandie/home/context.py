"""What the home page shows of the rest of the site."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from directory.models import DirectoryPage, PlacePage
from directory.search import facets
from directory.search.addresses import address
from directory.search.criteria import DEFAULT_RADIUS
from directory.views.place_list import radii

if TYPE_CHECKING:
    from .models import HomePage

NEED = "service"  # the filter of the directory that says what people come for


def home_context(request: HttpRequest, home: "HomePage") -> dict[str, Any]:
    """Return the search bar and the needs, or nothing while there is no directory."""
    directory = DirectoryPage.objects.child_of(home).live().first()
    if directory is None:
        return {"finder": None, "needs": [], "total": 0}
    base = directory.get_url(request)
    tally = facets.count(PlacePage.objects.published(), {})
    numbers = tally.numbers[NEED]
    return {
        "finder": {
            "action": base,
            "suggestions_url": f"{base}communes.json",
            "radii": radii(DEFAULT_RADIUS),
        },
        "needs": [
            {
                "label": label,
                "count": str(numbers[value]),
                "url": address(base, [(NEED, value)]),
            }
            for value, label in facets.choices()[NEED].items()
            if numbers.get(value)
        ],
        "total": tally.total,
    }
