"""The home page: the way in to the rest of the site."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.blocks import StaticBlock
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from core.pages.routing import DirectRouting
from normandie.search.structured_data import website_data

from .content import home_content

MAX_HIGHLIGHTS = 3
# What staff call each section of ``normandie.home.sections``, by the name of its function.
SECTION_NAMES = {
    "needs": "J’ai besoin de…",
    "kinds": "Les deux sortes de lieux",
    "around": "Des lieux près de chez vous",
    "events": "Les prochains rendez-vous",
    "calls": "Les appels ouverts",
    "figures": "Le réseau en chiffres",
    "reading": "Les pages à la une",
}
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

    sections = StreamField(
        [
            (name, StaticBlock(label=label, admin_text="Rien à remplir\u00a0: le site l’écrit."))
            for name, label in SECTION_NAMES.items()
        ],
        block_counts={name: {"max_num": 1} for name in SECTION_NAMES},
        blank=True,
        verbose_name="ordre des parties",
        help_text="Ce qui suit la recherche, dans cet ordre. Vide\u00a0: tout, dans l’ordre prévu.",
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
