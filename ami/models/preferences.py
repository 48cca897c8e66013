"""What each agent chooses about the mails of the review."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models


class ReviewPreferences(models.Model):
    """Whether an account wants the mail of the morning; it goes with the account, mails included.

    Who has no row wants it.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    wants_digest = models.BooleanField(
        "Recevoir le matin, les jours ouvrés, ce qui m’attend",
        default=True,
        help_text="Un courriel par jour au plus, et aucun quand rien n’attend.",
    )

    # Their mails leave with them.
    outgoing_mails = GenericRelation("core.OutgoingMail", "about_id", "about_type")

    class Meta:
        verbose_name = "préférences d’un agent"
        verbose_name_plural = "préférences des agents"

    def __str__(self) -> str:
        return f"préférences {self.pk}"
