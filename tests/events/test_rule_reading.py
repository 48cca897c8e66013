"""What a rule gives, from its first date on, and what is not taken for a rule."""

from datetime import date, datetime

import pytest

from events.recurrence import BadRule, read_rule

FIRST = datetime(2027, 3, 6, 18)
END = date(2027, 12, 31)


def test_leap_days_are_those_of_the_calendar() -> None:
    found = read_rule(
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", datetime(2096, 2, 29, 9), date(2108, 3, 1)
    )

    assert [start.year for start in found] == [2096, 2104, 2108]


def test_every_second_week_is_counted_from_the_first_date() -> None:
    found = read_rule("FREQ=WEEKLY;INTERVAL=2;COUNT=3", FIRST, END)

    assert [f"{start:%d/%m %H}" for start in found] == ["06/03 18", "20/03 18", "03/04 18"]


@pytest.mark.parametrize("until", ["00010101", "20270305", "99991231"])
def test_an_end_may_be_any_day(until: str) -> None:
    found = list(read_rule(f"FREQ=MONTHLY;UNTIL={until}", FIRST, END))

    assert len(found) == (10 if until == "99991231" else 0)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=DAILY;INTERVAL=deux",
        "FREQ=DAILY;INTERVAL=1 DTSTART:20200101T100000",
        "FREQ=DAILY FREQ=WEEKLY",
        "FREQ=HOURLY",
        "FREQ=DAILY;COUNT=2;UNTIL=20270401",
        "FREQ=DAILY;BYHOUR=3",
        "",
    ],
)
def test_what_this_site_does_not_keep_is_refused(rule: str) -> None:
    with pytest.raises(BadRule):
        list(read_rule(rule, FIRST, END))
