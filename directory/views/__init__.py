"""Public views of the directory: each reads what is asked, calls the search, renders."""

from .communes import communes
from .compare import compare_places
from .embedded_place import embedded_place
from .exports import export
from .guide import guide
from .map_files import map_file
from .map_page import embedded_map, map_page
from .map_sections import map_sections
from .map_snippet import map_snippet
from .open_data import open_data
from .passages import passages
from .place_list import place_list
from .poles import pole, pole_index
from .reports import report_place, report_thanks
from .sheet import place

__all__ = [
    "communes",
    "compare_places",
    "embedded_map",
    "embedded_place",
    "export",
    "guide",
    "map_file",
    "map_page",
    "map_sections",
    "map_snippet",
    "open_data",
    "passages",
    "place",
    "place_list",
    "pole",
    "pole_index",
    "report_place",
    "report_thanks",
]
