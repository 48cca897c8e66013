"""Data of the calls. One file per family; import from here."""

from .answers import ReplacedAnswers, StepAnswers
from .attachment import Attachment
from .call import CallDocument, CallFaq, CallNotice, CallPage, CallPhase, CallQuestion, CallsPage
from .correspondence import Completion, Message
from .dossier import Dossier, Member, Project
from .meeting import Meeting

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
    "Project",
    "ReplacedAnswers",
    "StepAnswers",
]
