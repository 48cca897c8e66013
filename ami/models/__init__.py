"""Data of the calls. One file per family; import from here."""

from .agent import ReviewPreferences, SavedQueue
from .answers import RemovedItem, StepAnswers
from .attachment import Attachment
from .bordereau import Bordereau, BordereauLine
from .call import CallPage, CallsPage
from .call_parts import CallDocument, CallFaq, CallPhase, CallQuestion
from .completion import Completion
from .correspondence import Message
from .dossier import Dossier, Project
from .export import Export
from .follow_up import FollowUp
from .grid import Assessment, CallCriterion, Level, Rating
from .meeting import Meeting
from .notice import CallNotice
from .opinion import Opinion
from .orientation import Orientation
from .people import Mandate, Member, Takeover
from .preview import Preview, PreviewPicture
from .review import InternalNote, Mention, MessageTemplate, NoteDraft
from .tag import DossierTag
from .team import CallRole
from .word import DossierWord

__all__ = [
    "Assessment",
    "Attachment",
    "Bordereau",
    "BordereauLine",
    "CallCriterion",
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
    "DossierTag",
    "DossierWord",
    "Export",
    "FollowUp",
    "InternalNote",
    "Level",
    "Mandate",
    "Meeting",
    "Member",
    "Mention",
    "Message",
    "MessageTemplate",
    "NoteDraft",
    "Opinion",
    "Orientation",
    "Preview",
    "PreviewPicture",
    "Project",
    "Rating",
    "RemovedItem",
    "ReviewPreferences",
    "SavedQueue",
    "StepAnswers",
    "Takeover",
]
