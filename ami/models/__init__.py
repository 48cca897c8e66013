"""Data of the calls. One file per family; import from here."""

from .answers import ReplacedAnswers, StepAnswers
from .attachment import Attachment
from .call import CallPage, CallsPage
from .call_parts import CallDocument, CallFaq, CallPhase, CallQuestion
from .completion import Completion
from .correspondence import Message
from .dossier import Dossier, Member, Project
from .meeting import Meeting
from .notice import CallNotice
from .orientation import Orientation

__all__ = [
    "Attachment",
    "CallDocument",
    "CallFaq",
    "CallNotice",
    "CallPage",
    "CallPhase",
    "CallQuestion",
    "CallsPage",
    "Completion",
    "Dossier",
    "Meeting",
    "Member",
    "Message",
    "Orientation",
    "Project",
    "ReplacedAnswers",
    "StepAnswers",
]
