"""The outbox: one row for each mail and each person it goes to."""

import uuid
from base64 import b64decode
from collections import Counter
from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.mail import EmailMultiAlternatives
from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.mail.addresses import masked, written_domain
from core.mail.kinds import kind_of


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    def waiting(self) -> "OutgoingMailQuerySet":
        return self.filter(state=OutgoingMail.State.WAITING)

    def over(self) -> "OutgoingMailQuerySet":
        """Those that left, or were abandoned."""
        return self.exclude(state=OutgoingMail.State.WAITING)

    def unleased(self, now: datetime) -> "OutgoingMailQuerySet":
        """Those that no worker is sending."""
        return self.filter(Q(leased_until=None) | Q(leased_until__lte=now))

    def due(self, now: datetime | None = None) -> "OutgoingMailQuerySet":
        """Those to send now, the first due first."""
        now = now or timezone.now()
        return self.waiting().unleased(now).filter(due_at__lte=now).order_by("due_at", "queued_at")

    def in_trouble(self) -> "OutgoingMailQuerySet":
        """Those that could not leave at their first try, and have not left since."""
        return self.exclude(state=OutgoingMail.State.SENT).exclude(error="")

    def counted_in_trouble(self) -> tuple[int, int]:
        """Return how many of them will be tried again, and how many nobody will try again."""
        states = Counter(self.in_trouble().values_list("state", flat=True))
        return states[OutgoingMail.State.WAITING], states[OutgoingMail.State.ABANDONED]


class OutgoingMail(models.Model):
    """A mail to one person, from the deed that it tells of until some days after it has left.

    One row only for what it is ``about``, its ``kind``, its ``occasion`` (the week of a letter) and
    its recipient: what is queued twice leaves once. A row goes with what it is about, where that
    model has a ``GenericRelation`` to it. What it says is erased once it has left.

    ``leased_until``: until then one worker, known by ``lease``, is sending it.
    """

    class State(models.TextChoices):
        WAITING = "attente", "En attente"
        SENT = "parti", "Parti"
        ABANDONED = "abandonne", "Abandonné"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("courriel", max_length=60)
    about_type = models.ForeignKey(ContentType, models.CASCADE, null=True, editable=False)
    about_id = models.PositiveBigIntegerField(null=True, editable=False)
    about = GenericForeignKey("about_type", "about_id")
    occasion = models.CharField(max_length=40, blank=True, editable=False)
    # Unchecked here: what cannot be written is refused by delivery, and seen by staff.
    recipient = models.CharField("destinataire", max_length=320)

    from_email = models.CharField(max_length=320, blank=True, editable=False)
    subject = models.TextField(blank=True, editable=False)
    text = models.TextField(blank=True, editable=False)
    html = models.TextField(blank=True, editable=False)
    headers = models.JSONField(default=dict, blank=True, editable=False)
    # Each: name, content in base 64, media type.
    attachments = models.JSONField(default=list, blank=True, editable=False)

    state = models.CharField(
        "état", max_length=10, choices=State.choices, default=State.WAITING, editable=False
    )
    queued_at = models.DateTimeField("écrit le", default=timezone.now, editable=False)
    due_at = models.DateTimeField("à envoyer le", default=timezone.now, editable=False)
    give_up_at = models.DateTimeField("abandon le", editable=False)
    tries = models.PositiveIntegerField("essais", default=0, editable=False)
    error = models.CharField("dernier échec", max_length=200, blank=True, editable=False)
    lease = models.UUIDField(null=True, editable=False)
    leased_until = models.DateTimeField(null=True, editable=False)
    sent_at = models.DateTimeField("parti le", null=True, editable=False)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = "courriel du site"
        verbose_name_plural = "courriels du site"
        default_permissions = ("view",)
        permissions = [("resend_outgoingmail", "Peut renvoyer un courriel")]
        ordering = ["-queued_at"]
        indexes = [
            models.Index(fields=["state", "due_at", "queued_at"], name="outgoing_mail_due"),
            models.Index(fields=["about_type", "about_id"], name="outgoing_mail_about"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "about_type", "about_id", "occasion", "recipient"],
                name="one_mail_of_a_kind_for_each_recipient",
            )
        ]

    def __str__(self) -> str:
        # No address: this text goes into logs.
        return f"{kind_of(self).label}, {timezone.localtime(self.queued_at):%d/%m/%Y %H:%M}"

    @property
    def masked_recipient(self) -> str:
        return masked(self.recipient)

    @property
    def about_words(self) -> str:
        """What it is about, in words that name nobody: « réclamation n° 12 »."""
        if self.about_type_id is None:
            return ""
        kind = ContentType.objects.get_for_id(self.about_type_id)
        return f"{kind.name} n°\u00a0{self.about_id}"

    @property
    def message_id(self) -> str:
        """The same at each try, so that a mailbox may see that it has the mail already."""
        domain = parseaddr(self.sender)[1].rpartition("@")[2]
        return f"<{self.pk.hex}@{written_domain(domain) or 'localhost'}>"

    @property
    def sender(self) -> str:
        return self.from_email or settings.DEFAULT_FROM_EMAIL

    def as_message(self) -> EmailMultiAlternatives:
        """Return what Django sends."""
        message = EmailMultiAlternatives(
            self.subject,
            self.text,
            self.sender,
            [self.recipient],
            # RFC 3834: no program should answer.
            headers={
                "Auto-Submitted": "auto-generated",
                **self.headers,
                "Message-ID": self.message_id,
            },
        )
        if self.html:
            message.attach_alternative(self.html, "text/html")
        for name, content, media_type in self.attachments:
            message.attach(name, b64decode(content), media_type)
        return message
