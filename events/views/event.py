"""« /annuaire/<lieu>/<événement>/ »: what an event is, and its dates; its poster."""

from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.rich_text import RichText

from core.markup import text_of
from core.pages.qr_codes import svg_uri
from core.pictures.drawings import drawing_url
from core.pictures.renditions import Cut, read_renditions
from core.pictures.responsive import picture, single
from directory.models import PlacePage, Vocabulary
from directory.presenters import address_lines, directions_url, moves
from events.booking import booking_of, price_of, said_booking, said_seats
from events.dates import DateLine, line_of
from events.models import EventPage, Occurrence
from events.recurrence import sentence
from events.services.occurrences import planned_moments
from events.structured_data import structured_data

from .channels import followed_by
from .standing import standing_of

SHOWN_DATES = 10  # the others are folded
SHOWN_SEATS = 4  # dates to register for; the others are folded
POSTER_DATES = 6
OFFICE = "Ce lieu se déplace\u00a0: cette adresse est celle de son bureau. Demandez-lui où venir."
DRAWN_AS = {EventPage.Kind.WORKSHOP: "help", EventPage.Kind.INITIATION: "help"}
PLAIN, PHOTO = "sobre", "photo"
MODELS = {PLAIN: "Sobre, sans aplat", "couleur": "En couleur", PHOTO: "Avec la photo"}
Attendance = EventPage.Attendance


def event(request: HttpRequest, page: EventPage) -> HttpResponseBase:
    """Show an event and its dates."""
    response: HttpResponseBase = page.render(
        request, context_overrides=event_context(page, request)
    )
    return response


def event_context(event: EventPage, request: HttpRequest) -> dict[str, Any]:
    """Return what the page of *event* shows.

    A preview holds its details in memory, not yet in the database: it shows the dates planned.
    """
    moment = timezone.localtime()
    is_preview = getattr(request, "is_preview", False)
    dates = planned(event, moment) if is_preview else coming(event, moment)
    shown = {"event": event} | _shown(event, request, moment, dates)
    return shown if is_preview else shown | _seats(event, moment, shown["page_url"])


def _seats(event: EventPage, moment: datetime, page_url: str) -> dict[str, Any]:
    """Return the dates that people register for here."""
    if not event.takes_registrations:
        return {}
    open_dates = [
        {
            "line": line_of(date),
            "seats": said_seats(date),
            "full": not date.seats_left,
            "url": f"{page_url}inscription/{date.pk}/",
        }
        for date in Occurrence.objects.whole_of(event).upcoming(moment)
        if date.takes_registrations
    ]
    return {"open_dates": open_dates[:SHOWN_SEATS], "more_open_dates": open_dates[SHOWN_SEATS:]}


@require_safe
def poster(request: HttpRequest, event: EventPage) -> HttpResponse:
    """Show an A4 page to print, with the address of the event as a QR code, in a model of ours."""
    shown = event_context(event, request)
    has_photo = bool(shown["image"]["picture"])
    models = {key: label for key, label in MODELS.items() if key != PHOTO or has_photo}
    asked = request.GET.get("modele", "")
    model = asked if asked in models else PLAIN
    return render(
        request,
        "events/event_poster.html",
        shown
        | {
            "model": model,
            "models": [
                {"label": label, "url": f"?modele={key}", "current": key == model}
                for key, label in models.items()
            ],
            "drawing_url": drawing_url(
                "help" if event.kind == EventPage.Kind.WORKSHOP else "table"
            ),
            "poster_dates": [date for date in shown["dates"] if date.held][:POSTER_DATES],
            "qr_code": svg_uri(shown["share_url"]),
        },
    )


def coming(event: EventPage, moment: datetime) -> list[Occurrence]:
    """Return the dates of *event* that visitors may still come to, or hear of."""
    return list(Occurrence.objects.in_directory().upcoming(moment).of_event(event))


def planned(event: EventPage, moment: datetime) -> list[Occurrence]:
    """Return the dates that *event* would have if it were published as it is."""
    known = {each.original_start: each for each in event.occurrences.all()} if event.pk else {}
    return [
        known.get(start)
        or Occurrence(event=event, original_start=start, starts_at=start, ends_at=end)
        for start, end in planned_moments(event, moment).items()
    ]


def _shown(
    event: EventPage, request: HttpRequest, moment: datetime, occurrences: list[Occurrence]
) -> dict[str, Any]:
    """Return the event, its place and *occurrences*, which are its dates."""
    place = event.place
    followed = followed_by(request, event)
    place_url, url = place.get_full_url(request) or "", followed.page_url
    page_url = event.get_url(request) or ""
    dates = [_line(occurrence, page_url) for occurrence in occurrences]
    booking = booking_of(event, place)
    image = _image(event, request)
    return {
        **standing_of(request, event),
        "channels": followed.addresses(),
        "dates": dates,
        "first_dates": dates[:SHOWN_DATES],
        "other_dates": dates[SHOWN_DATES:],
        "next_dates": _next(dates),
        "repetition": sentence(event.series),
        "where": _where(event, place, request, occurrences),
        "booking": booking,
        "booking_said": said_booking(booking),
        "price": price_of(event),
        "facts": _facts(event),
        "body": RichText(event.body) if text_of(event.body).strip() else "",
        "structured_data": structured_data(
            event,
            place,
            occurrences[:SHOWN_DATES],
            url=url,
            place_url=place_url,
            image_url=image["shared"]["url"] if image["shared"] else "",
        ),
        "image": image,
        **_over(event, moment, dates),
    } | _share(event, place, dates, url, page_url)


def _line(date: Occurrence, page_url: str) -> DateLine:
    """Return *date* as it is shown, with its address for calendars where one may come."""
    may_come = date.pk and date.is_held
    return line_of(date, calendar_url=f"{page_url}dates/{date.pk}.ics" if may_come else "")


def _next(dates: list[DateLine]) -> list[DateLine]:
    """Return the first date, and the first one that takes place where that is another."""
    held = [date for date in dates if date.held]
    return [*dates[:1], *held[:1]] if dates[:1] != held[:1] else held[:1]


def _over(event: EventPage, moment: datetime, dates: list[DateLine]) -> dict[str, Any]:
    """Say whether all is over, and when *event* took place for the last time, where it did."""
    if dates or not event.pk:
        return {"is_over": False, "last_day": ""}
    past = Occurrence.objects.in_directory().past(moment).of_event(event)
    last = past.first()
    held = last if last is None or last.is_held else past.held().first()
    return {"is_over": last is not None, "last_day": line_of(held).day if held else ""}


def _where(
    event: EventPage, place: PlacePage, request: HttpRequest, occurrences: list[Occurrence]
) -> dict[str, Any]:
    """Return the place, and the address online when it is needed."""
    online = event.attendance != Attendance.IN_PLACE
    moved = any(each.status == Occurrence.Status.MOVED_ONLINE for each in occurrences)
    return {
        "in_place": event.attendance != Attendance.ONLINE,
        "attendance": event.get_attendance_display(),
        "online_url": event.online_url if online or moved else "",
        "title": place.title,
        "commune": place.commune.name,
        "url": place.get_url(request),
        "address": address_lines(place),
        "address_note": OFFICE if moves(place) else "",
        "directions_url": directions_url(place),
    }


def _facts(event: EventPage) -> list[dict[str, Any]]:
    """Return the practical facts: see ``templates/components/key_facts.html``."""
    terms = list(event.terms.all())
    facts: dict[str, list[str]] = {
        "Niveau": [event.get_level_display()],
        "Pour qui": [str(term) for term in terms if term.vocabulary == Vocabulary.AUDIENCE],
        "Nombre de places": [str(event.capacity)] if event.capacity else [],
        "Thèmes": [theme.name for theme in event.themes.all()],
        "Accueil adapté": [str(term) for term in terms if term.vocabulary == Vocabulary.CARE],
        "Accessibilité": [event.accessibility] if event.accessibility else [],
    }
    return [{"term": title, "lines": lines} for title, lines in facts.items() if lines]


def _image(event: EventPage, request: HttpRequest) -> dict[str, Any]:
    """Return the image in its sizes, and the one that links to the page show elsewhere."""
    if event.image is None:
        return {"picture": None, "shared": None}
    read_renditions([event.image])
    shared = single(event.image, Cut.SHARED, event.image_alt)
    return {
        "picture": picture(event.image, event.image_alt),
        "shared": shared and shared | {"url": request.build_absolute_uri(shared["url"])},
    }


def _share(
    event: EventPage, place: PlacePage, dates: list[DateLine], url: str, page_url: str
) -> dict[str, str]:
    """Return what people send on: the whole address, a text with it; and the way to the poster."""
    held = next((date for date in dates if date.held), None)
    when = f"{held.day}, {held.time}" if held else ""
    lines = [event.title, when, f"{place.title}, {place.commune.name}", price_of(event), url]
    text = "\n".join(line for line in lines if line)
    body = quote(text.replace("\n", "\r\n"))
    return {
        "share_url": url,
        "share_text": text,
        "mail_url": f"mailto:?subject={quote(event.title)}&body={body}",
        "page_url": page_url,
        "poster_url": f"{page_url}affiche/",
    }
