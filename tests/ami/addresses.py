"""Who opens which address of the files that answer calls, and of requests to take one over."""

from typing import Any

from django.utils import timezone

from ami.models import CallPage, Dossier, Takeover
from tests.admin_addresses import snippet
from tests.ami.factories import CallPageFactory
from tests.roles import NOBODY, STAFF

WHO = {
    "wagtailsnippets_ami_dossier:*": STAFF,
    "wagtailsnippets_ami_dossier:add": NOBODY,
    "wagtailsnippets_ami_dossier:delete": NOBODY,
    "wagtailsnippets_ami_takeover:*": STAFF,
    "wagtailsnippets_ami_takeover:add": NOBODY,
    "wagtailsnippets_ami_takeover:delete": NOBODY,
}


def things() -> dict[str, Any]:
    call = CallPage.objects.first() or CallPageFactory()
    draft = Dossier.objects.create(call=call, kind=call.kind, definition={"kind": call.kind})
    takeover = Takeover.objects.create(
        reference="AMI-2026-0001",
        email="a@exemple.fr",
        dossier=draft,
        confirmed_at=timezone.now(),
    )
    return {
        **snippet("ami_dossier", draft.pk),
        "wagtailsnippets_ami_dossier:forget_queue.pk": 1,  # one that is gone is no error
        **snippet("ami_takeover", takeover.pk),
        "wagtailsnippets_ami_takeover.action": "accepter",
    }
