"""Loans of equipment: what a place asks for, granted or refused."""

from django.db import models

from core.models import StatefulMixin


class Loan(StatefulMixin):
    class State(models.TextChoices):
        ASKED = "demande", "Demandé"
        GRANTED = "accorde", "Accordé"
        REFUSED = "refuse", "Refusé"
        BACK = "rendu", "Rendu"

    title = models.CharField(max_length=100)
    email = models.EmailField()
    state = models.CharField(max_length=30, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.title
