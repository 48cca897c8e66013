"""Editorial pages: what the network says of itself, in blocks that editors arrange."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, get_page_models
from wagtail.search import index

from core.pages.routing import DirectRouting
from core.pages.stream_fields import LightStreamField
from core.pictures.drawings import DRAWINGS

from .blocks import BodyBlock

DRAWING_CHOICES = [("", "Le paysage de la région"), *DRAWINGS.items()]


class EditorialPage(DirectRouting, Page):
    """What every page that editors arrange in blocks is made of; ``StandardPage`` adds nothing."""

    lead = models.CharField(
        "introduction",
        max_length=300,
        blank=True,
        help_text="Deux phrases : à qui la page s’adresse, et ce qu’on y trouve.",
    )
    cover = models.ForeignKey(
        "wagtailimages.Image",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="image de tête",
    )
    cover_alt = models.CharField(
        "ce que montre l’image",
        max_length=200,
        blank=True,
        help_text="Lu à voix haute à qui ne voit pas l’image.",
    )
    cover_decorative = models.BooleanField("l’image est décorative", default=False)
    cover_credit = models.CharField("crédit de l’image", max_length=120, blank=True)
    drawing = models.CharField(
        "dessin",
        max_length=30,
        blank=True,
        help_text="En tête de la page, quand elle n’a pas d’image. Vide\u00a0: le paysage de la "
        "région.",
    )
    easy_to_read = models.BooleanField(
        "facile à lire et à comprendre (FALC)",
        default=False,
        help_text="Caractères plus grands et lignes plus courtes.",
    )
    reviewed_on = models.DateField(
        "mis à jour le",
        null=True,
        blank=True,
        help_text="Le jour où quelqu’un a relu la page en entier.",
    )
    body = LightStreamField(BodyBlock(), blank=True, verbose_name="contenu")

    content_panels: ClassVar[list] = [
        *Page.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel(
            [
                FieldPanel("cover"),
                FieldPanel("cover_alt"),
                FieldPanel("cover_decorative"),
                FieldPanel("cover_credit"),
                FieldPanel("drawing", widget=forms.Select(choices=DRAWING_CHOICES)),
            ],
            heading="Image de tête",
        ),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("easy_to_read"), FieldPanel("reviewed_on")], heading="Lecture"),
    ]
    # Without « show in menus »: the menus of this site are those of its settings.
    promote_panels: ClassVar[list] = [
        MultiFieldPanel(
            [
                FieldPanel(
                    "slug",
                    heading="Fin de l’adresse",
                    help_text="Des mots courts, sans accent, séparés par des tirets. Quand elle "
                    "change, l’ancienne adresse mène à la nouvelle.",
                ),
                FieldPanel(
                    "seo_title",
                    heading="Titre pour les moteurs de recherche",
                    help_text="Vide : le titre de la page.",
                ),
                FieldPanel(
                    "search_description",
                    heading="Description pour les moteurs de recherche",
                    help_text="Une ou deux phrases, montrées sous le titre parmi leurs résultats. "
                    "Vide : l’introduction de la page.",
                ),
            ],
            heading="Adresse et moteurs de recherche",
        )
    ]
    search_fields: ClassVar[list] = [
        *Page.search_fields,
        index.SearchField("lead", boost=2),
        index.SearchField("body"),
    ]

    class Meta:
        abstract = True

    @classmethod
    def missing_facts(cls, content: dict[str, Any]) -> list[str]:
        """Return what *content*, a version of such a page, leaves the Région to say in its fields.

        What its body leaves is in blocks (``normandie.editorial.gaps``).
        """
        return []

    def clean(self) -> None:
        super().clean()
        if not self.cover_id:
            return
        errors = {}
        if not self.cover_alt and not self.cover_decorative:
            errors["cover_alt"] = "Dites ce que montre l’image, ou cochez «\u00a0décorative\u00a0»."
        if not self.cover_credit:
            errors["cover_credit"] = "Dites qui a pris la photo ou dessiné l’image."
        if errors:
            raise ValidationError(errors)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from .content import page_content

        return super().get_context(request, *args, **kwargs) | page_content(self, request)


class StandardPage(EditorialPage):
    """A page of text and blocks, with the pages below it at its foot."""

    template = "editorial/standard_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "editorial.StandardPage"]
    subpage_types: ClassVar[list[str]] = [
        "editorial.StandardPage",
        "directory.RequirementsPage",
        "directory.RegisterPage",
        "directory.CoveragePage",
        "directory.PoleIndexPage",
        "equipment.EquipmentPage",
        "selfcheck.SelfCheckPage",
        "equipment.ExperimentsPage",
        "panorama.PanoramaPage",
        "partners.PartnerIndexPage",
    ]

    class Meta:
        verbose_name = "page éditoriale"
        verbose_name_plural = "pages éditoriales"


def editorial_page_types() -> list[type[EditorialPage]]:
    """Return every type of page that is made of blocks, those of other apps too."""
    return [model for model in get_page_models() if issubclass(model, EditorialPage)]
