"""What may be done with the frame; ``normandie.roles`` says by whom."""

from core.permissions import TableRights
from normandie.frame.models import FrameSettings

RIGHTS = (TableRights(FrameSettings, ("change",)),)
