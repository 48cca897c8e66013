"""« /reseau/materiel/ »: what the network pools, for whoever wonders; booking is for managers."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from core.pages.crumbs import crumbs_of
from core.pages.routing import DirectRouting
from core.validators import validate_paragraphs

from .kit import EquipmentKit

RICH = ["bold", "italic", "link", "ol", "ul"]


class EquipmentPage(DirectRouting, Page):
    """The kits that exist, without where they are nor what they are worth."""

    lead = models.CharField("introduction", max_length=300, blank=True)
    explanation = RichTextField(
        "explication", features=RICH, blank=True, validators=[validate_paragraphs]
    )

    template = "equipment/equipment_page.html"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "editorial.StandardPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list] = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("explanation"),
    ]
    search_fields: ClassVar[list] = [
        *Page.search_fields,
        index.SearchField("lead", boost=2),
        index.SearchField("explanation"),
        index.SearchField("words_of_kits"),
    ]

    class Meta:
        verbose_name = "page du matériel mutualisé"

    def words_of_kits(self) -> list[str]:
        """What the site search finds the page by: the names and the uses of the kits."""
        kits = EquipmentKit.objects.in_the_network()
        return [word for each in kits for word in (each.name, each.workshops) if word]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "crumbs": crumbs_of(self, request),
            "kits": EquipmentKit.objects.in_the_network().with_photos(),
        }
