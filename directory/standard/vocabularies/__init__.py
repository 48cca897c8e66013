"""Every closed list of the directory: those of the standard, and our own.

Keys are the values of ``directory.models.Vocabulary``; entries are in display order.
"""

from .entry import Entry
from .national import NATIONAL
from .own import OWN
from .typologies import TYPOLOGIES

VOCABULARIES: dict[str, tuple[Entry, ...]] = {**NATIONAL, "typologie": TYPOLOGIES, **OWN}


def is_of_another_region(vocabulary: str, code: str, region: str) -> bool:
    """Whether the entry exists in one region alone, which is not *region*."""
    found = (entry.region for entry in VOCABULARIES[vocabulary] if entry.code == code)
    return next(found, "") not in ("", region)


__all__ = ["VOCABULARIES", "Entry", "is_of_another_region"]
