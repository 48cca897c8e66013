"""« /label/autodiagnostic/ », and what is answered there: nothing of it says who answers."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from directory.models import Commune, LabelRequirements
from directory.models.label_pages import LabelChildPage


class SelfCheckPage(LabelChildPage):
    """« /label/autodiagnostic/ »: anyone may see, criterion by criterion, how far a place is."""

    contact_page = models.ForeignKey(
        Page,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="page qui dit qui joindre",
    )

    route_table = "normandie.selfcheck.routes.SELF_CHECK_PAGE"
    parent_page_types: ClassVar[list[str]] = ["editorial.StandardPage"]
    content_panels: ClassVar[list] = [*LabelChildPage.content_panels, FieldPanel("contact_page")]

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
    # Where the place is, if that is said: it tells which pôle helps.
    commune = models.ForeignKey(Commune, models.SET_NULL, null=True, blank=True, related_name="+")
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
