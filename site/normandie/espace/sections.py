"""What the home of a place is made of, in order: each section reads what it shows, and no more."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from directory.models import PlacePage
from normandie.espace.models import NewsItem, Question
from normandie.espace.registrations.reading import home_section as registrations_section
from normandie.espace.services.labels import report_year
from normandie.espace.sheet.reading import sheet_section
from normandie.espace.traffic.figures import this_month_and_last
from normandie.espace.workshops.deeds import row_of
from normandie.espace.workshops.lists import coming_dates

SHOWN = 5


def next_dates_section(place: PlacePage, user: Any) -> dict[str, Any]:
    """Return the next dates, in one query."""
    return {
        "place": place,
        "dates": [row_of(each, title=each.event.title) for each in coming_dates(place)[:SHOWN]],
    }


def collective_section(place: PlacePage, user: Any) -> dict[str, Any]:
    """Return the last news of the team, and how many questions wait for an answer."""
    return {
        "news": NewsItem.objects.shown().first(),
        "waiting": Question.objects.visible().unresolved().count(),
    }


@dataclass(frozen=True)
class Section:
    """A template of « espace/sections/ », and what reads its context for a place and a person.

    ``context`` returns None where there is nothing to say: the section is then left out.
    """

    template: str
    context: Callable[[PlacePage, Any], dict[str, Any] | None]


def traffic_section(place: PlacePage, user: Any) -> dict[str, Any]:
    """What was read of the place, this month and the last."""
    return {"months": this_month_and_last(place, timezone.localdate())}


def reports_section(place: PlacePage, user: Any) -> dict[str, Any] | None:
    """What visitors reported and nobody has settled."""
    waiting = place.reports.waiting().count()
    return {"waiting": waiting} if waiting else None


def label_section(place: PlacePage, user: Any) -> dict[str, Any] | None:
    """The label that the place holds, and the yearly report that it has not sent."""
    today = timezone.localdate()
    year = report_year(today)
    grants = list(place.grants.select_related("label", "renewal"))
    grant = next((each for each in grants if each.is_valid(today)), None)
    is_due = year is not None and any(each.is_valid(date(year, 12, 31)) for each in grants)
    is_sent = is_due and place.yearly_reports.filter(year=year).exists()
    asks_report = year if is_due and not is_sent else None
    if grant is None and asks_report is None:
        return None
    standing = grant.standing(today) if grant else None
    return {"grant": grant, "standing": standing, "asks_report": asks_report}


SECTIONS: tuple[Section, ...] = (
    Section("espace/sections/reports.html", reports_section),
    Section("espace/sections/next_dates.html", next_dates_section),
    Section("espace/sections/registrations.html", registrations_section),
    Section("espace/sections/sheet.html", sheet_section),
    Section("espace/sections/label.html", label_section),
    Section("espace/sections/traffic.html", traffic_section),
    Section("espace/sections/collective.html", collective_section),
)


def sections_for(place: PlacePage, user: Any) -> list[tuple[str, dict[str, Any]]]:
    """Return the sections that have something to say, each with its context."""
    found = [(section.template, section.context(place, user)) for section in SECTIONS]
    return [(template, context) for template, context in found if context is not None]
