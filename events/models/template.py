"""Workshops of the network, ready to be held anywhere: what places start from."""

from django.db import models
from wagtail.fields import RichTextField

from directory.models import Term, Vocabulary

from .event import EventPage
from .theme import Theme


class WorkshopTemplate(models.Model):
    """What a workshop is, without a place or a date; who starts from it changes all they want.

    What is made from a template keeps no link to it: each place goes on with its own.
    """

    title = models.CharField("titre", max_length=140, unique=True)
    kind = models.CharField(
        "type", max_length=20, choices=EventPage.Kind.choices, default=EventPage.Kind.WORKSHOP
    )
    summary = models.CharField("présentation courte", max_length=280)
    body = RichTextField(
        "présentation détaillée", blank=True, features=["h3", "bold", "italic", "ol", "ul", "link"]
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="+", verbose_name="thèmes")
    terms = models.ManyToManyField(
        Term,
        blank=True,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.AUDIENCE},
        verbose_name="publics",
    )
    level = models.CharField(
        "niveau", max_length=20, choices=EventPage.Level.choices, default=EventPage.Level.ALL
    )
    minutes = models.PositiveSmallIntegerField("durée", default=120, help_text="En minutes.")

    class Meta:
        verbose_name = "modèle d’atelier"
        verbose_name_plural = "modèles d’ateliers"
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minutes__range=(15, 24 * 60)),
                name="a_workshop_lasts_a_while",
                violation_error_message="Une durée va d’un quart d’heure à une journée.",
            )
        ]

    def __str__(self) -> str:
        return self.title
