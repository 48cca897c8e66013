"""Two sheets about one place become one; two that look alike are said to be two."""

from .dismissals import dismiss, is_dismissed, take_back
from .fields import Choice, differences
from .merge import MergeRefused, merge, refusals
from .relations import follows, stays, unforeseen, what_follows

__all__ = [
    "Choice",
    "MergeRefused",
    "differences",
    "dismiss",
    "follows",
    "is_dismissed",
    "merge",
    "refusals",
    "stays",
    "take_back",
    "unforeseen",
    "what_follows",
]
