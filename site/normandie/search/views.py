"""« /recherche/ »: one box for the whole site. Nothing typed here is written anywhere."""

from dataclasses import replace
from typing import Any, cast

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.engine.reading import is_ready
from core.listing.addresses import Pairs, address
from core.listing.pagination import pagination_of
from core.listing.params import clean_text
from core.text.matching import MatchingQuerySet
from core.text.words import fold

from .engine.answers import Answer, answers
from .nearest import mended, proposals_for
from .offers import offers_for, suggested_searches
from .questions import OpenSite, Question
from .sources import RESULTS, SOURCES, Source, Suggestion, said

SHOWN = 5  # results of a group beside others
PER_PAGE = 20
SUGGESTED = 4  # of each kind
USEFUL_PAGES = ("glossaire", "plan-du-site")  # slugs, where the site has such pages
SEARCHES_TITLE = "Dans l’annuaire"


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what the site holds on the words of ``?q=``, all or one kind of it (``dans``)."""
    question = Question(clean_text(request.GET.get("q", "")), OpenSite(request))
    context: dict[str, Any] = {"question": question, "found": None, "alone": None, "proposals": []}
    if question.stems:
        context |= found_context(question, clean_text(request.GET.get("dans", "")))
    if not context.get("total"):
        context["useful_links"] = useful_links(question)
    if question.stems and not context["total"]:
        context["proposals"] = proposals_for(question, request.path)
    return render(request, "search/search_page.html", context)


def found_context(question: Question, chosen: str) -> dict[str, Any]:
    """Return the results by group; with *chosen*, the slug of a source, a page of that group."""
    found = answers(question, PER_PAGE)
    totals = {answer.source.slug: answer.total for answer in found}
    total = sum(totals.values())
    alone = next((source for source in SOURCES if source.slug == chosen), None)
    asked: Pairs = [("q", question.text)]
    shown = [answer for answer in found if (answer.source is alone if alone else answer.total)]
    groups = [_group(answer, alone=bool(alone)) for answer in shown]
    return {
        "total": total,
        "alone": alone,
        "understood": _understood(question) if totals["lieux"] else [],
        "heading": alone.number(totals[alone.slug]) if alone else said(RESULTS, total),
        "tabs": _tabs(question, totals, alone) if total else [],
        "groups": [group for group in groups if group["results"]],
        "all_url": address(question.site.request.path, asked),
        "offers": offers_for(question) if alone is None else [],
    }


def _understood(question: Question) -> list[str]:
    """Say what places were looked for, where it is not the very words typed."""
    search = question.place_search
    text = search.asked_text
    said = [] if text.need is None else [f"Les lieux sont ceux qui aident à {text.need.purpose}."]
    where = search.near.said()
    around = [f"Nous les avons cherchés {where}."] if where else []
    return [*said, *search.near.notices, *around, *text.notices]


def _group(answer: Answer, *, alone: bool) -> dict[str, Any]:
    """Return a group of results: its first ones, or a page of them when it is *alone*."""
    source, question, total = answer.source, answer.question, answer.total
    here = question.site.request.path
    asked: Pairs = [("q", question.text), ("dans", source.slug)]
    paginator: Paginator[Any] = Paginator(cast(Any, answer), PER_PAGE if alone else SHOWN)
    page = paginator.get_page(question.site.request.GET.get("page") if alone else 1)
    results = source.show(cast(MatchingQuerySet, page.object_list), question) if total else []
    listing = source.listing_url(question)
    return {
        "slug": source.slug,
        "title": source.title,
        "results": results,
        "is_long": total > len(results) or bool(listing and total > 1),
        "more_url": listing or ("" if alone else address(here, asked)),
        "more_label": f"Voir les {source.number(total)} {source.listed}".strip(),
        "pagination": pagination_of(page, here, asked) if alone and total > PER_PAGE else None,
    }


def _tabs(question: Question, totals: dict[str, int], alone: Source | None) -> list[dict[str, Any]]:
    here = question.site.request.path
    tabs = [("", "Tout", sum(totals.values()))]
    tabs += [(source.slug, source.title, totals[source.slug]) for source in SOURCES]
    return [
        {
            "label": label,
            "count": str(total),
            "url": address(here, [("q", question.text), *([("dans", slug)] if slug else [])]),
            "current": slug == (alone.slug if alone else ""),
        }
        for slug, label, total in tabs
        if total
    ]


def useful_links(question: Question) -> list[dict[str, str]]:
    """Return where else to look: the directory, and the pages that explain the site."""
    links = []
    if question.site.directory:
        links.append({"label": question.site.directory.title, "url": question.site.directory_url})
    pages = question.site.pages_named(USEFUL_PAGES)
    return links + [
        {"label": page.title, "url": page.get_url(question.site.request) or ""} for page in pages
    ]


def _suggested(question: Question) -> list[tuple[str, list[Suggestion]]]:
    """Return the links that *question* begins, by title of their group; no group is empty."""
    if not fold(question.text):
        return []
    found = [(SEARCHES_TITLE, suggested_searches(question))]
    found += [(source.title, source.suggest(question, SUGGESTED)) for source in SOURCES]
    return [(title, options) for title, options in found if options]


@require_safe
@cache_control(public=True, max_age=60)
def suggestions(request: HttpRequest) -> JsonResponse:
    """Answer, for the unfinished ``?q=``, links grouped as the results are.

    Where nothing begins so, and there is a search engine, those of what may have been meant.
    """
    question = Question(clean_text(request.GET.get("q", "")), OpenSite(request))
    groups = _suggested(question)
    if not groups and question.stems and is_ready() and (meant := mended(question)):
        groups = _suggested(replace(question, text=meant))
    return JsonResponse(
        {
            "groups": [
                {
                    "title": title,
                    "options": [
                        {"label": option.label, "detail": option.detail, "url": option.url}
                        for option in options
                    ],
                }
                for title, options in groups
            ]
        },
        headers={"X-Robots-Tag": "noindex"},
    )


@require_safe
@cache_control(public=True, max_age=86_400)
def opensearch(request: HttpRequest) -> HttpResponse:
    """Describe the search to browsers, that can then offer it (OpenSearch 1.1)."""
    return render(
        request,
        "search/opensearch.xml",
        {
            "region": settings.REGION,
            "icon_url": request.build_absolute_uri(static("region/favicon.svg")),
            "results_url": request.build_absolute_uri(reverse("search")),
        },
        content_type="application/opensearchdescription+xml; charset=utf-8",
    )
