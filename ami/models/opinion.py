"""What somebody outside the service is asked to think of a file, and what they answer."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.utils import timezone

from ami.kinds import unanswered_states
from ami.models.attachment import Attachment
from ami.models.dossier import Dossier
from ami.models.people import NAME_LENGTH, full_name
from core.mail.fields import EmailAddressField

QUESTION_LENGTH, TEXT_LENGTH = 3000, 20_000  # characters
MOST_EXPERTS = 200  # requests in which known experts are looked for
GRACE = timedelta(days=30)  # after the date that is asked, while the link still opens


class OpinionQuerySet(models.QuerySet["Opinion"]):
    def latest_experts(self, user: Any) -> list[tuple[str, str, str]]:
        """Return (name, organisation, address) of those asked last, each address once.

        Of the files that *user* may read alone: whom another team asks is that team's.
        """
        mine = Dossier.objects.readable_by(user).order_by().values("pk")
        rows = (
            self.filter(dossier__in=mine)
            .order_by("-asked_at")
            .values_list("name", "organisation", "email")
        )
        found: dict[str, tuple[str, str, str]] = {}
        for row in rows[:MOST_EXPERTS]:
            found.setdefault(row[2], row)
        return list(found.values())

    def awaited(self) -> OpinionQuerySet:
        """Those that the service still waits for: the file has no answer, nothing came."""
        return self.filter(state=Opinion.State.ASKED, dossier__state__in=unanswered_states())

    def overdue(self, today: date | None = None) -> OpinionQuerySet:
        """Those that were due before *today*, and have not come."""
        return self.awaited().filter(due_on__lt=today or timezone.localdate())


class Opinion(models.Model):
    """An opinion asked of an outside expert, who has a link by mail and no account.

    ``shared`` is what they read, word for word as staff saw it before it was sent: a completion
    that comes later, or a question that is worded anew, changes nothing of it. ``key`` names it in
    addresses and opens nothing. ``text`` is their opinion, or why they give none.
    """

    class State(models.TextChoices):
        ASKED = "demande", "Demandé"
        GIVEN = "rendu", "Rendu"
        DECLINED = "decline", "Décliné"
        REVOKED = "retire", "Retiré"

    class Verdict(models.TextChoices):
        FAVOURABLE = "favorable", "Avis favorable"
        RESERVED = "reserves", "Avis favorable avec réserves"
        UNFAVOURABLE = "defavorable", "Avis défavorable"
        NONE = "sans-avis", "Je ne me prononce pas"

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="opinions")
    key = models.UUIDField("clé", unique=True, default=uuid.uuid4, editable=False)
    name = models.CharField("nom", max_length=NAME_LENGTH)
    organisation = models.CharField("structure", max_length=NAME_LENGTH, blank=True)
    email = EmailAddressField("courriel", max_length=254)
    question = models.TextField("ce qui est demandé", max_length=QUESTION_LENGTH)
    is_anonymised = models.BooleanField("copie anonymisée", default=False)
    # Each part: its title, then its answers, each a question and its answer.
    shared = models.JSONField("ce qui est partagé", default=list)
    attachments = models.ManyToManyField(
        Attachment, blank=True, related_name="+", verbose_name="pièces partagées"
    )
    due_on = models.DateField("pour le")
    state = models.CharField("état", max_length=10, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField("demandé le", default=timezone.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    extended_at = models.DateTimeField("date reportée le", null=True, blank=True)
    opened_at = models.DateTimeField("lien ouvert le", null=True, blank=True)
    verdict = models.CharField("avis", max_length=20, choices=Verdict.choices, blank=True)
    text = models.TextField("texte de l’avis", max_length=TEXT_LENGTH, blank=True)
    answered_at = models.DateTimeField("répondu le", null=True, blank=True)
    revoked_at = models.DateTimeField("retiré le", null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    # They go with it.
    access_tokens = GenericRelation("core.AccessToken")
    outgoing_mails = GenericRelation("core.OutgoingMail", "about_id", "about_type")

    objects = OpinionQuerySet.as_manager()

    class Meta:
        verbose_name = "avis demandé"
        verbose_name_plural = "avis demandés"
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "email"],
                condition=Q(state="demande"),
                name="one_opinion_awaited_of_a_mailbox",
            ),
            models.CheckConstraint(
                name="an_opinion_that_is_given_has_a_verdict",
                condition=~Q(state="rendu") | ~Q(verdict=""),
            ),
        ]

    def __str__(self) -> str:
        return f"avis {self.pk}"

    @property
    def full_name(self) -> str:
        return full_name(self.name, self.organisation)

    @property
    def is_awaited(self) -> bool:
        """Whether it is asked still, of a file that has no answer yet."""
        return self.state == self.State.ASKED and self.dossier.state_words.awaits_answer

    @property
    def is_overdue(self) -> bool:
        """Whether its date has passed without an answer."""
        return self.is_awaited and timezone.localdate() > self.due_on

    @property
    def last_day(self) -> date:
        """The day after which the link opens no more."""
        return self.due_on + GRACE

    @property
    def is_given(self) -> bool:
        return self.state == self.State.GIVEN

    @property
    def is_answered(self) -> bool:
        return self.state in (self.State.GIVEN, self.State.DECLINED)

    @property
    def may_be_opened(self) -> bool:
        """Whether its expert may read it: to answer, then to read again what they answered."""
        in_time = timezone.localdate() <= self.last_day
        return in_time and (self.is_awaited or self.is_answered)
