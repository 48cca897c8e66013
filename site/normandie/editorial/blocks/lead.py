"""Blocks that lead elsewhere: an action, pages, places of the directory."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    IntegerBlock,
    ListBlock,
    StructBlock,
    TextBlock,
)
from wagtail.blocks.struct_block import StructBlockValidationError

from core.listing.addresses import address
from directory.cards import cards_of
from normandie.editorial.choosers import PageBlock
from normandie.editorial.rendering import Setting, unique_anchor
from normandie.editorial.selection import best_told, cards_chosen, mistakes_in_filters, search_of

from .base import EditorialBlock, Groups, LinkBlock, title_block

DEFAULT_NUMBER = 3  # of places


class CallToActionBlock(EditorialBlock):
    title = CharBlock(label="titre", required=False, max_length=120)
    text = TextBlock(label="texte", required=False, max_length=400)
    label = CharBlock(
        label="texte du bouton",
        max_length=60,
        help_text="Dit où il mène\u00a0: «\u00a0Trouver un lieu\u00a0».",
    )
    link = LinkBlock()

    class Meta:
        label = "Appel à l’action"
        icon = "link"
        group = Groups.LEAD
        template = "editorial/blocks/call_to_action.html"
        description = "Un encadré avec un bouton\u00a0: la chose à faire ensuite."
        preview_value = {
            "title": "Un lieu près de chez vous",
            "text": "Cherchez par commune ou par besoin.",
            "label": "Trouver un lieu",
            "link": {"page": None, "url": "https://exemple.invalid/"},
        }

    def shown(self, value: Any, setting: Setting) -> dict[str, Any]:
        return {"url": setting.url_of(value["link"])}


class CardBlock(StructBlock):
    page = PageBlock(label="page")
    text = CharBlock(
        label="texte",
        required=False,
        max_length=200,
        help_text="Vide\u00a0: l’introduction de la page, ou sa description.",
    )

    class Meta:
        label = "carte"
        icon = "doc-empty"


class CardsBlock(EditorialBlock):
    title = title_block(required=True)
    pages = ListBlock(CardBlock(), label="pages", min_num=1, max_num=12)

    class Meta:
        label = "Cartes de pages"
        icon = "grip"
        group = Groups.LEAD
        template = "editorial/blocks/cards.html"
        description = "Des pages du site, avec un mot sur chacune."

    def get_preview_value(self) -> Any:
        from wagtail.models import Page

        pages = Page.objects.live().filter(depth__gt=2).order_by("path")[:3]
        return self.normalize(
            {"title": "À lire aussi", "pages": [{"page": page, "text": ""} for page in pages]}
        )

    def shown(self, value: Any, setting: Setting) -> dict[str, Any]:
        cards = ((setting.card_of(child["page"]), child["text"]) for child in value["pages"])
        return {
            "cards": [
                {"title": card.title, "url": card.url, "text": text or card.text}
                for card, text in cards
                if card
            ]
        }


class PlacesBlock(EditorialBlock):
    title = title_block(required=True)
    text = TextBlock(label="texte", required=False, max_length=400)
    filters = CharBlock(
        label="filtres de l’annuaire",
        required=False,
        max_length=400,
        help_text="Faites la recherche dans l’annuaire, puis copiez ce qui suit «\u00a0?\u00a0» "
        "dans l’adresse, par exemple type=tiers-lieux&departement=14.",
    )
    number = IntegerBlock(label="nombre de lieux", min_value=1, max_value=6, default=DEFAULT_NUMBER)
    labelled = BooleanBlock(
        label="lieux labellisés seulement",
        required=False,
        help_text="Ceux qui portent un label aujourd’hui\u00a0; sans aucun, le bloc ne paraît pas.",
    )
    places = ListBlock(
        PageBlock(page_type="directory.PlacePage", label="lieu"),
        label="lieux choisis",
        max_num=6,
        default=[],
        help_text="Prennent la place des filtres quand il y en a.",
    )

    class Meta:
        label = "Lieux de l’annuaire"
        icon = "site"
        group = Groups.LEAD
        template = "editorial/blocks/places.html"
        description = "Quelques lieux de l’annuaire, choisis ou trouvés par des filtres."
        preview_value = {
            "title": "Des lieux près de chez vous",
            "text": "",
            "filters": "",
            "number": DEFAULT_NUMBER,
            "labelled": False,
            "places": [],
        }

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if mistakes := mistakes_in_filters(cleaned.get("filters") or ""):
            raise StructBlockValidationError(block_errors={"filters": ValidationError(mistakes)})
        return cleaned

    def shown(self, value: Any, setting: Setting) -> dict[str, Any]:
        if not setting.directory_url:
            return {"cards": [], "list_url": ""}
        base, picked = setting.directory_url, [place.pk for place in value["places"] if place]
        search = search_of(value["filters"] or "", labelled=bool(value.get("labelled")))
        if search is None:  # no label is held
            return {"cards": [], "list_url": ""}
        if picked:
            cards = cards_chosen(picked, base, setting.moment)
        else:
            best = best_told(search)[: value["number"] or DEFAULT_NUMBER]
            cards = cards_of(best, base, setting.moment)
        return {
            "cards": cards,
            "list_url": address(base, search.pairs),
            "near": {
                "field_id": unique_anchor("commune", setting.anchors),
                "action": base,
                "suggestions_url": f"{base}communes.json/",
                "hidden": [{"name": name, "value": chosen} for name, chosen in search.pairs],
            },
        }
