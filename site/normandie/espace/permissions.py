"""What staff may do of the managers' space in the admin; ``normandie.roles`` says by whom."""

from core.permissions import TableRights
from normandie.espace.models import (
    Answer,
    Comment,
    NewsItem,
    Question,
    RoadmapAxis,
    SharedDocument,
    YearlyReport,
)

# What managers write is hidden with a reason, never written or erased for them.
MODERATED = tuple(TableRights(model, ("change", "view")) for model in (Question, Answer, Comment))
TABLES = (
    TableRights(NewsItem),
    TableRights(SharedDocument),
    TableRights(RoadmapAxis),
    TableRights(YearlyReport, ("view",)),
    *MODERATED,
)
RIGHTS = TABLES
