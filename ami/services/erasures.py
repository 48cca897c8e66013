"""A draft that nobody touches is erased, two weeks after its carrier was told; never without."""

from datetime import timedelta

from django.db.models import F, Q
from django.utils import timezone

from ami.mails import ERASURE
from ami.models import Dossier
from ami.services.links import new_link
from core.mail.queue import queue_mail
from core.models import OutgoingMail
from core.rows import for_each

NOTICE = timedelta(days=14)


def announce_erasures() -> tuple[int, list[str]]:
    """Write to the carriers of drafts that reach their time within ``NOTICE``.

    Return how many mails are written, and the drafts that failed. Safe to repeat: one mail for a
    draft and the day it was last touched. The two weeks run from the moment when it has left
    (``note_that_told``); one that cannot leave is written again once its trace is gone, a month
    later, and staff see it among the mails of the site meanwhile.
    """
    now, told = timezone.now(), 0
    untold = Q(erasure_told_at=None) | Q(erasure_told_at__lt=F("touched_at"))

    def announce(row: Dossier) -> None:
        nonlocal told
        rows = Dossier.objects.idle(now, NOTICE).filter(untold, pk=row.pk)
        dossier = rows.select_for_update(of=("self",)).first()
        if dossier is None:
            return
        occasion = f"{timezone.localdate(dossier.touched_at):%Y-%m-%d}"
        if dossier.was_written_to(ERASURE.name, dossier.access_email, occasion):
            return
        queue_mail(
            ERASURE,
            about=dossier,
            to=[dossier.access_email],
            context={
                "dossier": dossier,
                "may_be_deposited": dossier.may_be_deposited_at(now),
                "url": new_link(dossier),
            },
            occasion=occasion,
        )
        told += 1

    idle = Dossier.objects.idle(now, NOTICE).filter(untold).exclude(access_email="")
    failures = for_each(idle.only("pk"), announce)
    return told, failures


def note_that_told(mail: OutgoingMail) -> None:
    """Have the two weeks of a draft run from the moment when its carrier was told."""
    Dossier.objects.drafts().filter(pk=mail.about_id or 0).update(erasure_told_at=mail.sent_at)
