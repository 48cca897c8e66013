"""Who receives the weekly letter of the agenda, and the proof that they asked for it."""

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.utils import timezone

from core.mail.fields import EmailAddressField
from core.models import SentOnce
from directory.models import Commune, Departement

from .theme import Theme


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def confirmed(self) -> "SubscriptionQuerySet":
        """Those who clicked the link that their own mailbox received."""
        return self.filter(confirmed_at__isnull=False)

    def unconfirmed(self) -> "SubscriptionQuerySet":
        """Requests that nobody confirmed yet."""
        return self.filter(confirmed_at__isnull=True)


class Subscription(SentOnce):
    """An address that asked for the letter.

    ``consent`` is the very sentence that was agreed to, ``asked_at`` and ``confirmed_at`` when
    (GDPR, article 7.1). It is about what lies within ``radius`` kilometres of ``commune``, or else
    about ``departements``; none of them, or no theme, means all. Leaving erases the row.
    """

    email = EmailAddressField("adresse électronique")
    commune = models.ForeignKey(
        Commune, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="commune"
    )
    radius = models.PositiveSmallIntegerField("distance (km)", default=20)
    departements = models.ManyToManyField(Departement, blank=True, verbose_name="départements")
    easy_to_read = models.BooleanField("en version facile à lire", default=False)
    themes = models.ManyToManyField(Theme, blank=True, verbose_name="thèmes")
    consent = models.TextField("accord donné")
    asked_at = models.DateTimeField("demandé le", default=timezone.now)
    confirmed_at = models.DateTimeField("confirmé le", null=True, blank=True)
    sent_for = models.DateField("dernière semaine envoyée", null=True, blank=True)
    outgoing_mails = GenericRelation("core.OutgoingMail", "about_id", "about_type")
    access_tokens = GenericRelation("core.AccessToken")  # the links of its mails go with it

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = "abonnement à la lettre"
        verbose_name_plural = "abonnements à la lettre"
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=models.Q(confirmed_at__isnull=False),
                name="one_confirmed_subscription_per_address",
            )
        ]

    def __str__(self) -> str:
        return f"abonnement {self.pk}"  # no address: this text goes into logs
