"""What visitors send by a form: once, however often it arrives; and what waits for staff."""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.utils import timezone

from .history import StatefulMixin


class SentOnce(models.Model):
    """A row that a visitor made by a form: the same sending, come twice, makes one row.

    ``sending`` is ``core.forms.sending.Sending.key``; nothing for rows that no form made.
    """

    sending = models.CharField(  # noqa: DJ001  (many rows may have none, one only an empty text)
        "envoi", max_length=64, unique=True, null=True, editable=False
    )

    class Meta:
        abstract = True


class IncomingQuerySet(models.QuerySet[Any]):
    def waiting(self) -> Self:
        """Those that staff still have something to do for."""
        return self.filter(state__in=self.model.WAITING)

    def older_than(self, age: timedelta, now: datetime | None = None) -> Self:
        return self.filter(received_at__lt=(now or timezone.now()) - age)


class Incoming(SentOnce, StatefulMixin):
    """A row that a visitor's form made, and that staff follow (``core.admin.incoming``).

    A subclass adds ``email``, which may be empty, ``state``, a manager from ``IncomingQuerySet``,
    and ``WAITING``: the states in which staff still have something to do. ``answer`` is the last
    text written to the visitor; ``answered_at`` is when the mail server took it
    (``core.answering``).
    """

    WAITING: ClassVar[frozenset[str]]

    received_at = models.DateTimeField("date de réception", default=timezone.now, editable=False)
    answer = models.TextField("réponse à la personne", max_length=5000, blank=True, editable=False)
    answered_at = models.DateTimeField("date d’envoi de la réponse", null=True, editable=False)
    outgoing_mails = GenericRelation("core.OutgoingMail", "about_id", "about_type")

    class Meta:
        abstract = True
        ordering = ["-received_at"]
