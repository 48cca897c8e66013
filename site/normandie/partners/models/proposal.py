"""An event that a partner, or another organisation, proposes to the network."""

from typing import Self

from django.db import models

from core.mail.fields import EmailAddressField
from core.models import Incoming, IncomingQuerySet
from core.validators import validate_phone, validate_web_address

from .pages import PartnerPage


class EventProposalQuerySet(IncomingQuerySet):
    def with_names(self) -> Self:
        return self.select_related("partner", "place")

    def kept_of(self, partner: PartnerPage) -> Self:
        """Those of *partner* that an event was made of."""
        return self.filter(partner=partner, event__isnull=False)


class EventProposal(Incoming):
    """What is proposed, by whom, where: it waits for staff, who make the draft of an event of it.

    ``place`` is empty for who looks for one; ``territory`` then says around where.
    """

    class State(models.TextChoices):
        RECEIVED = "recue", "Reçue"
        IN_PROGRESS = "en_cours", "En cours"
        ACCEPTED = "acceptee", "Acceptée"
        REFUSED = "refusee", "Refusée"

    WAITING = frozenset({State.RECEIVED, State.IN_PROGRESS})

    partner = models.ForeignKey(
        PartnerPage,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name="partenaire",
    )
    organisation = models.CharField("organisme", max_length=160, blank=True)
    email = EmailAddressField("courriel")
    phone = models.CharField("téléphone", max_length=16, blank=True, validators=[validate_phone])
    title = models.CharField("titre", max_length=140)
    description = models.TextField("présentation", max_length=2000)
    audience = models.CharField("public", max_length=200)
    day = models.DateField("jour")
    start_time = models.TimeField("début")
    end_time = models.TimeField("fin")
    other_days = models.CharField("autres jours", max_length=300, blank=True)
    place = models.ForeignKey(
        "directory.PlacePage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="lieu",
    )
    territory = models.CharField("cherche un lieu vers", max_length=160, blank=True)
    price = models.CharField("prix", max_length=120)
    link = models.URLField(
        "page qui le présente", max_length=500, blank=True, validators=[validate_web_address]
    )
    state = models.CharField(
        "état", max_length=10, choices=State.choices, default=State.RECEIVED, db_index=True
    )
    receipt_sent_at = models.DateTimeField("confirmation envoyée le", null=True, editable=False)
    event = models.ForeignKey(
        "events.EventPage",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="proposals",
        verbose_name="événement créé",
    )

    objects = EventProposalQuerySet.as_manager()

    class Meta(Incoming.Meta):
        verbose_name = "proposition d’événement"
        verbose_name_plural = "propositions d’événements"

    def __str__(self) -> str:
        return self.title

    @property
    def who(self) -> str:
        """Name who proposes; the organisation stays, where the page of the partner has left."""
        return self.partner.title if self.partner else self.organisation

    @property
    def where(self) -> str:
        return self.place.title if self.place else f"Cherche un lieu\u00a0: {self.territory}"
