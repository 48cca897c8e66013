"""Data of the calls. One file per family; import from here."""

from .answers import RemovedItem, StepAnswers
from .attachment import Attachment
from .call import CallPage, CallsPage
from .call_parts import CallDocument, CallFaq, CallPhase, CallQuestion
from .completion import Completion
from .correspondence import Message
from .dossier import Dossier, Project
from .export import Export
from .meeting import Meeting
from .notice import CallNotice
from .orientation import Orientation
from .people import Mandate, Member, Takeover
from .preview import Preview, PreviewPicture
from .queue import SavedQueue
from .review import InternalNote, MessageTemplate
from .word import DossierWord

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
    "DossierWord",
    "Export",
    "InternalNote",
    "Mandate",
    "Meeting",
    "Member",
    "Message",
    "MessageTemplate",
    "Orientation",
    "Preview",
    "PreviewPicture",
    "Project",
    "RemovedItem",
    "SavedQueue",
    "StepAnswers",
    "Takeover",
]
