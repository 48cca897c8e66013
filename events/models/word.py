"""The search index of the agenda: one row per telling word of an event."""

from django.db import models

from core.text.index import IndexedWord


class EventWord(IndexedWord):
    """A stem of what is told of an event: its texts, its kind, its themes, where it is held."""

    event = models.ForeignKey("events.EventPage", models.CASCADE, related_name="words")

    class Meta:
        verbose_name = "mot indexé d’un événement"
        verbose_name_plural = "mots indexés des événements"
        constraints = [
            models.UniqueConstraint(fields=["stem", "event"], name="one_row_per_stem_of_an_event")
        ]
