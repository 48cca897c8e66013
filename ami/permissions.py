"""What may be done in the admin of the calls; ``normandie.roles`` says by whom."""

from ami.models import CallsPage, Dossier, Takeover
from core.permissions import PageRights, TableRights

# They come from carriers: nobody adds, edits or deletes one by hand.
TABLES = (
    TableRights(Dossier, ("change", "view")),
    TableRights(Takeover, ("change", "view")),
)
RIGHTS = (*TABLES, PageRights(CallsPage, ("add", "change", "publish")))
