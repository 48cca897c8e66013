"""« /annuaire/<lieu>/facile-a-lire/ »: the sheet of a place in short sentences and plain words.

It follows the rules of the European « easy to read » method that a program can follow: one idea a
sentence, no abbreviation, nothing that is not needed to come. It bears no logo, since nobody
concerned has read it.
"""

import re
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.text.french import enumerate_french
from directory.guide.reasons import ACCESS
from directory.models import PlacePage, Vocabulary
from directory.models.vocabulary import Kind

from .sheet import place_context

KINDS = {
    Kind.EPN: "Ce lieu est un espace public numérique. Des personnes vous aident avec l’ordinateur "
    "et le téléphone.",
    Kind.TIERS_LIEU: "Ce lieu est un tiers-lieu. Des personnes y travaillent ensemble.",
    Kind.POLE: "Ce lieu est un pôle de proximité. Il aide les autres lieux du territoire.",
    Kind.HELP: "Ce lieu aide avec l’ordinateur et le téléphone.",
}
FEES = {
    "gratuit": "C’est gratuit.",
    "gratuit-sous-condition": "C’est gratuit pour certaines personnes. Demandez au lieu.",
    "payant": "Il faut payer. Demandez le prix au lieu.",
}
DASH = re.compile(r"\s–\s")  # between two hours: not everyone reads it
UNKNOWN_FEE = "Demandez au lieu s’il faut payer."


@require_safe
def easy_sheet(request: HttpRequest, page: PlacePage) -> HttpResponseBase:
    """Show what is needed to come to a place, and no more."""
    context = place_context(page, request, timezone.localtime())
    return render(request, "directory/easy_sheet.html", context | _easy_words(page, context))


def _easy_words(place: PlacePage, context: dict[str, Any]) -> dict[str, Any]:
    directory = place.get_parent()
    week = context["week"]
    coming = context["round"]["next"] if context["round"] else []
    return {
        "page": place,
        "crumbs": [
            {"title": directory.title, "url": directory.url},
            {"title": place.title, "url": place.url},
        ],
        "presented": _said(place, Vocabulary.KIND, KINDS),
        "services": [str(term) for term in place.terms_of(Vocabulary.SERVICE)],
        "fees": _said(place, Vocabulary.FEE, FEES) or [UNKNOWN_FEE],
        "access": _said(place, Vocabulary.ACCESS, ACCESS),
        "days": [day | {"times": _times(day["ranges"])} for day in week["days"]] if week else [],
        "passages": [f"{_spoken(passage.label)}, {_spot(passage.stop)}" for passage in coming],
    }


def _said(place: PlacePage, vocabulary: Vocabulary, sentences: dict[Any, str]) -> list[str]:
    """Return the sentences of the terms of *place* in one closed list, without those of none."""
    slugs = (term.slug for term in place.terms_of(vocabulary))
    return [sentences[slug] for slug in slugs if slug in sentences]


def _times(ranges: list[str]) -> str:
    """Say the hours of one day with words."""
    said = [f"de {_spoken(item)}" if DASH.search(item) else item.lower() for item in ranges]
    return enumerate_french(said)


def _spoken(times: str) -> str:
    return DASH.sub(" à ", times)


def _spot(stop: Mapping[str, Any]) -> str:
    return ", ".join(filter(None, [stop["commune"], stop["spot"]]))
