"""The report of a year, as managers of a labelled place fill it in."""

from typing import Any

from django import forms

from directory.hours import sentence
from directory.models import PlacePage
from normandie.espace.models import YearlyReport
from normandie.espace.registrations.figures import Year

WORDS = ("highlights", "difficulties", "needs")


class YearlyReportForm(forms.ModelForm):
    """What the site counted stands there first; who manages the place knows better."""

    class Meta:
        model = YearlyReport
        fields = ("hours", "held", "came", "visitors", *WORDS)
        widgets = dict.fromkeys(("hours", *WORDS), forms.Textarea(attrs={"rows": 4}))


def counted(place: PlacePage, year: int) -> dict[str, Any]:
    """Return what the site knows of *year* at *place*: what a report begins with."""
    total = Year.of(place, year).total
    return {
        "hours": sentence(place.hours) if place.hours else "",
        "held": total.held,
        "came": total.came if total.counted else None,
    }
