"""A file: what a carrier answers to a call."""

from __future__ import annotations

import uuid
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.utils import timezone

from ami.definitions import AllAnswers, FormDefinition
from ami.kinds import DRAFT, CallKind, State, get_kind
from ami.models.call import CallPage
from ami.querysets import DossierQuerySet
from core.mail.fields import EmailAddressField
from core.models import SentOnce, StatefulMixin
from directory.models import Commune, PlacePage

if TYPE_CHECKING:
    from ami.models.attachment import AttachmentQuerySet
    from ami.models.people import Member


class Dossier(SentOnce, StatefulMixin):
    """A draft, then a file. ``key`` names it in addresses and on disk; it opens nothing by itself.

    Its secret links (``ami.services.links``) go to ``access_email``, which began it, in lower
    case; ``contact_email``, known at the deposit, is that of the person to write to.

    ``definition`` is the form that it was begun with. What is typed is in ``StepAnswers`` until
    the deposit, which freezes it in ``frozen`` with its SHA-256; typed columns repeat what lists
    and filters need.
    """

    call = models.ForeignKey(
        CallPage, models.PROTECT, related_name="dossiers", verbose_name="appel"
    )
    key = models.UUIDField("clé", unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("sorte d’appel", max_length=30)
    state = models.CharField("état", max_length=30, default=DRAFT)
    number = models.CharField("numéro", max_length=30, unique=True, null=True, blank=True)
    definition = models.JSONField("questions")
    frozen = models.JSONField("réponses déposées", null=True, blank=True)
    digest = models.CharField("empreinte SHA-256", max_length=64, blank=True)

    carrier_name = models.CharField("structure", max_length=150, blank=True)
    legal_form = models.CharField("forme", max_length=40, blank=True)
    siret = models.CharField("SIRET", max_length=20, blank=True)
    rna = models.CharField("RNA", max_length=20, blank=True)
    contact_name = models.CharField("contact", max_length=120, blank=True)
    contact_email = EmailAddressField("courriel du contact", max_length=254, blank=True)
    contact_phone = models.CharField("téléphone du contact", max_length=30, blank=True)
    commune = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="commune"
    )
    place = models.ForeignKey(
        PlacePage, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="lieu"
    )
    requirements = models.ForeignKey(
        "directory.LabelRequirements",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="cahier des charges",
    )
    grant = models.OneToOneField(
        "directory.LabelGrant",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="attribution de label",
    )
    wants_meeting = models.CharField("souhaite une rencontre", max_length=20, blank=True)
    may_be_promoted = models.BooleanField("peut être cité", default=False)

    created_at = models.DateTimeField("commencé le", default=timezone.now, editable=False)
    touched_at = models.DateTimeField("modifié le", default=timezone.now, editable=False)
    deposited_at = models.DateTimeField("déposé le", null=True, blank=True, editable=False)
    deposited_late = models.BooleanField("déposé après la clôture", default=False)
    extended_until = models.DateTimeField("délai particulier jusqu’au", null=True, blank=True)
    erasure_told_at = models.DateTimeField(
        "effacement annoncé le", null=True, blank=True, editable=False
    )
    access_email = EmailAddressField("courriel qui reçoit le lien", max_length=254, blank=True)
    email_verified_at = models.DateTimeField("courriel vérifié le", null=True, blank=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="suivi par",
    )
    entrusted_at = models.DateTimeField(
        "confié, et pas encore ouvert, depuis le", null=True, blank=True, editable=False
    )
    tags = models.ManyToManyField(
        "ami.DossierTag", related_name="dossiers", blank=True, verbose_name="étiquettes"
    )
    result_told_at = models.DateTimeField("réponse annoncée le", null=True, blank=True)
    follow_up_stopped_at = models.DateTimeField(
        "ne veut plus de suivi depuis", null=True, blank=True, editable=False
    )
    is_example = models.BooleanField("exemple de démonstration", default=False, editable=False)

    # They go with it.
    outgoing_mails = GenericRelation("core.OutgoingMail", "about_id", "about_type")
    access_tokens = GenericRelation("core.AccessToken")

    # How this instance was opened (``ami.services.opening``): by whom, its carrier for None; and
    # whether by a link, which only who reads the mailbox has.
    opened_by: Member | None = None
    by_link = False

    # Of ``ami.admin.dossier_screen.whole_for``.
    last_step: datetime
    is_quiet: bool
    typed_note: str | None

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "dossier"
        permissions = [("release_dossier", "Approuver et envoyer les réponses, rouvrir")]
        ordering = ["-deposited_at", "-pk"]
        indexes = [
            models.Index(fields=["call", "state", "-deposited_at"], name="dossiers_of_a_call"),
            models.Index(fields=["access_email"], name="dossiers_of_an_address"),
            models.Index(fields=["touched_at"], condition=Q(state=DRAFT), name="idle_drafts"),
        ]
        constraints = [
            models.CheckConstraint(
                name="a_deposited_file_has_a_number",
                condition=Q(state=DRAFT) | Q(number__isnull=False, deposited_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.number or f"brouillon {self.pk}"

    @property
    def call_kind(self) -> CallKind:
        return get_kind(self.kind)

    @property
    def state_words(self) -> State:
        """Its state in the words of staff; the carrier reads ``carrier_state``."""
        return self.call_kind.state(self.state)

    @property
    def mail_addresses(self) -> list[str]:
        """Addresses of the carrier: where the link goes, then the person to write to."""
        contact = self.contact_email
        others = [contact] if contact.lower() != self.access_email else []
        return [each for each in (self.access_email, *others) if each]

    @property
    def writer(self) -> str:
        """Who writes in the file as it was opened: a member, signed; nothing for its carrier."""
        return self.opened_by.signature if self.opened_by else ""

    @property
    def is_draft(self) -> bool:
        return self.state == DRAFT

    @cached_property
    def form(self) -> FormDefinition:
        """The form that the file was begun with."""
        return FormDefinition.from_json(self.definition)

    def answers(self) -> AllAnswers:
        """Return what is typed so far, read in one query."""
        items: dict[str, list[tuple[str, dict[str, Any]]]] = {}
        for row in self.step_answers.order_by("step", "position", "pk"):
            items.setdefault(row.step, []).append((row.item, row.data))
        return AllAnswers(items)

    def deposited_answers(self) -> AllAnswers:
        """Return what is frozen, and nothing for a draft."""
        return AllAnswers.from_list(self.frozen["answers"] if self.frozen else ())

    def current_answers(self) -> AllAnswers:
        """Return what was deposited, with what was completed since over it."""
        answers = self.deposited_answers()
        for completion in self.completions.sent():
            answers = answers.over(completion.given())
        return answers

    def own_files(self) -> AttachmentQuerySet:
        """The files joined to the file itself: not to a message, nor to a completion."""
        return self.attachments.filter(message=None, completion=None)

    def refused_files(self) -> AttachmentQuerySet:
        """What the carrier sent and the antivirus refuses."""
        return self.attachments.filter(by_service=False).refused()

    def rows_of(self, step: str) -> list[Any]:
        """The answers of a part, item by item, in their order."""
        return list(self.step_answers.filter(step=step).order_by("position", "pk"))

    def saved_rows(self) -> list[Any]:
        """The answers that somebody saved, the last saved last."""
        return list(self.step_answers.filter(sequence__gt=0).order_by("saved_at"))

    def removed_from(self, step: str) -> list[Any]:
        """The items of a part that were taken away and may come back, the last one first."""
        present = self.step_answers.filter(step=step).values("item")
        return list(self.removed_items.filter(step=step).exclude(item__in=present))

    def open_completion(self) -> Any:
        """What the service asks to complete now, if anything."""
        return self.completions.awaited().last()

    def results_are_out(self, moment: datetime | None = None) -> bool:
        """Whether an answer may be told at *moment* (now): the date announced has come."""
        announced = self.call.results_at
        return announced is None or (moment or timezone.now()) >= announced

    @property
    def carrier_state(self) -> State:
        """Its state in the words of the carrier: nothing of an answer before its date."""
        return self.call_kind.told_state(self.state, self.results_are_out())

    def told_orientations(self, moment: datetime | None = None) -> list[Any]:
        """Return what is proposed to the carrier, where it may be told at *moment* (now).

        Everything that shows an answer reads it here.
        """
        is_told = self.call_kind.state(self.state).shows_result and self.results_are_out(moment)
        return list(self.orientations.all()) if is_told else []

    def was_written_to(self, kind: str, recipient: str, occasion: str | None = None) -> bool:
        """Whether a mail of *kind* was written to *recipient* about this file, at that occasion."""
        mails = self.outgoing_mails.filter(kind=kind, recipient=recipient)
        return (mails if occasion is None else mails.filter(occasion=occasion)).exists()

    def deposited_by_the_same(self) -> list[str]:
        """The numbers of the files that the same mailbox has deposited for the call."""
        same = Dossier.objects.deposited().filter(call=self.call, access_email=self.access_email)
        return [str(each) for each in same.order_by("number")[:5]]

    @property
    def closes_at(self) -> datetime | None:
        """When the call closes for this file: its own delay counted, the grace left out."""
        if self.call.closes_at is None or self.extended_until is None:
            return self.call.closes_at
        return max(self.call.closes_at, self.extended_until)

    @property
    def grace_ends_at(self) -> datetime | None:
        """When the call takes this file no more, its own delay left out.

        That is the end of the grace, for a draft begun before the closing; None without a closing.
        """
        closes_at = self.call.closes_at
        if closes_at is None or self.created_at >= closes_at:
            return closes_at
        return self.call.grace_ends_at

    @property
    def last_moment(self) -> datetime | None:
        """When this file may be deposited no more: its grace and its own delay, the later of both.

        None where the call has no closing.
        """
        if self.grace_ends_at is None or self.extended_until is None:
            return self.grace_ends_at
        return max(self.grace_ends_at, self.extended_until)

    def may_be_deposited_at(self, moment: datetime) -> bool:
        """Whether *moment* is in time: once the call has opened, and before ``last_moment``."""
        opens_at, last = self.call.opens_at, self.last_moment
        if opens_at is None or moment < opens_at:
            return False
        return last is None or moment < last


class Project(models.Model):
    """A project of a deposited file: what its answers say, in columns, for lists and filters."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="projects")
    item = models.CharField(max_length=36, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField("titre", max_length=150)
    themes = models.JSONField("thèmes", default=list)
    audiences = models.JSONField("publics", default=list)
    needs = models.JSONField("besoins", default=list)
    maturity = models.CharField("maturité", max_length=40, blank=True)
    budget = models.DecimalField(
        "budget (euros)", max_digits=12, decimal_places=2, null=True, blank=True
    )

    class Meta:
        verbose_name = "projet"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title
