"""Public views of the calls. One address each; import from here."""

from .call import call, calls

__all__ = ["call", "calls"]
