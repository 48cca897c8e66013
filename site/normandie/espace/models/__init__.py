"""What the managers' space holds of places, and what its people share."""

from normandie.espace.traffic.models import PlaceViews

from .collective import ManagerProfile, NewsItem, SharedDocument
from .contributions import Answer, Comment, Contribution, Question, RoadmapAxis, Support
from .invitation import Invitation
from .labels import LabelReminder, YearlyReport
from .places import PlaceSettings, VerificationReminder

__all__ = [
    "Answer",
    "Comment",
    "Contribution",
    "Invitation",
    "LabelReminder",
    "ManagerProfile",
    "NewsItem",
    "PlaceSettings",
    "PlaceViews",
    "Question",
    "RoadmapAxis",
    "SharedDocument",
    "Support",
    "VerificationReminder",
    "YearlyReport",
]
