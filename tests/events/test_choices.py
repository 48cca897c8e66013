"""A repetition chosen in plain words becomes a rule, and is shown again as it was chosen."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.recurrence import read_rule
from events.recurrence.choices import (
    BY_WEEK,
    Ordinal,
    Pattern,
    Repetition,
    first_of_rule,
    repetition_of,
    rule_of,
    with_whole_last_day,
)

SATURDAY = datetime(2027, 3, 6, 18)
END = date(2028, 3, 6)

ends = st.one_of(
    st.just({}),
    st.dates(date(2020, 1, 1), date(2099, 12, 31)).map(lambda day: {"until": day}),
    st.integers(1, 800).map(lambda count: {"count": count}),
)
weeks = st.builds(
    lambda pattern, days, end: Repetition(pattern, tuple(sorted(days)), **end),
    st.sampled_from(BY_WEEK),
    st.sets(st.integers(0, 6)),
    ends,
)
months = st.builds(
    lambda ordinal, day, end: Repetition(
        Pattern.MONTHLY_WEEKDAY, ordinal=ordinal, weekday=day, **end
    ),
    st.sampled_from(Ordinal.values),
    st.integers(0, 6),
    ends,
)
others = st.builds(
    lambda pattern, end: Repetition(pattern, **end),
    st.sampled_from([Pattern.DAILY, Pattern.MONTHLY_DATE]),
    ends,
)


@given(st.one_of(st.just(Repetition()), weeks, months, others))
def test_choices_come_back_from_the_rule_they_make(chosen: Repetition) -> None:
    rule = rule_of(chosen)

    assert repetition_of(rule) == chosen
    if rule:
        read_rule(rule, SATURDAY, END)


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (Repetition(Pattern.WEEKLY, (1, 5), count=3), ["2027-03-06", "2027-03-09", "2027-03-13"]),
        (Repetition(Pattern.WEEKLY, count=2), ["2027-03-06", "2027-03-13"]),
        (Repetition(Pattern.FORTNIGHTLY, (5,), count=2), ["2027-03-06", "2027-03-20"]),
        (
            Repetition(Pattern.MONTHLY_WEEKDAY, ordinal=1, weekday=5, count=3),
            ["2027-03-06", "2027-04-03", "2027-05-01"],
        ),
        (
            Repetition(Pattern.MONTHLY_WEEKDAY, ordinal=-1, weekday=5, count=2),
            ["2027-03-27", "2027-04-24"],
        ),
        (Repetition(Pattern.MONTHLY_DATE, count=2), ["2027-03-06", "2027-04-06"]),
        (
            Repetition(Pattern.DAILY, until=date(2027, 3, 8)),
            ["2027-03-06", "2027-03-07", "2027-03-08"],
        ),
    ],
)
def test_the_rule_gives_the_dates_that_were_chosen(chosen: Repetition, expected: list[str]) -> None:
    found = read_rule(rule_of(chosen), SATURDAY, END)

    assert [f"{start:%Y-%m-%d}" for start in found] == expected


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY",
        "FREQ=WEEKLY;INTERVAL=3",
        "FREQ=DAILY;INTERVAL=2",
        "FREQ=DAILY;BYDAY=MO,TU",
        "FREQ=WEEKLY;BYDAY=1MO",
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU",
        "FREQ=MONTHLY;BYDAY=1SA,3SA",
        "FREQ=MONTHLY;BYDAY=-2SA",
        "FREQ=MONTHLY;BYDAY=SA;BYSETPOS=1",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=WEEKLY;UNTIL=20270312T100000",
        "FREQ=WEEKLY;UNTIL=20271399T235959",
        "FREQ=WEEKLY;COUNT=0",
        "n’importe quoi",
    ],
)
def test_a_rule_that_the_choices_cannot_say_is_told_apart(rule: str) -> None:
    assert repetition_of(rule) is None


def test_a_week_that_begins_on_monday_is_what_holds_anyway() -> None:
    assert repetition_of("FREQ=WEEKLY;WKST=MO") == Repetition(Pattern.WEEKLY)


def test_an_end_that_is_a_day_alone_is_that_day() -> None:
    shown = repetition_of("FREQ=DAILY;UNTIL=20270308")

    assert shown == Repetition(Pattern.DAILY, until=date(2027, 3, 8))


@given(
    st.sampled_from(["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,SA", "FREQ=MONTHLY"]),
    st.datetimes(datetime(2027, 3, 1), datetime(2027, 9, 1)),
    st.times().map(lambda at: at.replace(microsecond=0)),
)
def test_an_end_at_any_moment_is_said_as_a_day_and_gives_the_same_dates(
    base: str, until: datetime, start: time
) -> None:
    rule = f"{base};UNTIL={until:%Y%m%dT%H%M%S}"
    first = datetime.combine(SATURDAY, start)

    whole = with_whole_last_day(rule, start)

    assert repetition_of(whole) is not None
    assert list(read_rule(whole, first, END)) == list(read_rule(rule, first, END))


@pytest.mark.parametrize(
    "rule",
    ["", "FREQ=DAILY;COUNT=3", "FREQ=DAILY;UNTIL=20270308", "FREQ=DAILY;UNTIL=20271399T101010"],
)
def test_a_rule_without_such_an_end_is_left_as_it_is(rule: str) -> None:
    assert with_whole_last_day(rule, time(18)) == rule


def test_the_first_date_of_a_rule_may_be_later_than_what_was_typed() -> None:
    rule = rule_of(Repetition(Pattern.WEEKLY, (0,)))

    assert first_of_rule(rule, SATURDAY) == datetime(2027, 3, 8, 18)
    assert first_of_rule("", SATURDAY) == SATURDAY
    assert first_of_rule("FREQ=DAILY;UNTIL=20270101T235959", SATURDAY) is None
