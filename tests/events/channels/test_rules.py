"""Whatever the rule, calendars show the dates that the site shows."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import recurring_ical_events
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from directory.models import Commune, PlacePage
from events.channels import calendar
from events.channels.selection import Entry
from events.models import EventPage, Occurrence
from events.recurrence import NoSuchTime, end_of, from_moment, to_moment

pytestmark = pytest.mark.django_db  # a page asks for its type
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
QUARTERS = [time(hour, minute) for hour in range(24) for minute in (0, 30)]
Wall = tuple[datetime, datetime]


@st.composite
def rules(draw: st.DrawFn, first: date) -> str:
    """Rules that the form of an event can make, and some that only imports bring."""
    kind = draw(st.sampled_from(["daily", "weekly", "on-days", "monthly", "ordinal", "yearly"]))
    parts = {
        "daily": "FREQ=DAILY",
        "weekly": "FREQ=WEEKLY",
        "on-days": "FREQ=WEEKLY;BYDAY="
        + ",".join(draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=3, unique=True))),
        "monthly": "FREQ=MONTHLY",
        "ordinal": f"FREQ=MONTHLY;BYDAY={draw(st.sampled_from([1, 2, 3, 4, 5, -1]))}"
        + draw(st.sampled_from(DAYS)),
        "yearly": "FREQ=YEARLY",
    }[kind]
    interval = draw(st.integers(1, 4))
    if interval > 1:
        parts += f";INTERVAL={interval}"
    end = draw(st.sampled_from(["COUNT", "UNTIL", "", "day"]))
    if end == "COUNT":
        parts += f";COUNT={draw(st.integers(1, 60))}"
    elif end:
        last = first + timedelta(days=draw(st.integers(0, 700)))
        parts += f";UNTIL={last:%Y%m%d}" + (draw(st.sampled_from(["", "T120000", "T235959"])))
    return parts


@st.composite
def events(draw: st.DrawFn) -> EventPage:
    """Events that begin within a year: both clock changes come before the last dates."""
    first = timezone.localdate() + timedelta(days=draw(st.integers(1, 365)))
    near = st.integers(0, 400).map(lambda days: (first + timedelta(days=days)).isoformat())
    start = draw(st.sampled_from(QUARTERS))
    return EventPage(
        title="Atelier",
        starts_on=first,
        start_time=start,
        end_time=draw(st.sampled_from([end for end in QUARTERS if end != start])),
        rule=draw(st.one_of(st.just(""), rules(first), rules(first), rules(first))),
        added_dates=draw(st.lists(near, max_size=3, unique=True)),
        excluded_dates=draw(st.lists(near, max_size=6, unique=True)),
        skip_public_holidays=draw(st.booleans()),
        skip_school_holidays=draw(st.booleans()),
    )


def dates_of(event: EventPage) -> list[Occurrence]:
    """Return the dates that the site keeps of *event*."""
    found = []
    for start in event.series.starts(event.horizon):
        try:
            moment = to_moment(start).astimezone(UTC)
            end = to_moment(end_of(start, event.end_time)).astimezone(UTC)
        except NoSuchTime:
            continue
        found.append(
            Occurrence(
                pk=len(found),
                original_start=moment,
                starts_at=moment,
                ends_at=end,
                updated_at=timezone.now(),
            )
        )
    return found


def shown(file: bytes) -> list[Wall]:
    """Return the starts and ends that a calendar shows of *file*."""
    read = Calendar.from_ical(file)
    assert [component.errors for component in read.walk() if component.errors] == []
    last = timezone.localdate() + timedelta(days=1500)
    found = recurring_ical_events.of(read).between(timezone.localdate(), last)
    return sorted((from_moment(each.start), from_moment(each.end)) for each in found)


@settings(max_examples=300)
@given(event=events())
def test_calendars_show_the_dates_of_the_rule_and_no_other(event: EventPage) -> None:
    dates = dates_of(event)
    if not dates:
        return
    place = PlacePage(title="Le Phare", address="1 rue", postcode="14000", commune=Commune())

    file = calendar.write([Entry(event, place, [], dates)], "Agenda", lambda event: "https://a.fr/")

    assert shown(file) == [(from_moment(one.starts_at), from_moment(one.ends_at)) for one in dates]


@settings(max_examples=100)
@given(event=events(), data=st.data())
def test_a_date_that_is_cancelled_stays_in_calendars(event: EventPage, data: st.DataObject) -> None:
    dates = dates_of(event)
    if not dates:
        return
    place = PlacePage(title="Le Phare", address="1 rue", postcode="14000", commune=Commune())
    chosen = data.draw(st.sampled_from(dates))
    chosen.status, chosen.sequence = Occurrence.Status.CANCELLED, 1

    file = calendar.write([Entry(event, place, [], dates)], "Agenda", lambda event: "https://a.fr/")

    told = [each for each in Calendar.from_ical(file).walk("VEVENT") if each["sequence"] >= 1]
    assert [each["status"] for each in told if each["status"] == "CANCELLED"] == ["CANCELLED"]
    assert from_moment(chosen.starts_at) in [start for start, _ in shown(file)]
