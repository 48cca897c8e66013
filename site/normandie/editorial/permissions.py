"""What may be done with documents; ``normandie.roles`` says by whom.

Editorial pages stand under the home page, whose rights are theirs (``normandie.home.permissions``).
"""

from typing import Any

from wagtail.documents import get_document_model
from wagtail.permissions import policy_registry

from core.permissions import CollectionRights
from normandie.editorial.models import StandardPage

RIGHTS = (CollectionRights(get_document_model(), ("add", "change", "choose")),)


def may_edit_pages(user: Any) -> bool:
    """Whether *user* may add, change or publish some editorial page: what the report is for."""
    policy = policy_registry.get_by_type(StandardPage)
    return bool(policy.user_has_any_permission(user, ["add", "change", "publish"]))
