"""What a visitor could not read or do, and the answer owed within seven days."""

from datetime import date, timedelta

from django.db import models, transaction
from django.utils import timezone

from core.mail.fields import EmailAddressField
from core.models import Incoming, IncomingQuerySet
from core.numbering import next_number
from core.text.formats import counted

SERIES = "ACC"  # « ACC-2026-0012 »
ANSWER_WITHIN = timedelta(days=7)  # RGAA 4.1.2, « obligations »: one week


class ComplaintQuerySet(IncomingQuerySet):
    def numbered(self, pk: int | None) -> "Complaint | None":
        """The one of this *pk*, which a signed link holds."""
        return self.filter(pk=pk).first() if pk else None

    def answered(self) -> "ComplaintQuerySet":
        return self.filter(answered_at__isnull=False)

    def late(self, today: date | None = None) -> "ComplaintQuerySet":
        """Those that wait past their date, as of *today*."""
        return self.waiting().filter(answer_due__lt=today or timezone.localdate())


class Complaint(Incoming):
    """A complaint about accessibility, by a person who gives their name (CRPA, R. 112-9-1).

    Its clock starts on arrival and stops when the answer has really left; what may be done of it
    is in ``normandie.accessibility.workflow``. It is erased whole, with the person's data
    (``normandie.accessibility.retention``).
    """

    class State(models.TextChoices):
        RECEIVED = "recue", "Reçue"
        IN_PROGRESS = "en_cours", "En cours"
        ANSWERED = "repondue", "Répondue"

    WAITING = frozenset({State.RECEIVED, State.IN_PROGRESS})

    number = models.CharField("numéro", max_length=20, unique=True, editable=False)
    message = models.TextField("difficulté rencontrée", max_length=3000)
    page = models.CharField("page concernée", max_length=500, blank=True)
    equipment = models.CharField("matériel et logiciels", max_length=200, blank=True)
    last_name = models.CharField("nom", max_length=80)
    first_name = models.CharField("prénom", max_length=80)
    email = EmailAddressField("courriel")
    postal_address = models.TextField("adresse postale", max_length=300, blank=True)

    state = models.CharField(
        "état", max_length=10, choices=State.choices, default=State.RECEIVED, db_index=True
    )
    answer_due = models.DateField("réponse due le", editable=False)
    receipt_sent_at = models.DateTimeField("accusé envoyé le", null=True, editable=False)

    objects = ComplaintQuerySet.as_manager()

    class Meta(Incoming.Meta):
        verbose_name = "réclamation"
        indexes = [models.Index(fields=["state", "answer_due"], name="complaint_clock")]

    def __str__(self) -> str:
        return self.number

    @transaction.atomic
    def save(self, *args: object, **kwargs: object) -> None:
        if not self.number:
            self.number = next_number(SERIES, timezone.localtime(self.received_at).year)
        if self.answer_due is None:
            self.answer_due = timezone.localdate(self.received_at) + ANSWER_WITHIN
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def deadline(self) -> str:
        """Where the clock stands, in words."""
        if self.answered_at:
            late = (timezone.localdate(self.answered_at) - self.answer_due).days
            return (
                f"Répondue avec {counted(late, 'jour')} de retard"
                if late > 0
                else "Répondue à temps"
            )
        left = (self.answer_due - timezone.localdate()).days
        if left < 0:
            return f"En retard de {counted(-left, 'jour')}"
        return "À répondre aujourd’hui" if left == 0 else f"Encore {counted(left, 'jour')}"

    @property
    def mails(self) -> str:
        """What has not left, in words; empty when all has."""
        missing = []
        if self.receipt_sent_at is None:
            missing.append("accusé pas encore parti")
        if self.answer and self.answered_at is None:
            missing.append("réponse pas encore partie")
        return ", ".join(missing).capitalize()
