"""Who opens which address of the files that answer calls, and of requests to take one over."""

from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from ami.models import (
    Bordereau,
    CallCriterion,
    CallPage,
    Export,
    MessageTemplate,
    Preview,
    Takeover,
)
from ami.services.deposit import deposit
from tests.admin_addresses import snippet
from tests.ami.factories import CallPageFactory, a_draft
from tests.ami.opinions import an_opinion
from tests.factories import UserFactory
from tests.roles import LEADS, NOBODY, READERS, REVIEWERS

WHO = {
    # Whoever reads the files reads what is joined to them; the rest is for who reviews.
    "wagtailsnippets_ami_dossier:*": READERS,
    "wagtailsnippets_ami_dossier:extend": REVIEWERS,
    "wagtailsnippets_ami_dossier:action": REVIEWERS,
    "wagtailsnippets_ami_dossier:write": REVIEWERS,
    "wagtailsnippets_ami_dossier:note": REVIEWERS,
    "wagtailsnippets_ami_dossier:assess": REVIEWERS,
    "wagtailsnippets_ami_dossier:note_typed": REVIEWERS,
    "wagtailsnippets_ami_dossier:tags": REVIEWERS,
    "wagtailsnippets_ami_dossier:*_opinion": REVIEWERS,
    "wagtailsnippets_ami_dossier:history*": REVIEWERS,  # Wagtail's own, for who may change
    "wagtailsnippets_ami_dossier:usage": REVIEWERS,
    "wagtailsnippets_ami_dossier:add": NOBODY,
    "wagtailsnippets_ami_dossier:delete": NOBODY,
    "wagtailsnippets_ami_takeover:*": REVIEWERS,
    "wagtailsnippets_ami_takeover:add": NOBODY,
    "wagtailsnippets_ami_takeover:delete": NOBODY,
    "wagtailsnippets_ami_messagetemplate:*": REVIEWERS,
    "ami_export:*": READERS,
    "ami_export:download": NOBODY,
    "ami_export:cancel": NOBODY,
    "ami_export:again": NOBODY,
    "ami_figures:*": READERS,
    "ami_eliminations:*": READERS,
    **dict.fromkeys((f"ami_eliminations:{each}" for each in ("visa", "destroy", "abandon")), LEADS),
    "ami_teams:*": LEADS,
}


def things() -> dict[str, Any]:
    call = CallPage.objects.first() or CallPageFactory()
    CallCriterion.objects.create(call=call, label="Utilité")
    dossier = deposit(a_draft(call), call.opens_at)
    attachment = dossier.attachments.create(file=ContentFile(b"%PDF-", "a"), name="a.pdf", size=5)
    attachment.scan = attachment.Scan.CLEAN
    attachment.save()
    preview = Preview.objects.create(attachment=attachment, pages=1)
    preview.pictures.create(file=ContentFile(b"RIFF", "p"), width=1, height=1)
    template = MessageTemplate.objects.create(title="Rappel", text="Bonjour")
    takeover = Takeover.objects.create(
        reference="AMI-2026-0001",
        email="a@exemple.fr",
        dossier=dossier,
        confirmed_at=timezone.now(),
    )
    bordereau = Bordereau.objects.create(number="BE-2026-0001", call=call, retention_years=5)
    # Somebody else's: nobody of those who try opens it.
    export = Export.objects.create(owner=UserFactory(), call=call, title="Le mien", format="csv")
    return {
        "ami_export.key": export.key,
        "ami_eliminations.pk": bordereau.pk,
        "ami_eliminations.form": "csv",
        **snippet("ami_dossier", dossier.pk),
        "wagtailsnippets_ami_dossier:forget_queue.pk": 1,  # one that is gone is no error
        **snippet("ami_takeover", takeover.pk),
        **snippet("ami_messagetemplate", template.pk),
        "wagtailsnippets_ami_takeover.action": "accepter",
        "wagtailsnippets_ami_dossier.action": "confier",
        "wagtailsnippets_ami_dossier.file": attachment.key,
        "wagtailsnippets_ami_dossier.opinion": an_opinion(dossier).pk,
        "wagtailsnippets_ami_dossier.page": 1,
        "ami_teams.pk": call.pk,
    }
