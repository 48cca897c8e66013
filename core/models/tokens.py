"""Links that open one thing to who holds them."""

from __future__ import annotations

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone


class AccessTokenQuerySet(models.QuerySet["AccessToken"]):
    def valid(self) -> AccessTokenQuerySet:
        """Those that still open something."""
        in_time = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
        return self.filter(in_time, revoked_at=None)


class AccessToken(models.Model):
    """A secret given to one person, of which the site keeps a digest only (``core.tokens``)."""

    digest = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=50)
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey()
    created_at = models.DateTimeField("créé le", default=timezone.now)
    expires_at = models.DateTimeField("valable jusqu’au", null=True, blank=True)
    revoked_at = models.DateTimeField("retiré le", null=True, blank=True)

    objects = AccessTokenQuerySet.as_manager()

    class Meta:
        verbose_name = "lien d’accès"
        verbose_name_plural = "liens d’accès"
        indexes = [models.Index(fields=["content_type", "object_id"], name="tokens_of_a_row")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.object_id}"
