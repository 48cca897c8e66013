"""What may be done with the home page and all below it; ``normandie.roles`` says by whom."""

from core.permissions import PageRights
from normandie.home.models import HomePage

RIGHTS = (PageRights(HomePage, ("add", "change", "publish")),)
