"""Opening hours, kept as OSM ``opening_hours`` text and always read in France, in local time.

What the rest of the site uses of them. The form field is in ``directory.forms.hours``, the preview
of what is being typed in ``directory.views.hours_preview``.
"""

from directory.hours.weekly import (
    Closure,
    SchoolHolidays,
    TimeRange,
    WeeklyHours,
)

from .chosen_day import ChosenDay, days_offered
from .closures import closed_today, closures_in, with_closure, without_closure
from .holidays import is_school_holiday, public_holiday
from .outings import next_free_time, open_in_free_time, open_today, say_day
from .repair import repair_hours
from .schema_org import schema_org_hours
from .sentence import lasting_sentence, sentence
from .state import DayPart, HoursState, StateKind, open_on, opens_later, state_at
from .validation import validate_hours
from .week import DayHours, day_line, week_of

__all__ = [
    "ChosenDay",
    "Closure",
    "DayHours",
    "DayPart",
    "HoursState",
    "SchoolHolidays",
    "StateKind",
    "TimeRange",
    "WeeklyHours",
    "closed_today",
    "closures_in",
    "day_line",
    "days_offered",
    "is_school_holiday",
    "lasting_sentence",
    "next_free_time",
    "open_in_free_time",
    "open_on",
    "open_today",
    "opens_later",
    "public_holiday",
    "repair_hours",
    "say_day",
    "schema_org_hours",
    "sentence",
    "state_at",
    "validate_hours",
    "week_of",
    "with_closure",
    "without_closure",
]
