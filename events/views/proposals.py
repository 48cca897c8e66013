"""What to give up where no date fits, and how a number of dates is said."""

from django.utils.formats import number_format

from core.listing.addresses import address
from directory.finder import RESULTS
from directory.search.near import ANYWHERE
from events.search.tallies import Fitting, loosened


def said(number: int, *, more: bool = False) -> str:
    """Say a number of dates: « 1 date », « 12 dates », « plus de 2 000 dates »."""
    dates = f"{number_format(number, force_grouping=True)} date{'s' if number > 1 else ''}"
    return f"plus de {dates}" if more else dates


def drops(fitting: Fitting, base: str) -> list[dict[str, str]]:
    """Return what to give up where no date fits, each with how many dates it would bring.

    What would bring none is left out; where no single one helps, all is to be given up at once.
    """
    search = fitting.search
    if search.is_lost:  # only the visitor knows where
        everywhere = address(base, search.without("commune").pairs)
        return [{"label": ANYWHERE, "url": f"{everywhere}#{RESULTS}"}]
    found = []
    for given_up, each, total in loosened(fitting):
        if total:
            label = f"{given_up.label} ({said(total)})"
            found.append({"label": label, "url": f"{address(base, each.pairs)}#{RESULTS}"})
    return found or [{"label": "Voir tout l’agenda", "url": f"{base}#{RESULTS}"}]
