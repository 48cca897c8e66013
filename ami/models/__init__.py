"""Data of the calls. One file per family; import from here."""

from .answers import RemovedItem, StepAnswers
from .attachment import Attachment
from .call import CallPage, CallsPage
from .call_parts import CallDocument, CallFaq, CallPhase, CallQuestion
from .completion import Completion
from .correspondence import Message
from .dossier import Dossier, Project
from .meeting import Meeting
from .notice import CallNotice
from .orientation import Orientation
from .people import Mandate, Member, Takeover
from .queue import SavedQueue
from .review import InternalNote, MessageTemplate
from .team import CallRole
from .word import DossierWord

__all__ = [
    "Attachment",
    "CallDocument",
    "CallFaq",
    "CallNotice",
    "CallPage",
    "CallPhase",
    "CallQuestion",
    "CallRole",
    "CallsPage",
    "Completion",
    "Dossier",
    "DossierWord",
    "InternalNote",
    "Mandate",
    "Meeting",
    "Member",
    "Message",
    "MessageTemplate",
    "Orientation",
    "Project",
    "RemovedItem",
    "SavedQueue",
    "StepAnswers",
    "Takeover",
]
