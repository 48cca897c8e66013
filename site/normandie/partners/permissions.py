"""What may be done with what partners propose; ``normandie.roles`` says by whom.

The pages of the partners stand under the home page, whose rights are theirs.
"""

from core.permissions import TableRights
from normandie.partners.models import EventProposal

# Proposals come from visitors: nobody adds or deletes one by hand.
TABLES = (TableRights(EventProposal, ("change", "view")),)
RIGHTS = TABLES
