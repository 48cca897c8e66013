"""Who may change the frame, written once."""

from django.contrib.auth.models import Group, Permission

RIGHTS = ("change_framesettings",)


def grant_frame_permissions(group: Group) -> None:
    """Give *group* the rights on the frame; safe to repeat."""
    rights = Permission.objects.filter(content_type__app_label="frame", codename__in=RIGHTS)
    group.permissions.add(*rights)
