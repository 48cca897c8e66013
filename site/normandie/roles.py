"""Who may do what in the admin: roles, and what each may do of what the apps offer.

``manage.py apply_roles`` gives these rights; ``docs/roles.md`` is made from them. Rights that the
Région adds by hand to a group stay. A superuser may do all that the apps offer, whoever manages a
place never enters the admin: neither has a group.
"""

from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.admin.models import Admin
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import GroupApprovalTask, Page

from ami.permissions import READ, RELEASE, REVIEW
from ami.permissions import RIGHTS as CALLS
from core.permissions import RIGHTS as CORE
from core.permissions import CollectionRights, PageRights, Rights, TableRights, give
from directory.permissions import RIGHTS as DIRECTORY
from events.permissions import RIGHTS as AGENDA
from normandie.accessibility.permissions import RIGHTS as ACCESSIBILITY
from normandie.editorial.permissions import RIGHTS as EDITORIAL
from normandie.equipment.permissions import RIGHTS as EQUIPMENT
from normandie.espace.permissions import RIGHTS as ESPACE
from normandie.frame.permissions import RIGHTS as FRAME
from normandie.funding.permissions import RIGHTS as FUNDING
from normandie.home.permissions import RIGHTS as HOME
from normandie.partners.permissions import RIGHTS as PARTNERS

TEAM_GROUP = "Équipe de la Région"
# People may be in several groups, whose rights add up: the team reviews; who leads a call is in
# the group of the leads besides. Without one, no answer leaves.
REVIEWERS_GROUP = "Instructeurs des appels"
LEADS_GROUP = "Responsables d’appel"
READERS_GROUP = "Lecteurs des appels"
EDITORS_GROUP = "Rédacteurs"  # Wagtail’s own, renamed by a migration
MODERATION = "Relecture par l’équipe"  # the task of Wagtail, renamed too

ENTER = TableRights(Admin, ("access",), meaning="enter the admin")


@dataclass(frozen=True)
class Role:
    """A group, what it may do, and whether it approves what others submit."""

    group: str
    rights: tuple[Rights, ...]
    approves: bool = False


ROLES = (
    Role(
        TEAM_GROUP,
        (
            *(ENTER, *DIRECTORY, *AGENDA, *CALLS, *HOME, *EDITORIAL, *ACCESSIBILITY, *FRAME),
            *(*ESPACE, *FUNDING, *EQUIPMENT, *PARTNERS, *CORE),
        ),
        approves=True,
    ),
    Role(
        EDITORS_GROUP,  # they write, and publish nothing
        (
            ENTER,
            PageRights(Page, ("add", "change")),
            CollectionRights(get_image_model(), ("add", "change", "choose")),
            CollectionRights(get_document_model(), ("add", "change", "choose")),
        ),
    ),
    Role(REVIEWERS_GROUP, (ENTER, *REVIEW)),
    Role(LEADS_GROUP, (ENTER, *REVIEW, RELEASE)),
    Role(READERS_GROUP, (ENTER, *READ)),
)


@transaction.atomic
def apply_roles() -> None:
    """Create the groups that are missing and give each its rights; safe to repeat.

    Rights on pages wait for these to exist: call again after creating them.
    """
    groups = {role: Group.objects.get_or_create(name=role.group)[0] for role in ROLES}
    give((group, rights) for role, group in groups.items() for rights in role.rights)
    for task in GroupApprovalTask.objects.filter(name=MODERATION):
        task.groups.add(*(group for role, group in groups.items() if role.approves))
