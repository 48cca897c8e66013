"""The settings of what surrounds every page."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Page, Site

from core.mail.fields import EmailAddressField
from core.pages.routing import DirectRouting, ImportedAttribute
from core.pages.stream_fields import LightStreamField
from core.validators import validate_phone

from .blocks import AlertBlock, ColumnBlock, LinkBlock, SocialBlock

DEFAULT_AUTHORITY = settings.REGION.authority
DEFAULT_DESCRIPTION = (
    f"Le réseau des lieux numériques de la {DEFAULT_AUTHORITY} : espaces publics "
    "numériques, tiers-lieux et autres lieux d’aide numérique, près de chez vous."
)


class AccessibilityState(models.TextChoices):
    """The three wordings that the law knows, to the letter (RGAA 4.1.2, « obligations »)."""

    NONE = "non", "Accessibilité : non conforme"
    PARTIAL = "partiel", "Accessibilité : partiellement conforme"
    TOTAL = "total", "Accessibilité : totalement conforme"


@register_setting(icon="site", order=100)
class FrameSettings(BaseSiteSetting):
    """Names, contacts, menus, alerts and legal wording of a site; empty fields have a default."""

    service_name = models.CharField("nom du site", max_length=60, blank=True)
    authority_name = models.CharField("collectivité responsable", max_length=60, blank=True)
    authority_url = models.URLField("site de la collectivité", max_length=500, blank=True)
    description = models.CharField("présentation en pied de page", max_length=280, blank=True)
    email = EmailAddressField("courriel du service", blank=True)
    phone = models.CharField("téléphone", max_length=16, blank=True, validators=[validate_phone])
    postal_address = models.TextField("adresse postale", max_length=300, blank=True)
    social_links = LightStreamField(
        [("account", SocialBlock())],
        blank=True,
        max_num=8,
        collapsed=True,
        verbose_name="réseaux sociaux",
    )
    main_menu = LightStreamField(
        [("link", LinkBlock())],
        blank=True,
        max_num=8,
        collapsed=True,
        verbose_name="menu principal",
    )
    footer_columns = LightStreamField(
        [("column", ColumnBlock())],
        blank=True,
        max_num=4,
        collapsed=True,
        verbose_name="colonnes du pied de page",
    )
    legal_menu = LightStreamField(
        [("link", LinkBlock())],
        blank=True,
        max_num=10,
        collapsed=True,
        verbose_name="dernière ligne",
    )
    menus_are_default = models.BooleanField(default=True, editable=False)
    alerts = LightStreamField([("alert", AlertBlock())], blank=True, verbose_name="alertes")
    accessibility_state = models.CharField(
        "état de conformité",
        max_length=10,
        choices=AccessibilityState.choices,
        default=AccessibilityState.NONE,
    )

    edit_handler = ImportedAttribute("normandie.frame.admin.panels.frame_edit_handler")

    class Meta:
        verbose_name = "en-tête et pied de page"

    @classmethod
    def of(cls, site: Site | None) -> "FrameSettings":
        """Return the settings of *site*, or the defaults: reading writes nothing."""
        return (cls.objects.filter(site=site).first() if site else None) or cls()

    @property
    def service(self) -> str:
        """The name of the site to show."""
        return self.service_name or settings.REGION.network

    @property
    def authority(self) -> str:
        """The name to show of who answers for the site."""
        return self.authority_name or DEFAULT_AUTHORITY

    @property
    def website(self) -> str:
        """The address of the site of that authority: of another one, only what staff say."""
        return self.authority_url or ("" if self.authority_name else settings.REGION.website)


class SiteMapPage(DirectRouting, Page):
    """« /plan-du-site/ »: every public page, nested; places are found in the directory."""

    template = "frame/site_map_page.html"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "plan du site"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from .site_map import site_map

        site = Site.find_for_request(request)
        return super().get_context(request, *args, **kwargs) | {"nodes": site_map(site)}
