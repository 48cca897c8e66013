"""What the home page shows of the rest of the site, kept until something of it changes."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from directory.finder import empty_finder
from events.caches import agenda_cache
from normandie.editorial.caches import cached_content

from .sections import SECTIONS, Front

if TYPE_CHECKING:
    from .models import HomePage


def home_content(home: "HomePage", request: HttpRequest) -> dict[str, Any]:
    """Return the search bar and the sections of *home*, ready to be shown.

    They are the same for every visitor. A change of the directory, of the agenda or of any page,
    this one included, makes them anew at once; what time alone changes follows within the minute
    (``core.cache``). Nothing of a preview is kept.
    """
    if getattr(request, "is_preview", False):
        return _content(home, request)
    asked = "home", home.pk, request.get_host(), request.is_secure(), timezone.localdate()
    return cached_content((*asked, agenda_cache.version()), lambda: _content(home, request))


def _content(home: "HomePage", request: HttpRequest) -> dict[str, Any]:
    front = Front(home, request)
    shown = [section for make in SECTIONS if (section := make(front))]
    return {
        "finder_html": _finder(front.directory_url),
        "sections_html": _joined(
            render_to_string(section.template, section.context) for section in shown
        ),
    }


def _finder(directory_url: str) -> SafeString:
    """Write the search bar, or nothing while there is no directory."""
    if not directory_url:
        return SafeString()
    return render_to_string("home/_finder.html", empty_finder(directory_url))


def _joined(parts: Any) -> SafeString:
    return mark_safe("\n".join(parts))  # noqa: S308 -- templates escaped them
