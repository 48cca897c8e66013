"""Public views of the directory: each reads what is asked, calls the search, renders."""

from .communes import communes
from .place_list import place_list
from .reports import report_place, report_thanks

__all__ = ["communes", "place_list", "report_place", "report_thanks"]
