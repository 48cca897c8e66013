"""The words that the service sorts its files by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

if TYPE_CHECKING:
    from ami.models.dossier import Dossier

LONGEST_TAG = 40  # characters


class DossierTagQuerySet(models.QuerySet["DossierTag"]):
    def in_use_for(self, user: Any) -> DossierTagQuerySet:
        """Those that a file bears which *user* may read: a word may tell of the others."""
        mine = apps.get_model("ami", "Dossier").objects.readable_by(user).order_by()
        return self.filter(dossiers__in=mine.values("pk")).distinct()

    def unused(self) -> DossierTagQuerySet:
        """Those that no file bears any more."""
        return self.filter(dossiers=None)

    def told_of(self, dossier: Dossier) -> DossierTagQuerySet:
        """Add to each whether *dossier* bears it (``is_borne``)."""
        bearing = dossier.tags.through.objects.filter(dossier=dossier, dossiertag=OuterRef("pk"))
        return self.annotate(is_borne=Exists(bearing))


class DossierTag(models.Model):
    """A word of the service on some of its files: « à visiter », « ruralité ».

    ``folded`` is the word without capitals nor accents: « Ruralite » is « ruralité ». No tag of
    taggit: Wagtail completes these for whoever enters the admin (docs/decisions/0047-waiting.md).
    """

    name = models.CharField("étiquette", max_length=LONGEST_TAG)
    folded = models.CharField(max_length=LONGEST_TAG * 2, unique=True, editable=False)
    created_at = models.DateTimeField("créée le", default=timezone.now, editable=False)

    is_borne: bool  # of ``told_of``

    objects = DossierTagQuerySet.as_manager()

    class Meta:
        verbose_name = "étiquette"
        ordering = ["folded"]

    def __str__(self) -> str:
        return self.name
