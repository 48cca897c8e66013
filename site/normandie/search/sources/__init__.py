"""What the site search finds, in the order of its results.

A new kind of thing is a subclass of ``Source`` and one line here.
"""

from wagtail.models import Page

from .base import RESULTS, Result, Source, Suggestion, said
from .calls import Calls
from .events import Events
from .pages import Pages
from .places import Places
from .schemes import Schemes

SOURCES: tuple[Source, ...] = (Places(), Events(), Calls(), Schemes(), Pages())


def models_of_their_own() -> tuple[type[Page], ...]:
    """Return the types of pages that have a source of their own, and are no plain pages."""
    return tuple(model for source in SOURCES for model in source.page_models)


__all__ = [
    "RESULTS",
    "SOURCES",
    "Result",
    "Source",
    "Suggestion",
    "models_of_their_own",
    "said",
]
