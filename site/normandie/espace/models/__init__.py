"""What the managers' space holds: decisions about places, and what its people share."""

from .collective import ManagerProfile, NewsItem, SharedDocument
from .contributions import Answer, Comment, Contribution, Question, RoadmapAxis, Support
from .place_settings import PlaceSettings

__all__ = [
    "Answer",
    "Comment",
    "Contribution",
    "ManagerProfile",
    "NewsItem",
    "PlaceSettings",
    "Question",
    "RoadmapAxis",
    "SharedDocument",
    "Support",
]
