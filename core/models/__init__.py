"""Tables of the ground floor. One file per family; import from here."""

from .history import HistoryEntry, StatefulMixin
from .numbering import NumberSeries
from .tokens import AccessToken

__all__ = ["AccessToken", "HistoryEntry", "NumberSeries", "StatefulMixin"]
