"""Public views of the directory: each reads what is asked, calls the search, renders."""

from .communes import communes
from .exports import export
from .open_data import open_data
from .place_list import place_list
from .reports import report_place, report_thanks
from .sheet import place_context

__all__ = [
    "communes",
    "export",
    "open_data",
    "place_context",
    "place_list",
    "report_place",
    "report_thanks",
]
