"""Each date of an event, with its own state."""

from django.db import models
from django.utils import timezone

from directory.models import Departement, PlacePage
from events.querysets import OccurrenceQuerySet
from events.states import State, Status, state_of

from .event import EventPage


class Occurrence(models.Model):
    """One date of an event.

    ``original_start`` is when the rule put it: it names the date in calendars (RECURRENCE-ID,
    RFC 5545 §3.8.4.4) and never changes while the rule still gives it. ``starts_at`` moves when the
    date is put off; ``ends_at`` comes at most ``events.recurrence.LONGEST`` later. ``place`` and
    ``departement`` repeat what the event says, so that lists read one table in the order of its
    indexes (docs/decisions/0014-occurrences.md).
    """

    Status = Status

    event = models.ForeignKey(
        EventPage, models.CASCADE, related_name="occurrences", verbose_name="événement"
    )
    place = models.ForeignKey(
        PlacePage, models.CASCADE, related_name="occurrences", verbose_name="lieu"
    )
    departement = models.ForeignKey(
        Departement, models.PROTECT, related_name="+", verbose_name="département"
    )
    original_start = models.DateTimeField("date d’origine")
    starts_at = models.DateTimeField("début")
    ends_at = models.DateTimeField("fin")
    status = models.CharField(
        "état", max_length=20, choices=Status.choices, default=Status.SCHEDULED
    )
    note = models.CharField(
        "précision", max_length=200, blank=True, help_text="Montrée aux visiteurs avec l’état."
    )
    # Whether it is the source of the event, and not the place, that gave the state and the times:
    # what it told it may take back.
    status_from_source = models.BooleanField("état donné par la source", default=False)
    times_from_source = models.BooleanField("heures données par la source", default=False)
    # Of those who registered on this site, kept by ``events.services.registrations`` under a lock
    # of the row; they stay once the registrations are erased, as does how many came in all.
    seats_taken = models.PositiveIntegerField("places prises", default=0)
    seats_gone = models.BooleanField("toutes les places sont prises", default=False)
    came = models.PositiveSmallIntegerField("personnes venues", null=True, blank=True)
    sequence = models.PositiveIntegerField("révision", default=0)
    updated_at = models.DateTimeField("modifié le", auto_now=True)

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = "date d’un événement"
        verbose_name_plural = "dates des événements"
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "original_start"], name="one_row_per_date_of_an_event"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="a_date_ends_after_it_begins",
                violation_error_message="La fin précède le début.",
            ),
        ]
        indexes = [
            models.Index(fields=["starts_at"], name="occurrence_start"),
            models.Index(fields=["place", "starts_at"], name="occurrence_place_start"),
            models.Index(fields=["departement", "starts_at"], name="occurrence_dep_start"),
        ]

    def __str__(self) -> str:
        return f"{self.event}, {self.starts_at:%d/%m/%Y %H:%M}"

    @property
    def is_held(self) -> bool:
        """Whether people may still come, here or online; a date put off, once it has a new start.

        ``OccurrenceQuerySet.held`` asks the same of the database.
        """
        return self.state.is_held(moved=self.starts_at != self.original_start)

    @property
    def state(self) -> State:
        """How it is said on every page and channel: as the place says it, else full once it is."""
        if self.seats_gone and self.status == Status.SCHEDULED:
            return state_of(Status.FULL)
        return state_of(self.status)

    @property
    def takes_registrations(self) -> bool:
        """Whether people may register for it now, be it to wait for a seat."""
        return self.event.takes_registrations and self.is_held and self.starts_at > timezone.now()

    @property
    def seats_left(self) -> int:
        """How many seats may still be given; none of a date that the place says full itself."""
        if not self.takes_registrations or self.status == Status.FULL:
            return 0
        return max(0, (self.event.capacity or 0) - self.seats_taken)
