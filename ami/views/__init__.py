"""Public views of the calls. One address each; import from here."""

from .begin import begin
from .call import call, calls, questions
from .feeds import feed
from .notice import notice, notice_confirmation
from .printed import printed_address

__all__ = [
    "begin",
    "call",
    "calls",
    "feed",
    "notice",
    "notice_confirmation",
    "printed_address",
    "questions",
]
