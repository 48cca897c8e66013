"""Whatever is stored, a page is shown, and each text is read once."""

from datetime import datetime

import pytest
from django.core.exceptions import ValidationError
from hypothesis import example, given, settings
from hypothesis import strategies as st

from directory.hours import (
    StateKind,
    WeeklyHours,
    open_on,
    opens_later,
    repair_hours,
    schema_org_hours,
    sentence,
    state_at,
    validate_hours,
    week_of,
)
from directory.hours.expansion import _dates
from directory.hours.timetable import _timetable

from .moments import PARIS, paris

WORDS = (
    "Mo", "Tu-Th", "Fr", "Sa,Su", "We[1]", "We[-1]", "We[1,3]", "Mo-Su", "PH", "SH", "PH,SH",
    "SH,PH", "Jan", "Jul-Aug", "Dec 24-Jan 3", "Feb 30", "2026", "2026-2028", "2026 Dec 24-31",
    "2026+", "week 1-53/2", "week 10", "easter", "easter -2 days", "09:00-12:00",
    "09:00-12:00,14:00-18:00", "22:00-02:00", "22:00-26:00", "00:00-00:00", "12:00-12:00",
    "10:00-48:00", "14:00+", "10:00-16:00/01:30", "sunrise-sunset", "(sunrise+01:00)-22:00",
    "dusk-dawn", "24/7", "off", "closed", "open", "unknown", '"rdv"', '"a;b"', '"', ":", ";", ",",
    "||", "|",
)  # fmt: skip
texts = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=16).map(" ".join),
    st.text(max_size=60),
    st.text(alphabet='MoTuSH PH0129:-,;"|[]/+&', max_size=80),
)


moments = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30)).map(
    lambda moment: moment.replace(tzinfo=PARIS)
)


@settings(max_examples=400)
@given(texts, moments)
@example("SH off", datetime(2199, 12, 31, 23, 59, tzinfo=PARIS))
@example("PH Mo 10:00-12:00", datetime(1900, 1, 1, tzinfo=PARIS))
@example("Mo-Su 22:00-02:00", datetime(9999, 12, 31, 23, 59, tzinfo=PARIS))
@example("Mo-Su 22:00-02:00; SH,PH off", datetime(2026, 10, 25, 2, 30, tzinfo=PARIS))
def test_no_text_breaks_a_page(text: str, moment: datetime) -> None:
    day = moment.date()
    state = state_at(text, moment)
    assert state.label
    assert opens_later(text, moment) in (True, False, None)
    assert open_on(text, day) in (True, False, None)
    assert len(week_of(text, day, day)) in (0, 7)
    assert sentence(text)
    schema_org_hours(text, day)
    repair_hours(text)
    table = WeeklyHours.from_osm(text)
    if table and not table.is_empty:
        assert WeeklyHours.from_osm(table.to_osm()) == table
    try:
        validate_hours(text)
    except ValidationError:
        assert state.kind is StateKind.UNKNOWN


@pytest.mark.parametrize("text", ["Mo-Fr 09:00-12:00; " * 60, "9" * 100_000, '"' * 50_001])
def test_a_too_long_text_is_unknown_everywhere(text: str) -> None:
    moment = paris("2026-11-23 10:00")
    assert state_at(text, moment).kind is StateKind.UNKNOWN
    assert week_of(text, moment.date(), moment.date()) == []
    assert schema_org_hours(text) == []
    assert WeeklyHours.from_osm(text) is None
    assert repair_hours(text) == text.strip()
    with pytest.raises(ValidationError):
        validate_hours(text)


@pytest.mark.parametrize(
    "template",
    [
        "Mo-Fr 09:{:02}-12:{:02},14:00-18:{:02}; PH off",
        "Mo-Fr 09:{:02}-12:{:02},14:00-18:{:02}; SH Mo-Fr 10:00-12:00; PH off",
    ],
)
def test_each_text_is_read_once_and_the_holidays_are_written_out_for_all(template: str) -> None:
    many = [template.format(n % 60, n // 60, 0) for n in range(300)]
    moment = paris("2026-11-23 13:10")
    for kept in (_timetable, _dates):
        kept.cache_clear()

    for text in [*many, *many]:
        assert state_at(text, moment).kind is not StateKind.UNKNOWN

    years = _dates.cache_info().misses  # those that a moment needs
    assert _timetable.cache_info().misses == len(many) * max(years, 1)
    assert years <= 2
    assert _dates.cache_info().hits == (len(many) - 1) * years


def test_the_cache_has_a_bound() -> None:
    assert _timetable.cache_info().maxsize == 8192
