"""What the home page shows of the rest of the site."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from directory.finder import empty_finder

from .sections import SECTIONS, Front, Section

if TYPE_CHECKING:
    from .models import HomePage


def home_content(home: "HomePage", request: HttpRequest) -> dict[str, Any]:
    """Return the search bar and the sections of *home*, ready to be shown.

    They are the same for every visitor.
    """
    front = Front(home, request)
    shown = [section for make in _chosen(home) if (section := make(front))]
    return {
        "finder_html": _finder(front.directory_url),
        "sections_html": _joined(
            render_to_string(section.template, section.context) for section in shown
        ),
    }


def _chosen(home: "HomePage") -> Iterable[Callable[[Front], Section | None]]:
    """Return the sections in the order of *home*; all of them, in ours, where it has none."""
    known = {make.__name__: make for make in SECTIONS}
    named = [block.block_type for block in home.sections]
    return [known[name] for name in named if name in known] or SECTIONS


def _finder(directory_url: str) -> SafeString:
    """Write the search bar, or nothing while there is no directory."""
    if not directory_url:
        return SafeString()
    return render_to_string("home/_finder.html", empty_finder(directory_url))


def _joined(parts: Any) -> SafeString:
    return mark_safe("\n".join(parts))  # noqa: S308 -- templates escaped them
