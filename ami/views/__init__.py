"""Public views of the calls. One address each; import from here."""

from .begin import begin
from .call import call, calls

__all__ = ["begin", "call", "calls"]
