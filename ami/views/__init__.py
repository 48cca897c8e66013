"""Public views of the calls. One address each; import from here."""

from .begin import begin, begin_for
from .call import call, calls, printed_address, questions
from .feeds import feed
from .notice import notice, notice_confirmation
from .results import results, results_file

__all__ = [
    "begin",
    "begin_for",
    "call",
    "calls",
    "feed",
    "notice",
    "notice_confirmation",
    "printed_address",
    "questions",
    "results",
    "results_file",
]
