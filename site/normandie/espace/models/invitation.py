"""Who was asked to manage a place."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from wagtail.models import Page

from core.mail.fields import EmailAddressField


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def waiting(self) -> "InvitationQuerySet":
        """Those that still may be accepted: not of an account that was closed or deleted since."""
        lasting = self.filter(accepted_at=None, expires_at__gt=timezone.now())
        return lasting.filter(invited_by__is_active=True)

    def not_accepted(self) -> "InvitationQuerySet":
        return self.filter(accepted_at=None)


class Invitation(models.Model):
    """Somebody is asked by mail to manage a place, or a pôle, by a link that is good once."""

    place = models.ForeignKey(
        Page, models.CASCADE, related_name="invitations", verbose_name="lieu ou pôle"
    )
    email = EmailAddressField("adresse électronique")
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="invité par",
    )
    sent_at = models.DateTimeField("envoyée le", default=timezone.now)
    expires_at = models.DateTimeField("valable jusqu’au")
    accepted_at = models.DateTimeField("acceptée le", null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="acceptée par",
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "invitation à gérer un lieu"
        verbose_name_plural = "invitations à gérer un lieu"
        ordering = ["-sent_at"]
        constraints = [
            # One that waits for each place and address: to invite again is to send it again.
            models.UniqueConstraint(
                fields=["place", "email"],
                condition=models.Q(accepted_at=None),
                name="one_invitation_waits",
            )
        ]

    def __str__(self) -> str:
        return f"{self.email} – {self.place}"
