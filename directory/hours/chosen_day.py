"""A day that a visitor chooses, or a part of it, as addresses carry it."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.text.french import weekday_date

from .state import DayPart, open_on

DAYS_OFFERED = 7  # from tomorrow
FURTHEST_DAY = timedelta(days=366)  # from today: no place knows its hours further


@dataclass(frozen=True)
class ChosenDay:
    """« mardi 1er décembre l’après-midi », or the whole day where ``part`` is None."""

    day: date
    part: DayPart | None = None

    @classmethod
    def read(cls, value: str, today: date) -> "ChosenDay | None":
        """Read « 2026-12-01 » or « 2026-12-01-apres-midi » (ISO 8601, then a `DayPart`).

        None for anything else, and for a day that is gone or too far from *today*.
        """
        try:
            chosen = cls(
                date.fromisoformat(value[:10]), DayPart(value[11:]) if value[10:] else None
            )
        except ValueError:
            return None
        is_near = today <= chosen.day <= today + FURTHEST_DAY
        return chosen if is_near and chosen.value == value else None

    @property
    def value(self) -> str:
        """The day as an address carries it."""
        return f"{self.day.isoformat()}-{self.part.value}" if self.part else self.day.isoformat()

    @property
    def label(self) -> str:
        """The day in French, inside a sentence."""
        return " ".join(filter(None, [weekday_date(self.day), self.part_label]))

    @property
    def part_label(self) -> str:
        """The part of the day alone: « l’après-midi »; empty for the whole day."""
        return self.part.label if self.part else ""

    def suits(self, text: str) -> bool | None:
        """Tell whether a place with the hours *text* opens then; None when it is not known."""
        return open_on(text, self.day, self.part)


def days_offered(today: date) -> list[list[ChosenDay]]:
    """Return the days to choose among after *today*, each followed by its parts."""
    days = [today + timedelta(days=ahead) for ahead in range(1, DAYS_OFFERED + 1)]
    return [[ChosenDay(day), *(ChosenDay(day, part) for part in DayPart)] for day in days]
