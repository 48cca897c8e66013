"""The rights of the team of the Région: each app says its own, and all are given together."""

from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask

from core.permissions import grant_mail_permissions
from directory.permissions import grant_team_permissions
from events.permissions import grant_agenda_permissions
from normandie.accessibility.permissions import grant_accessibility_permissions
from normandie.editorial.permissions import grant_editorial_permissions
from normandie.frame.permissions import grant_frame_permissions

MODERATION = "Relecture par l’équipe"  # the task of Wagtail, renamed by a migration
EDITORS_GROUP = "Rédacteurs"  # Wagtail’s own, renamed too: its members write, and publish nothing


def grant_all_team_rights() -> Group:
    """Create the group of the team if needed, give it its rights and return it; safe to repeat.

    Rights on pages wait for these to exist: call again after creating them.
    """
    group = grant_team_permissions()
    grant_frame_permissions(group)
    grant_editorial_permissions(group)
    grant_accessibility_permissions(group)
    grant_agenda_permissions(group)
    grant_mail_permissions(group)
    for task in GroupApprovalTask.objects.filter(name=MODERATION):
        task.groups.add(group)  # the team approves what others submit
    return group
