"""The example files shared out between the demo accounts: followed, tagged, talked about."""

from datetime import timedelta
from itertools import cycle
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from ami.kinds import LEAD
from ami.models import Dossier, DossierTag
from ami.services.review import add_note, assign
from ami.services.tags import tag
from core.models import OutgoingMail
from core.workflow import Actor
from normandie.demo import accounts

TAGS = (["ruralité"], ["à visiter", "ruralité"], ["jeunesse"], ["deuxième lecture"])


def share_out_files() -> None:
    """Have the lead entrust example files to the reviewer, unless it was done; no mail leaves."""
    files = Dossier.objects.deposited().underway().filter(is_example=True)
    if not files or DossierTag.objects.exists():
        return
    reviewer, lead = (_account(each) for each in (accounts.REVIEWER, accounts.LEAD))
    for rank, (dossier, names) in enumerate(zip(files.order_by("pk"), cycle(TAGS), strict=False)):
        if rank % 2 == 0:
            assign(dossier, reviewer, Actor(LEAD, lead))
        if rank % 3 == 0:
            tag([dossier], names)
        if rank % 8 == 0:
            add_note(dossier, "Exemple\u00a0: à voir ensemble\u00a0?", lead, called=[reviewer])
    # One that nobody touched for long, beside those of today.
    left = files.filter(state="en_analyse", reviewer=reviewer).first()
    if left is not None:
        long_ago = timezone.now() - timedelta(days=40)
        left.history.update(at=long_ago)
        left.messages.update(sent_at=long_ago)
        left.notes.update(written_at=long_ago)
        Dossier.objects.filter(pk=left.pk).update(deposited_at=long_ago, created_at=long_ago)
    OutgoingMail.objects.filter(
        about_type=ContentType.objects.get_for_model(Dossier),
        about_id__in=files.values("pk"),
    ).delete()


def _account(account: accounts.DemoAccount) -> Any:
    return get_user_model().objects.get(username=account.username)
