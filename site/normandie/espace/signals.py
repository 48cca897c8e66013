"""What managers are told of what happens elsewhere; what leaves with them, or with a row."""

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.dispatch import receiver
from django.urls import reverse

from core.mail.queue import queue_mail
from core.stored_files import delete_file
from core.tokens import revoke_tokens
from directory.models import ErrorReport, LabelGrant, PlacePage
from directory.signals import managers_removed
from normandie.espace.mails import REPORT_TO_MANAGERS
from normandie.espace.models import SharedDocument
from normandie.espace.services.invitations import Managed, withdraw_invitations_of
from normandie.espace.services.labels import welcome
from normandie.espace.services.verification import PURPOSE

post_delete.connect(delete_file, sender=SharedDocument)


@receiver(post_save, sender=ErrorReport)
def tell_managers(instance: ErrorReport, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """Tell who manages a place that a visitor reported something, in the transaction of the report.

    As for the team, the mail holds nothing that the visitor wrote.
    """
    if not created or raw:
        return
    managers = instance.place.managers.filter(is_active=True).exclude(email="")
    path = reverse("espace:report", args=(instance.place_id, instance.pk))
    queue_mail(
        REPORT_TO_MANAGERS,
        about=instance,
        to=sorted(set(managers.values_list("email", flat=True))),
        context={"report": instance, "url": urljoin(settings.WAGTAILADMIN_BASE_URL, path)},
    )


@receiver(post_save, sender=LabelGrant)
def welcome_managers(instance: LabelGrant, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """Tell who manages a place that it has a label, in the transaction that gives it."""
    if created and not raw:
        welcome(instance)


@receiver(managers_removed)
def end_invitations(place: Managed, users: list[Any], **kwargs: Any) -> None:
    withdraw_invitations_of(place, users)


@receiver(pre_save, sender=SharedDocument)
def delete_replaced_file(instance: SharedDocument, **kwargs: Any) -> None:
    former = SharedDocument.objects.filter(pk=instance.pk).first() if instance.pk else None
    if former is not None and former.file.name != instance.file.name:
        delete_file(former)


@receiver(m2m_changed, sender=PlacePage.managers.through)
def end_reminder_links(
    instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **kwargs: Any
) -> None:
    """End the link of a reminder once one of those who got it manages the place no more.

    It opens nothing but « Rien n’a changé », which the others press in the space.
    """
    if action == "pre_clear" or (action == "post_remove" and pk_set):
        keys = (pk_set or instance.managed_places.values("pk")) if reverse else [instance.pk]
        for place in PlacePage.objects.filter(pk__in=keys):
            revoke_tokens(place, PURPOSE)
