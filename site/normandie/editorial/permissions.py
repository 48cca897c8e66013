"""What may be done with editorial pages and documents; ``normandie.roles`` says by whom.

They stand under the home page: a page that is added needs nothing more.
"""

from typing import Any

from wagtail.documents import get_document_model
from wagtail.permissions import policy_registry

from core.permissions import CollectionRights, PageRights
from normandie.editorial.models import StandardPage
from normandie.home.models import HomePage

RIGHTS = (
    PageRights(HomePage, ("add", "change", "publish")),
    CollectionRights(get_document_model(), ("add", "change", "choose")),
)


def may_edit_pages(user: Any) -> bool:
    """Whether *user* may add, change or publish some editorial page: what the report is for."""
    policy = policy_registry.get_by_type(StandardPage)
    return bool(policy.user_has_any_permission(user, ["add", "change", "publish"]))
