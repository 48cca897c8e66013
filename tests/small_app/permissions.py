"""What may be done with loans: they are asked for, never added or deleted by hand."""

from core.permissions import TableRights
from tests.small_app.models import Loan

RIGHTS = (TableRights(Loan, ("change", "view")),)
