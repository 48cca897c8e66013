"""The table of a manager, written as OSM text and read back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.hours import (
    Closure,
    SchoolHolidays,
    StateKind,
    TimeRange,
    WeeklyHours,
    is_school_holiday,
    public_holiday,
    state_at,
    validate_hours,
)

from .moments import paris

MORNING, AFTERNOON = TimeRange(540, 720), TimeRange(840, 1050)
NOTHING = ()


@st.composite
def days(draw: st.DrawFn) -> tuple[TimeRange, ...]:
    limits = sorted(draw(st.sets(st.integers(0, 288), max_size=6)))
    return tuple(
        TimeRange(start * 5, end * 5) for start, end in zip(limits[::2], limits[1::2], strict=False)
    )


weeks = st.tuples(*[days()] * 7)
closures = st.builds(
    lambda first, length: Closure(first, first + timedelta(days=length)),
    st.dates(date(2024, 1, 1), date(2030, 1, 1)),
    st.integers(0, 90),
)
tables = st.builds(
    WeeklyHours,
    weeks,
    st.sampled_from(SchoolHolidays),
    weeks,
    st.booleans(),
    st.lists(closures, max_size=4).map(tuple),
)


@given(tables)
def test_a_table_written_as_osm_is_read_back_the_same(table: WeeklyHours) -> None:
    text = table.to_osm()
    validate_hours(text)
    if table.is_empty:
        assert text == ""
    else:
        assert WeeklyHours.from_osm(text) == table


@given(
    tables,
    st.dates(date(2025, 6, 1), date(2027, 6, 1)),
    st.integers(0, 24 * 60 - 1),
)
def test_what_is_written_means_what_the_table_says(
    table: WeeklyHours, day: date, minute: int
) -> None:
    week = table.week
    if is_school_holiday(day) and table.school is not SchoolHolidays.SAME:
        week = table.school_week
    closed = any(closure.first <= day <= closure.last for closure in table.closures)
    closed = closed or (table.closed_on_public_holidays and bool(public_holiday(day)))
    ranges = week[day.weekday()]
    expected = not closed and any(item.start <= minute < item.end for item in ranges)
    kind = state_at(table.to_osm(), paris(f"{day} {minute // 60:02}:{minute % 60:02}")).kind
    assert (kind is StateKind.OPEN) is expected
    assert (kind is StateKind.UNKNOWN) is table.is_empty


@pytest.mark.parametrize(
    ("table", "text"),
    [
        (WeeklyHours(), ""),
        (
            WeeklyHours(((MORNING, AFTERNOON),) * 5 + ((MORNING,), NOTHING)),
            "Mo-Fr 09:00-12:00,14:00-17:30; Sa 09:00-12:00; PH off",
        ),
        (
            WeeklyHours(((MORNING,), NOTHING, (MORNING,), NOTHING, *[NOTHING] * 3)),
            "Mo,We 09:00-12:00; PH off",
        ),
        (
            WeeklyHours(
                ((MORNING,),) * 6 + (NOTHING,),
                SchoolHolidays.DIFFERENT,
                ((AFTERNOON,),) * 2 + (NOTHING,) * 5,
                closed_on_public_holidays=False,
            ),
            "Mo-Sa 09:00-12:00; SH Mo,Tu 14:00-17:30; SH We-Sa off",
        ),
        (
            WeeklyHours(((MORNING,),) * 7, SchoolHolidays.CLOSED),
            "09:00-12:00; SH off; PH off",
        ),
        (
            WeeklyHours(
                ((TimeRange(0, 1440),),) * 7,
                closures=(
                    Closure(date(2027, 5, 7), date(2027, 5, 7)),
                    Closure(date(2026, 12, 24), date(2027, 1, 3)),
                    Closure(date(2026, 8, 3), date(2026, 8, 21)),
                ),
            ),
            "24/7; PH off; 2026 Aug 03-21 off; 2026 Dec 24-2027 Jan 03 off; 2027 May 07 off",
        ),
    ],
)
def test_the_text_is_what_a_person_would_write(table: WeeklyHours, text: str) -> None:
    assert table.to_osm() == text


@pytest.mark.parametrize(
    ("text", "same_as"),
    [
        ("mo-fr 9:00 - 12:00", "Mo-Fr 09:00-12:00"),
        ("Mo-Fr 09:00-12:00, 14:00-17:30", "Mo-Fr 09:00-12:00,14:00-17:30"),
        ("Mo-Fr 09:00-12:00, Fr 14:00-17:30", "Mo-Th 09:00-12:00; Fr 09:00-12:00,14:00-17:30"),
        ("Mo-Fr 09:00-12:00; Fr 14:00-17:30", "Mo-Th 09:00-12:00; Fr 14:00-17:30"),
        ("Mo, We 09:00-12:00", "Mo,We 09:00-12:00"),
        ("Sa-Mo 09:00-12:00", "Mo,Sa,Su 09:00-12:00"),
        ("Mo-Su 00:00-00:00", "24/7"),
        ("Mo-Fr 09:00-12:00; We off", "Mo,Tu,Th,Fr 09:00-12:00"),
        ("Mo-Fr 09:00-12:00; PH,SH closed", "Mo-Fr 09:00-12:00; SH off; PH off"),
        ("Mo-Fr 09:00-12:00; SH off; SH Mo 10:00-11:00",
         "Mo-Fr 09:00-12:00; SH Mo 10:00-11:00; SH Tu-Fr off"),
        ("Mo-Fr 09:00-12:00; 2026 Dec 24-2026 Dec 31 off, 2027 Jan 4 off", None),
        ("Mo-Fr 09:00-12:00; 2026 Dec 24-31,2027 Jan 4 off",
         "Mo-Fr 09:00-12:00; 2026 Dec 24-31 off; 2027 Jan 04 off"),
    ],
)  # fmt: skip
def test_other_ways_of_writing_are_read(text: str, same_as: str | None) -> None:
    table = WeeklyHours.from_osm(text)
    assert (table and table.to_osm()) == same_as


@pytest.mark.parametrize(
    "text",
    [
        "lundi",
        "off",
        "PH off",
        "Mo-Fr 18:00-02:00",
        "week 1-53/2 Mo 09:00-12:00",
        "We[1] 09:00-12:00",
        'Mo 09:00-12:00 "sur rendez-vous"',
        "Mo unknown",
        "Jul-Aug Mo 09:00-12:00",
        "Dec 25 off; Mo 09:00-12:00",
        "Mo-Fr",
        "Mo 09:00-12:00 || unknown",
        "PH off; Mo-Fr 09:00-12:00",  # opens on the public holidays of the week
        "Mo-Fr 09:00-12:00; PH off; Sa 09:00-12:00",
        "Mo-Fr 09:00-12:00; PH 10:00-12:00",
        "SH Mo 10:00-12:00; Mo 09:00-12:00",
        "Mo-Fr 09:00-12:00, SH Mo 14:00-16:00",
        "Mo 09:00-12:00, Mo 11:00-14:00",
        "Mo 09:00-12:00; 2026 Dec 24 10:00-11:00",
        "Mo 09:00-12:00; 2026 Dec 31-2026 Dec 24 off",
    ],
)
def test_what_says_more_than_a_table_is_left_to_the_text(text: str) -> None:
    assert WeeklyHours.from_osm(text) is None


def test_a_table_refuses_what_makes_no_sense() -> None:
    with pytest.raises(ValueError, match="range"):
        TimeRange(720, 540)
    with pytest.raises(ValueError, match="range"):
        TimeRange(720, 1441)
    with pytest.raises(ValueError, match="closure"):
        Closure(date(2026, 12, 31), date(2026, 12, 24))
    with pytest.raises(ValueError, match="overlap"):
        WeeklyHours(((TimeRange(540, 720), TimeRange(700, 800)),) + (NOTHING,) * 6)
    with pytest.raises(ValueError, match="seven"):
        WeeklyHours((NOTHING,))
