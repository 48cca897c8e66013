"""Every closed list of the directory: those of the standard, and our own.

Keys are the values of ``directory.models.Vocabulary``; entries are in display order.
"""

from .entry import Entry
from .national import NATIONAL
from .own import OWN
from .typologies import TYPOLOGIES

VOCABULARIES: dict[str, tuple[Entry, ...]] = {**NATIONAL, "typologie": TYPOLOGIES, **OWN}

__all__ = ["VOCABULARIES", "Entry"]
