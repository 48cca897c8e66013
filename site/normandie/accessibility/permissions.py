"""What may be done with complaints and the declaration; ``normandie.roles`` says by whom."""

from core.permissions import PageRights, TableRights
from normandie.accessibility.models import AccessibilityPage, Complaint

# Complaints come from visitors: nobody adds or deletes one by hand.
TABLES = (TableRights(Complaint, ("change", "view")),)
RIGHTS = (*TABLES, PageRights(AccessibilityPage, ("add", "change", "publish")))
