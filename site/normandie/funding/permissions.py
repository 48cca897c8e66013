"""What may be done with the subventions that are published; ``normandie.roles`` says by whom.

The pages of the schemes stand under the home page, whose rights are theirs.
"""

from typing import Any

from wagtail.permissions import policy_registry

from core.permissions import TableRights
from normandie.funding.models import Subvention

TABLES = (TableRights(Subvention, ("add",), meaning="publish the subventions of a year"),)
RIGHTS = TABLES


def may_publish_subventions(user: Any) -> bool:
    """Whether *user* may import the subventions of a year, or take them away."""
    return bool(policy_registry.get_by_type(Subvention).user_has_permission(user, "add"))
