"""What a visitor sends once, however often it arrives."""

from django.db import models


class SentOnce(models.Model):
    """A row that a visitor made by a form: the same sending, come twice, makes one row.

    ``sending`` is ``core.forms.sending.Sending.key``; nothing for rows that no form made.
    """

    sending = models.CharField(  # noqa: DJ001  (many rows may have none, one only an empty text)
        "envoi", max_length=64, unique=True, null=True, editable=False
    )

    class Meta:
        abstract = True
