"""Who opens which address of the files that answer calls, and of requests to take one over."""

from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from ami.models import CallPage, MessageTemplate, Takeover
from ami.services.deposit import deposit
from tests.admin_addresses import snippet
from tests.ami.factories import CallPageFactory, a_draft
from tests.roles import LEADS, NOBODY, READERS, REVIEWERS

WHO = {
    # Whoever reads the files reads what is joined to them; the rest is for who reviews.
    "wagtailsnippets_ami_dossier:*": READERS,
    "wagtailsnippets_ami_dossier:extend": REVIEWERS,
    "wagtailsnippets_ami_dossier:action": REVIEWERS,
    "wagtailsnippets_ami_dossier:write": REVIEWERS,
    "wagtailsnippets_ami_dossier:note": REVIEWERS,
    "wagtailsnippets_ami_dossier:history*": REVIEWERS,  # Wagtail's own, for who may change
    "wagtailsnippets_ami_dossier:usage": REVIEWERS,
    "wagtailsnippets_ami_dossier:add": NOBODY,
    "wagtailsnippets_ami_dossier:delete": NOBODY,
    "wagtailsnippets_ami_takeover:*": REVIEWERS,
    "wagtailsnippets_ami_takeover:add": NOBODY,
    "wagtailsnippets_ami_takeover:delete": NOBODY,
    "wagtailsnippets_ami_messagetemplate:*": REVIEWERS,
    "ami_export:*": READERS,
    "ami_figures:*": READERS,
    "ami_teams:*": LEADS,
}


def things() -> dict[str, Any]:
    call = CallPage.objects.first() or CallPageFactory()
    dossier = deposit(a_draft(call), call.opens_at)
    attachment = dossier.attachments.create(file=ContentFile(b"%PDF-", "a"), name="a.pdf", size=5)
    template = MessageTemplate.objects.create(title="Rappel", text="Bonjour")
    takeover = Takeover.objects.create(
        reference="AMI-2026-0001",
        email="a@exemple.fr",
        dossier=dossier,
        confirmed_at=timezone.now(),
    )
    return {
        **snippet("ami_dossier", dossier.pk),
        "wagtailsnippets_ami_dossier:forget_queue.pk": 1,  # one that is gone is no error
        **snippet("ami_takeover", takeover.pk),
        **snippet("ami_messagetemplate", template.pk),
        "wagtailsnippets_ami_takeover.action": "accepter",
        "wagtailsnippets_ami_dossier.action": "confier",
        "wagtailsnippets_ami_dossier.file": attachment.key,
        "ami_teams.pk": call.pk,
    }
