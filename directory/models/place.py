"""The sheet of a place of the network."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.locks import BaseLock
from wagtail.models import Page, PageManager

from core.markup import text_of
from core.pages.drafts import BulkKeyCheck
from core.pages.routing import DirectRouting, ImportedAttribute, RouteTableMixin, reserved_slugs
from core.text.cleaning import writable
from core.validators import (
    point_error,
    validate_email_lines,
    validate_phone,
    validate_rna,
    validate_siret,
    validate_url_lines,
    validate_web_address,
)
from directory.blocks import PresentationBlock
from directory.hours import validate_hours
from directory.querysets import PlaceQuerySet

from .index import DirectoryPage
from .territory import Commune
from .twins import MergedLock, MergedSheet
from .vocabulary import Term, Vocabulary


def new_public_id() -> str:
    """Identifier of a place created here, for the exports."""
    return f"nc-{uuid.uuid4().hex[:12]}"


class PlacePage(BulkKeyCheck, RouteTableMixin, DirectRouting, Page):
    """An EPN, a Tiers-Lieu, a pôle de proximité or another place of digital help.

    Fields that hold several values (e-mail addresses, sites) hold one a line.
    """

    # Who it is
    terms = ParentalManyToManyField(Term, related_name="places", blank=True, verbose_name="termes")
    tags = ClusterTaggableManager(
        through="directory.TaggedPlace", blank=True, verbose_name="mots-clés"
    )
    summary = models.CharField("présentation courte", max_length=280, blank=True)
    body = StreamField(PresentationBlock(), blank=True, verbose_name="présentation détaillée")
    siret = models.CharField(
        "SIRET",
        max_length=14,
        blank=True,
        validators=[validate_siret],
        help_text="Numéro d’établissement, de quatorze chiffres.",
    )
    rna = models.CharField(
        "numéro RNA",
        max_length=10,
        blank=True,
        validators=[validate_rna],
        help_text="Numéro au répertoire national des associations\u00a0: W et neuf caractères.",
    )
    parent_structure = models.CharField("structure porteuse", max_length=160, blank=True)
    other_labels = models.TextField(
        "autres labels et formations", blank=True, help_text="Un par ligne."
    )

    # Where it is
    address = models.CharField("adresse", max_length=255, help_text="Numéro et rue.")
    address_extra = models.CharField("complément d’adresse", max_length=255, blank=True)
    postcode = models.CharField("code postal", max_length=5)
    commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="places", verbose_name="commune"
    )
    latitude = models.FloatField("latitude", null=True, blank=True)
    longitude = models.FloatField("longitude", null=True, blank=True)
    getting_there = models.TextField("comment venir", blank=True)
    accessibility_url = models.URLField(
        "fiche Acceslibre", max_length=500, blank=True, validators=[validate_web_address]
    )

    # How to reach it
    phone = models.CharField("téléphone", max_length=16, blank=True, validators=[validate_phone])
    emails = models.TextField(
        "courriels", blank=True, validators=[validate_email_lines], help_text="Un par ligne."
    )
    websites = models.TextField(
        "sites et réseaux sociaux",
        blank=True,
        validators=[validate_url_lines],
        help_text="Une adresse par ligne.",
    )
    booking_url = models.URLField(
        "prise de rendez-vous en ligne",
        max_length=500,
        blank=True,
        validators=[validate_web_address],
    )
    relay_url = models.URLField(
        "service relais pour les personnes sourdes",
        max_length=500,
        blank=True,
        validators=[validate_web_address],
        help_text="Page d’où l’on joint le lieu en langue des signes ou par écrit.",
    )

    # When it is open
    hours = models.TextField("horaires", blank=True)
    hours_note = models.CharField("précision sur les horaires", max_length=280, blank=True)

    # Coworking
    seats = models.PositiveSmallIntegerField("nombre de postes", null=True, blank=True)
    day_price = models.DecimalField(
        "prix de la journée", max_digits=8, decimal_places=2, null=True, editable=False
    )
    download_speed = models.PositiveIntegerField(
        "débit descendant", null=True, blank=True, help_text="En Mbit/s."
    )

    # Where the sheet comes from
    public_id = models.CharField(
        "identifiant public", max_length=120, unique=True, default=new_public_id, editable=False
    )
    source = models.CharField("source", max_length=160, blank=True)
    source_id = models.CharField("identifiant dans la source", max_length=120, blank=True)
    is_example = models.BooleanField("exemple de démonstration", default=False, editable=False)
    verified_on = models.DateField("vérifié le", default=timezone.localdate)
    verified_here = models.BooleanField(
        "vérifié par le réseau, et non par la source", default=True, editable=False
    )
    sort_name = models.CharField("nom à classer", max_length=255, default="", editable=False)
    card = models.JSONField("résumé pour les listes", default=dict, editable=False)
    completeness = models.PositiveSmallIntegerField("complétude (%)", default=0, editable=False)
    managers = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        related_name="managed_places",
        blank=True,
        verbose_name="gestionnaires",
    )

    objects = PageManager.from_queryset(PlaceQuerySet)()

    takes_children_along = True
    read_with = ("commune",)
    in_site_map = False  # the directory lists them
    template = "directory/place_page.html"
    parent_page_types: ClassVar[list[str]] = ["directory.DirectoryPage"]
    subpage_types: ClassVar[list[str]] = settings.DIRECTORY_PAGES_OF_PLACES
    edit_handler = ImportedAttribute("directory.admin.panels.place_edit_handler")
    route_table = "directory.routes.PLACE_PAGE"
    copy_form_class = ImportedAttribute("directory.admin.forms.copy.PlainCopyForm")
    # A copy is another place, written here, which nobody manages yet.
    exclude_fields_in_copy: ClassVar[list[str]] = [
        *("public_id", "source", "source_id", "is_example"),
        *("verified_on", "verified_here", "managers"),
        *("sort_name", "day_price", "card", "completeness"),  # computed
    ]

    class Meta:
        verbose_name = "lieu"
        verbose_name_plural = "lieux"
        indexes = [
            models.Index(fields=["latitude", "longitude"], name="place_point"),
            models.Index(fields=["verified_on"], name="place_verified_on"),
            models.Index(fields=["sort_name"], name="place_sort_name"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"],
                condition=~models.Q(source_id=""),
                name="unique_place_of_a_source",
                violation_error_message="Un lieu de cette source porte déjà cet identifiant.",
            )
        ]

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        # A constraint asks the database for both, and PostgreSQL takes no U+0000.
        self.source, self.source_id = writable(self.source), writable(self.source_id)
        super().clean_fields(exclude)

    def clean(self) -> None:
        super().clean()
        errors = {
            "slug": self._slug_error(),
            "latitude": point_error(self.latitude, self.longitude),
            "hours": self._hours_error(),
        }
        found = {field: message for field, message in errors.items() if message}
        if found:
            raise ValidationError(found)

    def _slug_error(self) -> str:
        if self.slug in reserved_slugs(DirectoryPage):
            return (
                "Cette adresse est celle d’une page de l’annuaire\u00a0: choisissez-en une autre."
            )
        return ""

    def _hours_error(self) -> str:
        try:
            validate_hours(self.hours)
        except ValidationError as error:
            # Hours that an import kept as their source wrote them stay until someone edits them.
            if not type(self).objects.filter(pk=self.pk, hours=self.hours).exists():
                return error.messages[0]
        return ""

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, then bring up to date what is computed from the sheet."""
        from directory.services import refresh_place

        super().save(*args, **kwargs)
        if kwargs.get("update_fields") is None:
            refresh_place(self)

    def get_lock(self) -> BaseLock | None:
        """Keep a sheet that was merged in another from coming back by itself."""
        merged = None if self.live else MergedSheet.objects.filter(sheet=self.pk).first()
        lock: BaseLock | None = MergedLock(self, merged) if merged else super().get_lock()
        return lock

    def terms_of(self, vocabulary: Vocabulary) -> list[Term]:
        """Terms of the place in one closed list, in the order of the list.

        Reads ``terms.all()``: prefetch it where several places are shown.
        """
        return [term for term in self.terms.all() if term.vocabulary == vocabulary]

    @property
    def body_text(self) -> str:
        """The detailed presentation as plain text on one line."""
        html = " ".join(
            block.value.source for block in self.body if block.block_type == "text"
        ).replace("<", " <")
        return " ".join(text_of(html).split())
