"""The sections of the home page, below the search bar, in their order.

To add one: a function that takes the ``Front`` and returns a
``Section``, or None when it has nothing to show; its line in ``SECTIONS``; and what staff call it
in ``SECTION_NAMES`` of ``home.blocks``, so that they may move it.
"""

from collections.abc import Callable

from .around import around
from .calls import calls
from .events import events
from .figures import figures
from .front import Front, Section
from .kinds import kinds
from .needs import needs
from .reading import reading

SECTIONS: tuple[Callable[[Front], Section | None], ...] = (
    needs,
    kinds,
    around,
    events,
    calls,
    figures,
    reading,
)

__all__ = ["SECTIONS", "Front", "Section"]
