"""The home page: the way in to the rest of the site."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Page
from wagtail.search import index

from core.pages.routing import DirectRouting
from core.pages.stream_fields import LightStreamField
from normandie.search.structured_data import website_data

from .blocks import SectionsBlock
from .content import home_content

MAX_HIGHLIGHTS = 3
EPN_TEXT = (
    "Un espace public numérique (EPN) est un lieu ouvert à tous, avec des ordinateurs, internet et "
    "quelqu’un pour vous guider. Venez-y pour une démarche, pour apprendre ou pour suivre un "
    "atelier, même si vous n’avez jamais touché un clavier."
)
TIERS_LIEU_TEXT = (
    "Un tiers-lieu est un endroit à partager, entre le domicile et l’entreprise, pour travailler "
    "au calme, se réunir ou fabriquer. Salariés, indépendants, étudiants et associations y "
    "trouvent un bureau, une salle ou des machines, pour une heure ou plus longtemps."
)


class HomePage(DirectRouting, Page):
    """« / »: find a place by need and commune. What stands below is in ``sections``."""

    headline = models.CharField(
        "titre affiché", max_length=120, default="Un lieu numérique près de chez vous"
    )
    intro = models.CharField("introduction", max_length=280, blank=True)
    epn_text = models.TextField(
        "ce qu’est un EPN",
        max_length=400,
        blank=True,
        default=EPN_TEXT,
        help_text="Deux phrases. Sans texte, cette partie ne s’affiche pas.",
    )
    epn_page = models.ForeignKey(
        Page,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="page sur les EPN",
    )
    tiers_lieu_text = models.TextField(
        "ce qu’est un tiers-lieu",
        max_length=400,
        blank=True,
        default=TIERS_LIEU_TEXT,
        help_text="Deux phrases. Sans texte, cette partie ne s’affiche pas.",
    )
    tiers_lieu_page = models.ForeignKey(
        Page,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="page sur les tiers-lieux",
    )

    sections = LightStreamField(
        SectionsBlock(),
        blank=True,
        verbose_name="parties de la page",
        help_text="Ce qui suit la recherche, dans cet ordre\u00a0: le site en écrit le texte. "
        "Vide\u00a0: tout, dans l’ordre prévu.",
    )

    search_fields: ClassVar[list] = [
        *Page.search_fields,
        index.SearchField("headline", boost=2),
        index.SearchField("intro", boost=1.5),
    ]
    template = "home/home_page.html"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    content_panels: ClassVar[list] = [
        *Page.content_panels,
        FieldPanel("headline"),
        FieldPanel("intro"),
        FieldPanel("sections"),
        MultiFieldPanel(
            [
                FieldPanel("epn_text"),
                FieldPanel("epn_page"),
                FieldPanel("tiers_lieu_text"),
                FieldPanel("tiers_lieu_page"),
            ],
            heading="Les deux sortes de lieux",
        ),
        InlinePanel("highlights", heading="Pages à la une", label="page", max_num=MAX_HIGHLIGHTS),
    ]

    class Meta:
        verbose_name = "page d’accueil"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | home_content(self, request) | {"structured_data": website_data(request)}


class Highlight(Orderable):
    """A page that the home page puts forward."""

    home = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="highlights")
    target = models.ForeignKey(Page, models.CASCADE, related_name="+", verbose_name="page")

    class Meta(Orderable.Meta):
        verbose_name = "page à la une"
        verbose_name_plural = "pages à la une"
