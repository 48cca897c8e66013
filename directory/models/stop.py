"""Where a place that moves stops, and when."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from core.text.french import DAY_NAMES, capitalised
from core.validators import point_error
from directory.rounds import Rhythm, day_words, osm_hours, time_words

from .territory import Commune


class Stop(Orderable):
    """One stop of the round of a place: part of its sheet, and so of the versions of it."""

    Rhythm = Rhythm

    place = ParentalKey("directory.PlacePage", on_delete=models.CASCADE, related_name="stops")
    rhythm = models.CharField("quand", max_length=8, choices=Rhythm.choices, default=Rhythm.WEEKLY)
    weekday = models.PositiveSmallIntegerField(
        "jour",
        null=True,
        blank=True,
        choices=[(number, capitalised(name)) for number, name in enumerate(DAY_NAMES)],
        help_text="Laissez vide pour une date.",
    )
    date = models.DateField(
        "date", null=True, blank=True, help_text="Seulement pour un passage à une date."
    )
    starts_at = models.TimeField("de")
    ends_at = models.TimeField("à")
    on_holidays = models.BooleanField("passe aussi les jours fériés", default=False)
    off_school = models.BooleanField("ne passe pas pendant les vacances scolaires", default=False)
    commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="stops", verbose_name="commune"
    )
    spot = models.CharField(
        "endroit",
        max_length=160,
        blank=True,
        help_text="Par exemple «\u00a0place de la mairie\u00a0».",
    )
    latitude = models.FloatField("latitude", null=True, blank=True)
    longitude = models.FloatField("longitude", null=True, blank=True)
    note = models.CharField(
        "précision",
        max_length=160,
        blank=True,
        help_text="Par exemple «\u00a0devant l’école\u00a0» ou «\u00a0pas en août\u00a0».",
    )

    class Meta(Orderable.Meta):
        verbose_name = "passage"

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.days, self.times, self.commune.name, self.spot]))

    def clean(self) -> None:
        """Refuse half a stop; of the day and the date, keep the one that the rhythm reads."""
        super().clean()
        errors = {
            "weekday": self._weekday_error(),
            "date": self._date_error(),
            "ends_at": self._times_error(),
            "latitude": point_error(self.latitude, self.longitude),
        }
        if found := {field: message for field, message in errors.items() if message}:
            raise ValidationError(found)
        if self.rhythm == Rhythm.DATE:
            self.weekday = None
        else:
            self.date = None

    def _weekday_error(self) -> str:
        lacks = self.rhythm != Rhythm.DATE and self.weekday is None
        return "Choisissez le jour du passage." if lacks else ""

    def _date_error(self) -> str:
        lacks = self.rhythm == Rhythm.DATE and self.date is None
        return "Donnez la date du passage." if lacks else ""

    def _times_error(self) -> str:
        if self.starts_at is None or self.ends_at is None or self.starts_at < self.ends_at:
            return ""
        return "L’heure de fin vient avant l’heure de début."

    @property
    def days(self) -> str:
        """The days, inside a sentence: « le premier mardi du mois »."""
        return day_words(self.rhythm, self.weekday, self.date)

    @property
    def times(self) -> str:
        """From when to when: « 9 h – 12 h »."""
        return time_words(self.starts_at, self.ends_at)

    @property
    def hours(self) -> str:
        """When, as OSM ``opening_hours`` text."""
        return osm_hours(
            self.rhythm,
            self.weekday,
            self.date,
            (self.starts_at, self.ends_at),
            on_holidays=self.on_holidays,
            off_school=self.off_school,
        )

    @property
    def point(self) -> tuple[float, float]:
        """Where it is, in degrees: its own point, or that of its commune."""
        if self.latitude is None or self.longitude is None:
            return self.commune.latitude, self.commune.longitude
        return self.latitude, self.longitude

    def facts(self) -> dict[str, Any]:
        """Return what lists and pages show of the stop, as JSON can hold it."""
        latitude, longitude = self.point
        return {
            "days": self.days,
            "times": self.times,
            "hours": self.hours,
            "weekday": self.weekday,
            "date": self.date.isoformat() if self.date else "",
            "starts": f"{self.starts_at:%H:%M}",
            "ends": f"{self.ends_at:%H:%M}",
            "commune": self.commune.name,
            "insee_code": self.commune_id,
            "spot": self.spot,
            "note": self.note,
            "off_school": self.off_school and not self.date,
            "latitude": latitude,
            "longitude": longitude,
        }
