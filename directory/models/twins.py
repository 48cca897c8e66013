"""What was decided of sheets that look alike: one place, or two."""

from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from wagtail.locks import BaseLock


class MergedSheet(models.Model):
    """A sheet whose place has another one, in which it was merged.

    Its own page stays, withdrawn: texts that link to it go on working by its redirection. The names
    that it bore outlive it, so that no import makes it again and no embedded map loses its place.
    """

    kept = models.ForeignKey(
        "directory.PlacePage", models.CASCADE, related_name="merged", verbose_name="fiche gardée"
    )
    sheet = models.OneToOneField(
        "directory.PlacePage",
        models.SET_NULL,
        null=True,
        related_name="merged_as",
        verbose_name="fiche retirée",
    )
    former_pk = models.PositiveIntegerField("ancien numéro", unique=True)
    title = models.CharField("nom", max_length=255)
    source = models.CharField("source", max_length=160, blank=True)
    source_id = models.CharField("identifiant dans la source", max_length=120, blank=True)
    public_id = models.CharField("identifiant public", max_length=120, unique=True)
    was_live = models.BooleanField("était en ligne", default=True, editable=False)
    # What ``services.merging.undo`` reads: keys alone, those of managers too; no name nor address.
    moved = models.JSONField(
        "ce qui a suivi", default=dict, encoder=DjangoJSONEncoder, editable=False
    )
    before = models.ForeignKey(
        "wagtailcore.Revision",
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="fiche gardée, avant",
    )
    after = models.ForeignKey(
        "wagtailcore.Revision",
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="fiche gardée, après",
    )
    merged_at = models.DateTimeField("réunie le", default=timezone.now)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="réunie par",
    )

    class Meta:
        verbose_name = "fiche réunie"
        verbose_name_plural = "fiches réunies"
        ordering = ["-merged_at"]

    def __str__(self) -> str:
        return f"{self.title} → {self.kept}"


class MergedLock(BaseLock):
    """Nobody edits nor publishes a merged sheet: its merge is undone first."""

    def __init__(self, sheet: Any, merged: MergedSheet) -> None:
        super().__init__(sheet)
        self.merged = merged

    def for_user(self, user: Any) -> bool:
        return True

    def get_message(self, user: Any) -> str:
        where = format_html(
            'Cette fiche a été réunie à <a href="{}">{}</a>.',
            reverse("wagtailadmin_pages:edit", args=(self.merged.kept_id,)),
            self.merged.kept.title,
        )
        if not user.has_perm("directory.add_mergedsheet"):
            return format_html("{} L’équipe de la Région peut les séparer.", where)
        undo = reverse("directory_undo_merge", args=(self.merged.pk,))
        link = '{} Pour la modifier, <a href="{}">séparez d’abord les deux fiches</a>.'
        return format_html(link, where, undo)

    def get_locked_by(self, user: Any) -> str:
        return "Réunie à une autre fiche"

    def get_description(self, user: Any) -> str:
        return "Personne ne peut la modifier tant qu’elle est réunie à une autre."


class DismissedPair(models.Model):
    """Two sheets that look alike and are about two places: somebody looked.

    They are proposed again only if they come to be alike for another of the ``reasons``.
    """

    first = models.ForeignKey(
        "directory.PlacePage", models.CASCADE, related_name="+", verbose_name="une fiche"
    )
    second = models.ForeignKey(
        "directory.PlacePage", models.CASCADE, related_name="+", verbose_name="une autre"
    )
    reasons = models.JSONField("raisons de la ressemblance", default=list)
    dismissed_at = models.DateTimeField("écartée le", default=timezone.now)
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="écartée par",
    )

    class Meta:
        verbose_name = "paire écartée"
        verbose_name_plural = "paires écartées"
        ordering = ["-dismissed_at"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_row_per_dismissed_pair"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="dismissed_pair_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} / {self.second}"
