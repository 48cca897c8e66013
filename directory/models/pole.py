"""Pôles de proximité: a page for each, with its territory and its team.

A place of the kind « pôle de proximité » is a door that one may push; a ``PolePage`` is the team
and the territory that it answers for.
"""

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from core.mail.fields import EmailAddressField
from core.pages.drafts import BulkKeyCheck
from core.pages.routing import DirectRouting, ImportedAttribute, RouteTableMixin
from core.validators import validate_phone, validate_web_address
from directory.blocks import PresentationBlock

from .territory import Commune, Epci


class PoleIndexPage(RouteTableMixin, DirectRouting, Page):
    """« /reseau/poles/ »: which pôle is that of a commune, and all of them."""

    intro = models.CharField("introduction", max_length=280, blank=True)
    contact_page = models.ForeignKey(
        Page,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="page de contact",
        help_text="Où l’on est envoyé quand aucun pôle n’est indiqué pour une commune.",
    )

    search_fields: ClassVar[list] = [*Page.search_fields, index.SearchField("intro", boost=1.5)]
    route_table = "directory.routes.POLE_INDEX_PAGE"
    takes_children_along = True
    max_count = 1
    subpage_types: ClassVar[list[str]] = ["directory.PolePage"]
    content_panels: ClassVar[list] = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("contact_page"),
    ]

    class Meta:
        verbose_name = "page des pôles de proximité"
        verbose_name_plural = "pages des pôles de proximité"


class PolePage(BulkKeyCheck, RouteTableMixin, DirectRouting, Page):
    """A pôle de proximité: its territory, who carries it, what it says of itself."""

    summary = models.CharField("présentation courte", max_length=280, blank=True)
    body = StreamField(PresentationBlock(), blank=True, verbose_name="présentation détaillée")
    carrier = models.CharField("structure porteuse", max_length=160, blank=True)
    website = models.URLField("site", max_length=500, blank=True, validators=[validate_web_address])
    email = EmailAddressField("courriel", blank=True)
    phone = models.CharField("téléphone", max_length=16, blank=True, validators=[validate_phone])
    epcis = ParentalManyToManyField(
        Epci, related_name="poles", blank=True, verbose_name="intercommunalités entières"
    )
    communes = ParentalManyToManyField(
        Commune, related_name="poles", blank=True, verbose_name="communes, une à une"
    )
    sheet = models.ForeignKey(
        "directory.PlacePage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="pole_pages",
        verbose_name="fiche dans l’annuaire",
        help_text="Le lieu où l’on rencontre l’équipe, s’il a sa fiche.",
    )
    is_example = models.BooleanField("exemple de démonstration", default=False, editable=False)
    managers = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        related_name="managed_poles",
        blank=True,
        verbose_name="personnes du pôle",
    )

    search_fields: ClassVar[list] = [
        *Page.search_fields,
        index.SearchField("summary", boost=1.5),
        index.SearchField("carrier"),
        index.SearchField("body"),
    ]
    read_with = ("sheet",)
    template = "directory/pole_page.html"
    route_table = "directory.routes.POLE_PAGE"
    parent_page_types: ClassVar[list[str]] = ["directory.PoleIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    edit_handler = ImportedAttribute("directory.admin.panels.pole_edit_handler")
    # A copy is another pôle, that nobody looks after yet.
    exclude_fields_in_copy: ClassVar[list[str]] = ["is_example", "managers"]

    class Meta:
        verbose_name = "pôle de proximité"
        verbose_name_plural = "pôles de proximité"


class PoleNews(Orderable):
    """A few dated lines of a pôle: part of its page, and so of the versions of it."""

    pole = ParentalKey(PolePage, on_delete=models.CASCADE, related_name="news")
    published_on = models.DateField("date", default=timezone.localdate)
    title = models.CharField("titre", max_length=120)
    text = models.TextField("texte", max_length=600, blank=True)
    link = models.URLField("lien", max_length=500, blank=True, validators=[validate_web_address])

    class Meta(Orderable.Meta):
        verbose_name = "actualité du pôle"
        verbose_name_plural = "actualités du pôle"

    def __str__(self) -> str:
        return self.title


class PoleContactQuerySet(models.QuerySet["PoleContact"]):
    def naming_somebody(self) -> "PoleContactQuerySet":
        return self.exclude(name="")


class PoleContact(models.Model):
    """Whom one asks at a pôle, by what they do; the name only with their agreement.

    Not part of the versions of the page: a name that leaves would stay in the old ones.
    """

    pole = models.ForeignKey(
        PolePage, models.CASCADE, related_name="contacts", verbose_name="pôle de proximité"
    )
    function = models.CharField(
        "fonction",
        max_length=120,
        help_text="Par exemple «\u00a0coordination\u00a0» ou «\u00a0prêt de matériel\u00a0».",
    )
    name = models.CharField(
        "nom de la personne",
        max_length=120,
        blank=True,
        help_text="Facultatif, et seulement avec son accord.",
    )
    agreed_on = models.DateField(
        "accord de cette personne, donné le",
        null=True,
        blank=True,
        help_text="Deux ans après cette date, la ligne s’efface\u00a0: demandez de nouveau "
        "l’accord, puis changez la date.",
    )
    email = EmailAddressField(
        "courriel", blank=True, help_text="Une adresse de service, plutôt que d’une personne."
    )
    phone = models.CharField("téléphone", max_length=16, blank=True, validators=[validate_phone])
    order = models.PositiveSmallIntegerField("ordre", default=0)

    objects = PoleContactQuerySet.as_manager()

    class Meta:
        verbose_name = "contact d’un pôle"
        verbose_name_plural = "contacts des pôles"
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(name="") | models.Q(agreed_on__isnull=False),
                name="who_is_named_agreed",
                violation_error_message="Un nom demande la date de l’accord de la personne.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.function} – {self.pole}"

    def clean(self) -> None:
        """A name needs an agreement of a day that has come; an agreement without a name is none."""
        if not self.name:
            self.agreed_on = None
        elif self.agreed_on is None:
            raise ValidationError(
                {"agreed_on": "Dites quel jour cette personne a accepté que son nom paraisse."}
            )
        elif self.agreed_on > timezone.localdate():
            raise ValidationError({"agreed_on": "Cette date n’est pas encore venue."})
