"""What may be done in the admin of the calls; ``normandie.roles`` says by whom."""

from ami.models import CallsPage
from core.permissions import PageRights

RIGHTS = (PageRights(CallsPage, ("add", "change", "publish")),)
