"""Who asked to be told of an opening."""

from __future__ import annotations

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.utils import timezone

from ami.models.call import CallPage
from core.mail.fields import EmailAddressField
from core.models import SentOnce


class CallNoticeQuerySet(models.QuerySet["CallNotice"]):
    def confirmed(self) -> CallNoticeQuerySet:
        """Those whose mailbox said yes."""
        return self.filter(confirmed_at__isnull=False)

    def unconfirmed(self) -> CallNoticeQuerySet:
        """Those that nobody has confirmed yet."""
        return self.filter(confirmed_at=None)


class CallNotice(SentOnce):
    """Somebody who asked to be told when a call opens (« prévenez-moi »). Erased once told."""

    call = models.ForeignKey(CallPage, models.CASCADE, related_name="notices")
    email = EmailAddressField("courriel", max_length=254)
    asked_at = models.DateTimeField("demandé le", default=timezone.now)
    confirmed_at = models.DateTimeField("confirmé le", null=True, blank=True)

    # They go with it.
    outgoing_mails = GenericRelation("core.OutgoingMail", "about_id", "about_type")
    access_tokens = GenericRelation("core.AccessToken")

    objects = CallNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "demande d’être prévenu"
        verbose_name_plural = "demandes d’être prévenu"

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
