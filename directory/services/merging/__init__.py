"""Two sheets about one place become one; two that look alike are said to be two."""

from .dismissals import dismiss, is_dismissed, take_back
from .fields import Choice, differences, seen
from .merge import MergeRefused, merge, refusals
from .relations import follows, rows_back, stays, unforeseen, what_follows, what_returns
from .undo import is_untouched, undo, undo_refusal

__all__ = [
    "Choice",
    "MergeRefused",
    "differences",
    "dismiss",
    "follows",
    "is_dismissed",
    "is_untouched",
    "merge",
    "refusals",
    "rows_back",
    "seen",
    "stays",
    "take_back",
    "undo",
    "undo_refusal",
    "unforeseen",
    "what_follows",
    "what_returns",
]
