"""The search bar, which the home page shows as well as the list."""

from typing import Any

from directory.search.criteria import DEFAULT_RADIUS, RADII

RESULTS = "resultats"  # where a search lands: on a phone the form fills the first screen


def empty_finder(base: str) -> dict[str, Any]:
    """Return what an untouched search bar needs: see ``templates/components/finder.html``.

    Args:
        base: address of the directory, with its final slash.
    """
    return {
        "action": f"{base}#{RESULTS}",
        "suggestions_url": suggestions_url(base),
        "radii": radii(DEFAULT_RADIUS),
    }


def suggestions_url(base: str) -> str:
    """Return where communes are suggested while someone types."""
    return f"{base}communes.json"


def radii(radius: int) -> list[dict[str, Any]]:
    """Return the choices of a radius in kilometres, the one asked included."""
    return [
        {"value": str(km), "label": f"{km} km", "selected": km == radius}
        for km in sorted({*RADII, radius})
    ]
