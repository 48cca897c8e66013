"""Blocks that say what the site knows of itself: the label, its figures, its drawings."""

from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils import timezone
from wagtail.blocks import CharBlock, ChoiceBlock, ListBlock, StructBlock, TextBlock

from core.pictures.drawings import DRAWINGS, drawing_url
from core.pictures.renditions import Cut
from core.pictures.responsive import single
from core.text.formats import long_date
from directory.search.tallies import count_existing
from normandie.editorial.choosers import PlainImageBlock
from normandie.editorial.figures import figures_of, lines_of
from normandie.editorial.rendering import Setting

from .base import EditorialBlock, Groups, title_block


class PlaqueReadingBlock(StructBlock):
    title = CharBlock(label="ce qu’on y lit", max_length=80)
    text = CharBlock(label="ce que cela veut dire", max_length=240)

    class Meta:
        label = "repère"
        icon = "tag"


class PlaqueBlock(EditorialBlock):
    """The sign of a labelled place; without a picture of the true one, a drawn « exemple »."""

    title = title_block(required=True)
    image = PlainImageBlock(
        label="la plaque",
        required=False,
        help_text="L’image de la vraie plaque. Sans elle, un dessin la remplace, marqué "
        "«\u00a0exemple\u00a0».",
    )
    image_alt = CharBlock(
        label="ce que montre l’image",
        required=False,
        max_length=200,
        default="La plaque d’un lieu labellisé",
    )
    label = CharBlock(label="nom du label", max_length=60)
    readings = ListBlock(PlaqueReadingBlock(), label="comment la lire", min_num=1, max_num=6)

    class Meta:
        label = "Plaque du label"
        icon = "success"
        group = Groups.SHOW
        template = "editorial/blocks/plaque.html"
        description = "À quoi ressemble la plaque d’un lieu labellisé, et comment la lire."
        preview_value = {
            "title": "Reconnaître un lieu labellisé",
            "image": None,
            "image_alt": "",
            "label": "Lieu labellisé",
            "readings": [
                {"title": "Le nom du label", "text": "Il dit à quoi le lieu s’est engagé."},
                {"title": "L’année", "text": "Celle où le label a été accordé."},
            ],
        }

    def shown(self, value: Any, setting: Setting) -> dict[str, Any]:
        return {
            "picture": single(value["image"], Cut.LOGO, value["image_alt"]),
            "region": settings.REGION,
        }


class NetworkFiguresBlock(EditorialBlock):
    """Counted when the page is read: a figure that nobody has to keep."""

    title = title_block(required=True)

    class Meta:
        label = "Chiffres du jour"
        icon = "table"
        group = Groups.SHOW
        template = "editorial/blocks/network_figures.html"
        description = "Ce que l’annuaire compte aujourd’hui, sans rien à tenir à jour."
        preview_value = {"title": "Le réseau aujourd’hui"}

    def shown(self, value: Any, setting: Setting) -> dict[str, Any]:
        tally = count_existing() if setting.directory_url else None
        if not tally or not tally.total:
            return {"figures": []}
        return {
            "figures": figures_of(lines_of(tally)),
            "day": long_date(timezone.localdate()),
            "data_url": f"{setting.directory_url}donnees-ouvertes/",
        }


class DrawingsBlock(EditorialBlock):
    """Each drawing of the site, to download, under the licence that the block tells."""

    title = title_block(required=True)
    text = TextBlock(
        label="licence", max_length=400, help_text="Ce que l’on peut faire des dessins."
    )

    class Meta:
        label = "Dessins à télécharger"
        icon = "download"
        group = Groups.SHOW
        template = "editorial/blocks/drawings.html"
        description = "Les dessins du site et leur licence, pour la presse et les partenaires."
        preview_value = {
            "title": "Les dessins du site",
            "text": "Réutilisables en citant le réseau.",
        }

    def shown(self, value: Any, setting: Setting) -> dict[str, Any]:
        return {
            "drawings": [
                {"name": name, "label": label, "url": drawing_url(name)}
                for name, label in DRAWINGS.items()
            ],
            "mark_url": static("region/favicon.svg"),
        }


PICTOGRAMS = [
    ("computer", "Un ordinateur"),
    ("phone", "Un téléphone"),
    ("people", "Une personne"),
    ("family", "Plusieurs personnes"),
    ("learn", "Apprendre"),
    ("document", "Un papier"),
    ("printer", "Une imprimante"),
    ("mail", "Un message"),
    ("pin", "Un lieu"),
    ("clock", "Les horaires"),
    ("price", "Le prix"),
    ("desk", "Un bureau"),
    ("shield", "Garder secret"),
    ("globe", "Internet"),
]


class PictogramBlock(StructBlock):
    pictogram = ChoiceBlock(label="pictogramme", choices=PICTOGRAMS)
    text = CharBlock(label="phrase", max_length=120)

    class Meta:
        label = "pictogramme"
        icon = "view"


class PictogramsBlock(EditorialBlock):
    title = title_block()
    pictograms = ListBlock(PictogramBlock(), label="pictogrammes", min_num=1, max_num=12)

    class Meta:
        label = "Pictogrammes"
        icon = "view"
        group = Groups.EXPLAIN
        template = "editorial/blocks/pictograms.html"
        description = "Des images simples, chacune avec une phrase courte."
        preview_value = {
            "title": "Que pouvez-vous faire\u00a0?",
            "pictograms": [
                {"pictogram": "computer", "text": "Utiliser un ordinateur"},
                {"pictogram": "printer", "text": "Imprimer un document"},
            ],
        }
