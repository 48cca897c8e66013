"""« /annuaire/orientation/ »: three questions, then three places."""

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe
from wagtail import hooks

from core.text.elision import of
from core.text.formats import distance
from directory.finder import hidden_fields, suggestions_url
from directory.guide.answers import Answers, find_answers
from directory.guide.journey import ANYWHERE, QUESTIONS, Journey, read_journey
from directory.guide.links import ROUTE, need_groups
from directory.guide.moments import MOMENTS, Moment, moment_of
from directory.guide.reasons import Answer, answer_of
from directory.hours import days_offered

if TYPE_CHECKING:
    from directory.models import DirectoryPage

# Each question, with the page that asks it.
PAGES = {
    "besoin": ("J’ai besoin de…", "directory/guide/besoin.html"),
    "lieu": ("Où cherchez-vous ?", "directory/guide/lieu.html"),
    "quand": ("Quand voulez-vous y aller ?", "directory/guide/quand.html"),
}


@require_safe
def guide(request: HttpRequest, directory: "DirectoryPage") -> HttpResponse:
    """Ask the first question that has no answer, or show three places."""
    base = directory.get_url(request)
    journey = read_journey(request.GET, f"{base}{ROUTE}", timezone.localtime())
    context = {
        "directory": directory,
        "base_url": base,
        "guide_url": journey.base,
        "crumbs": [{"title": directory.title, "url": base}],
        "is_start": not request.GET,
        "notices": journey.notices,
        "given": _given(journey),
    }
    if journey.question:
        heading, template = PAGES[journey.question]
        context |= {"heading": heading} | _question(journey, base)
        return render(request, template, context)
    return render(
        request, "directory/guide/answers.html", context | _answers(request, journey, base)
    )


def _question(journey: Journey, base: str) -> dict[str, Any]:
    """Return what the page of a question shows."""
    rank = QUESTIONS.index(journey.question) + 1
    context: dict[str, Any] = {
        "rank": str(rank),
        "number": str(len(QUESTIONS)),
    }
    if journey.question == "besoin":
        return context | {"groups": need_groups(base, journey.pairs())}
    if journey.question == "quand":
        return context | _moment_question(journey)
    return context | _place_question(journey, base)


def _moment_question(journey: Journey) -> dict[str, Any]:
    if not journey.lists_days:
        return {"links": [_moment_link(moment, journey) for moment in MOMENTS]}
    days = [
        _moment_link(moment_of(day), journey)
        | {"parts": [_moment_link(moment_of(part), journey, part.part_label) for part in parts]}
        for day, *parts in days_offered(timezone.localdate())
    ]
    return {"heading": "Quel jour voulez-vous y aller\u00a0?", "days": days}


def _moment_link(moment: Moment, journey: Journey, label: str = "") -> dict[str, Any]:
    return {"label": label or moment.label, "url": journey.address(quand=moment.slug)}


def _place_question(journey: Journey, base: str) -> dict[str, Any]:
    return {
        "suggestions_url": suggestions_url(base),
        "typed": journey.search.near.typed,
        "errors": journey.errors,
        "keep": hidden_fields(journey.pairs(but="lieu")),
        "doubtful": [
            {
                "label": match.label,
                "detail": match.commune.departement.name,
                "url": journey.address(but="lieu", commune=match.commune.key),
            }
            for match in journey.doubtful
        ],
        "anywhere_url": journey.address(but="lieu", commune=ANYWHERE),
    }


def _given(journey: Journey) -> list[dict[str, str]]:
    """Return the answers given so far, each with the address that asks its question again."""
    given = []
    if journey.need:
        given.append(("besoin", "Votre besoin", journey.need.label))
    if journey.place_is_known:
        centre = journey.search.near.centre
        near = f"Près {of(str(centre.commune or centre.name))}" if centre else ""
        given.append(("lieu", "Où", near or "Peu importe"))
    if journey.when:
        given.append(("quand", "Quand", journey.when.label))
    return [
        {"name": name, "answer": answer, "url": journey.address(but=question)}
        for question, name, answer in given
    ]


def _answers(request: HttpRequest, journey: Journey, base: str) -> dict[str, Any]:
    now = timezone.localtime()
    found = find_answers(journey, base)
    shown = [answer_of(each, journey, base, now) for each in found.answers]
    shared = request.build_absolute_uri(journey.page_address(journey.page))
    return {
        "heading": found.heading,
        "sections": _sections(journey, request),
        "message": found.message,
        "answers": shown,
        "bring": journey.need.bring if journey.need else "",
        "total": found.total,
        "met": found.met,
        "list_url": found.list_url,
        "next_url": journey.page_address(journey.page + 1) if found.more else "",
        "first_url": journey.address() if journey.page > 1 else "",
        "restart_url": journey.base,
        "furthest": _furthest(found, journey, base),
        "share_url": shared,
        "mail_url": _mail_url(found.heading, shown, shared),
        "day": now.date(),
    }


def _sections(journey: Journey, request: HttpRequest) -> list[SafeString]:
    """Return what other apps answer before places, by the hook « directory_guide_section ».

    Each function takes the search of the journey and the request, and returns a section or an empty
    text.
    """
    if journey.page > 1:
        return []
    added = (add(journey.search, request) for add in hooks.get_hooks("directory_guide_section"))
    return [section for section in added if section]


def _furthest(found: Answers, journey: Journey, base: str) -> dict[str, str] | None:
    place = found.furthest
    if place is None or journey.search.near.centre is None:
        return None
    return {
        "label": f"{place.title}, {place.commune.name}",
        "distance": distance(getattr(place, "distance", None)),
        "url": f"{base}{place.slug}/",
    }


def _mail_url(heading: str, answers: list[Answer], url: str) -> str:
    """Return a « mailto: » that carries the places themselves: they are read without a link."""
    lines = []
    for answer in answers:
        phone = answer.contact["phone"]
        lines += [answer.title, answer.where, f"Téléphone : {phone}" if phone else "", ""]
    body = "\r\n".join([*lines, "Cette page, à jour :", url])
    return f"mailto:?subject={quote(heading)}&body={quote(body)}"
