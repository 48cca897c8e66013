"""Tables of the ground floor. One file per family; import from here."""

from .history import HistoryEntry, StatefulMixin
from .incoming import Incoming, IncomingQuerySet, SentOnce
from .jobs import JobRun, Lease
from .numbering import NumberSeries
from .outgoing_mail import OutgoingMail
from .text_to_send import TextToSend
from .tokens import AccessToken

__all__ = [
    "AccessToken",
    "HistoryEntry",
    "Incoming",
    "IncomingQuerySet",
    "JobRun",
    "Lease",
    "NumberSeries",
    "OutgoingMail",
    "SentOnce",
    "StatefulMixin",
    "TextToSend",
]
