"""« /label/autodiagnostic/ », and what is answered there: nothing of it says who answers."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.utils import timezone

from directory.models import LabelRequirements
from directory.models.label_pages import LabelChildPage


class SelfCheckPage(LabelChildPage):
    """« /label/autodiagnostic/ »: anyone may see, criterion by criterion, how far a place is."""

    route_table = "normandie.selfcheck.routes.SELF_CHECK_PAGE"
    parent_page_types: ClassVar[list[str]] = ["editorial.StandardPage"]

    class Meta:
        verbose_name = "page de l’autodiagnostic"
        verbose_name_plural = "pages de l’autodiagnostic"


class SelfCheck(models.Model):
    """Answers to the criteria of one version, opened by a secret link (``core.tokens``).

    ``answers`` are by the keys of the questions of a request for the label (``ami.kinds``), which
    they become without a change. ``mailed_at``: the link was written once to who asked.
    """

    requirements = models.ForeignKey(LabelRequirements, models.CASCADE, related_name="+")
    answers = models.JSONField(default=dict)
    # The same form sent twice begins one self-check.
    sending = models.CharField(max_length=64, unique=True)
    touched_at = models.DateTimeField("modifié le", default=timezone.now)
    mailed_at = models.DateTimeField("lien envoyé le", null=True)

    access_tokens = GenericRelation("core.AccessToken")
    outgoing_mails = GenericRelation("core.OutgoingMail", "about_id", "about_type")

    class Meta:
        verbose_name = "autodiagnostic"
        verbose_name_plural = "autodiagnostics"
        default_permissions = ()
        indexes = [models.Index(fields=["touched_at"], name="self_check_touched_at")]

    def __str__(self) -> str:
        return f"autodiagnostic n°\u00a0{self.pk}"
