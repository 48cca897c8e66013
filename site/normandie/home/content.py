"""What the home page shows of the rest of the site."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from directory.finder import empty_finder
from normandie.editorial.choosers import at_hand

from .sections import SECTIONS, Front, Section
from .sections.illustration import illustration_of

if TYPE_CHECKING:
    from .models import HomePage


def home_content(home: "HomePage", request: HttpRequest) -> dict[str, Any]:
    """Return the search bar and the sections of *home*, ready to be shown.

    They are the same for every visitor.
    """
    front = Front(home, request)
    return {
        "finder_html": _finder(front.directory_url),
        "sections_html": _joined(
            _shown(section, chosen) for make, chosen in _arranged(front) if (section := make(front))
        ),
    }


Arranged = list[tuple[Callable[[Front], Section | None], Any]]


def _arranged(front: Front) -> Arranged:
    """Return the sections in the order of the home page, each with what staff chose for it.

    All of them, in our order, where it names none.
    """
    known = {make.__name__: make for make in SECTIONS}
    with at_hand(front.linked.objects):
        named = [(block.block_type, block.value) for block in front.home.sections]
    chosen: Arranged = [(known[name], value) for name, value in named if name in known]
    return chosen or [(make, None) for make in SECTIONS]


def _shown(section: Section, chosen: Any) -> SafeString:
    """Write *section*, with what illustrates it."""
    around = {"anchor": section.anchor, "illustration": chosen and illustration_of(chosen)}
    return render_to_string(section.template, section.context | around)


def _finder(directory_url: str) -> SafeString:
    """Write the search bar, or nothing while there is no directory."""
    if not directory_url:
        return SafeString()
    return render_to_string("home/_finder.html", empty_finder(directory_url))


def _joined(parts: Any) -> SafeString:
    return mark_safe("\n".join(parts))  # noqa: S308 -- templates escaped them
