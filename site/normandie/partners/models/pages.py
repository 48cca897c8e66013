"""« /reseau/partenaires/ » and a page for each partner: with its source and its date, always.

What is history says so and bears its date: nothing of 2018 is told as of today.
"""

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable, PageManager
from wagtail.search import index

from core.mail.fields import EmailAddressField
from core.pages.routing import ImportedAttribute, RouteTableMixin, reserved_slugs
from core.pages.sitemap import with_routes
from core.validators import validate_phone, validate_web_address
from normandie.editorial.models import EditorialPage
from normandie.partners.querysets import PartnerQuerySet


class PartnerIndexPage(RouteTableMixin, EditorialPage):
    """« /reseau/partenaires/ »: who does what, then the partners of today and of before."""

    site_map_routes: ClassVar[dict[str, str]] = {"proposer-un-evenement/": "Proposer un événement"}
    template = "partners/index.html"
    route_table = "normandie.partners.routes.INDEX_PAGE"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "editorial.StandardPage"]
    subpage_types: ClassVar[list[str]] = ["partners.PartnerPage"]

    class Meta:
        verbose_name = "page des partenaires"
        verbose_name_plural = "pages des partenaires"

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        return with_routes(super().get_sitemap_urls(request), self.site_map_routes)


# What the page of a partner of today must say, and the question to whoever knows.
FACTS = {
    "brings": "Qu’apporte ce partenaire aux lieux du réseau\u00a0?",
    "website": "Quelle est l’adresse du site de ce partenaire\u00a0?",
    "contacts": "À quelle fonction s’adresse-t-on chez ce partenaire, et comment\u00a0?",
}


class PartnerPage(RouteTableMixin, EditorialPage):
    """A partner of the network, of today or of before. ``lead`` says its role in one sentence.

    ``since`` and ``until`` are those of the partnership, where they are known.
    """

    class State(models.TextChoices):
        CURRENT = "partenaire", "Partenaire"
        PAST = "hier", "Partenaire d’hier"

    brings = models.TextField("ce qu’il apporte", max_length=1500, blank=True)
    website = models.URLField("site", max_length=500, blank=True, validators=[validate_web_address])
    logo = models.ForeignKey(
        "wagtailimages.Image",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="logo",
        help_text="Décoratif\u00a0: le nom est écrit à côté.",
    )
    logo_credit = models.CharField(
        "crédit du logo",
        max_length=120,
        blank=True,
        help_text="À qui est le logo, et avec quel accord.",
    )
    state = models.CharField("état", max_length=12, choices=State.choices, default=State.CURRENT)
    since = models.DateField("partenaire depuis le", null=True, blank=True)
    until = models.DateField(
        "partenaire jusqu’au",
        null=True,
        blank=True,
        help_text="Après ce jour, la page le range d’elle-même parmi les partenaires d’hier.",
    )
    source = models.CharField("source", max_length=300)
    source_on = models.DateField(
        "date de la source", help_text="Ce que dit la page était vrai ce jour-là."
    )
    is_example = models.BooleanField("exemple de démonstration", default=False, editable=False)

    objects = PageManager.from_queryset(PartnerQuerySet)()

    search_fields: ClassVar[list] = [*EditorialPage.search_fields, index.SearchField("brings")]
    template = "partners/partner.html"
    route_table = "normandie.partners.routes.PARTNER_PAGE"
    parent_page_types: ClassVar[list[str]] = ["partners.PartnerIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    edit_handler = ImportedAttribute("normandie.partners.admin.panels.partner_edit_handler")
    exclude_fields_in_copy: ClassVar[list[str]] = ["is_example"]

    class Meta:
        verbose_name = "partenaire"
        verbose_name_plural = "partenaires"

    @classmethod
    def missing_facts(cls, content: dict[str, Any]) -> list[str]:
        if content["state"] == cls.State.PAST or content["is_example"]:
            return []
        return [text for name, text in FACTS.items() if not content.get(name)]

    def clean(self) -> None:
        super().clean()
        errors = {}
        if self.since and self.until and self.until < self.since:
            errors["until"] = "Cette fin vient avant le début."
        if self.source_on and self.source_on > timezone.localdate():
            errors["source_on"] = "Cette date n’est pas encore venue."
        if self.logo_id and not self.logo_credit:
            errors["logo_credit"] = "Dites à qui est ce logo, et avec quel accord."
        if self.slug in reserved_slugs(PartnerIndexPage):
            errors["slug"] = "Cette adresse est prise par une autre page du site."
        if errors:
            raise ValidationError(errors)

    def is_past(self, today: date | None = None) -> bool:
        """Whether this is history, as of *today*: it is said so, or the partnership is over."""
        is_over = self.until is not None and self.until < (today or timezone.localdate())
        return self.state == self.State.PAST or is_over


class PartnerContact(Orderable):
    """Whom one asks at a partner, by what they do: never by the name of a person."""

    partner = ParentalKey(PartnerPage, on_delete=models.CASCADE, related_name="contacts")
    function = models.CharField(
        "fonction",
        max_length=120,
        help_text="Par exemple «\u00a0accueil des tiers-lieux\u00a0»\u00a0: jamais le nom de "
        "quelqu’un.",
    )
    email = EmailAddressField("courriel", blank=True, help_text="Une adresse de service.")
    phone = models.CharField("téléphone", max_length=16, blank=True, validators=[validate_phone])
    form_url = models.URLField(
        "adresse d’un formulaire", max_length=500, blank=True, validators=[validate_web_address]
    )

    class Meta(Orderable.Meta):
        verbose_name = "contact d’un partenaire"
        verbose_name_plural = "contacts des partenaires"

    def __str__(self) -> str:
        return self.function

    def clean(self) -> None:
        super().clean()
        if not (self.email or self.phone or self.form_url):
            raise ValidationError(
                {"email": "Donnez un courriel, un téléphone ou l’adresse d’un formulaire."}
            )


class PartnerAction(Orderable):
    """Something that a partner does, or did, in the places."""

    partner = ParentalKey(PartnerPage, on_delete=models.CASCADE, related_name="actions")
    what = models.CharField("ce qui est fait", max_length=240)
    place = models.ForeignKey(
        "directory.PlacePage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="lieu",
        help_text="Vide\u00a0: dans plusieurs lieux.",
    )
    first_day = models.DateField("du", null=True, blank=True)
    last_day = models.DateField("au", null=True, blank=True)
    link = models.URLField("lien", max_length=500, blank=True, validators=[validate_web_address])

    class Meta(Orderable.Meta):
        verbose_name = "action d’un partenaire"
        verbose_name_plural = "actions des partenaires"

    def __str__(self) -> str:
        return self.what

    def clean(self) -> None:
        super().clean()
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValidationError({"last_day": "Ce jour est avant le premier."})
