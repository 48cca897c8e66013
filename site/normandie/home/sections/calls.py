"""The calls that are open."""

from ami.search import open_calls

from .front import Front, Section

SHOWN_CALLS = 3


def calls(front: Front) -> Section | None:
    """Show the calls that anyone may answer now, the first to close first."""
    if not front.calls_url:
        return None
    opened = open_calls(front.calls_url)
    if not opened:
        return None
    context = {"calls": opened[:SHOWN_CALLS], "calls_url": front.calls_url}
    return Section("home/sections/calls.html", "appels-ouverts", context)
