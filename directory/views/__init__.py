"""Public views of the directory: each reads what is asked, calls the search, renders."""

from .communes import communes
from .compare import compare_places
from .coverage import coverage_file, coverage_page
from .easy_sheet import easy_sheet
from .embedded_place import embedded_place
from .exports import export
from .guide import guide
from .label_requirements import requirements, requirements_index
from .map_files import map_file
from .map_page import embedded_map, map_page
from .map_sections import map_sections
from .map_snippet import map_snippet
from .open_data import open_data
from .passages import passages
from .place_list import place_list
from .poles import pole, pole_index
from .register import register, register_file, register_of_place
from .reports import report_place, report_thanks
from .sheet import place
from .verify import verify, verify_grant

__all__ = [
    "communes",
    "compare_places",
    "coverage_file",
    "coverage_page",
    "easy_sheet",
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
    "register",
    "register_file",
    "register_of_place",
    "report_place",
    "report_thanks",
    "requirements",
    "requirements_index",
    "verify",
    "verify_grant",
]
