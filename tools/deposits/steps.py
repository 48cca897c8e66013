"""What is done in the database of the site before and after, each in a process of its own.

``prepare N FILE`` writes N complete drafts and, in FILE, the key and the cookie of each;
``worker`` runs the tasks; ``wake`` has mails that were put off tried again, as « Renvoyer » does;
``count`` prints what became of all of it, in JSON.
"""

import json
import sys
import uuid
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from ami.models import Dossier

# A worker that is killed holds its mail for ten minutes; the program has not that long.
LEASE = timedelta(seconds=30)


def prepare(number: int, path: Path) -> None:
    from django.core.management import call_command
    from django.db import transaction
    from django.utils import timezone

    from ami.models import Dossier
    from ami.views.carrier.access import COOKIE, let_in
    from directory.services.territory import load_territory
    from tests.ami.factories import CallPageFactory, a_draft
    from tests.factories import DirectoryPageFactory

    call_command("migrate", verbosity=0)
    load_territory()
    DirectoryPageFactory()
    now, day = timezone.now(), timedelta(days=1)
    call = CallPageFactory(opens_at=now - day, closes_at=now + 30 * day, results_at=None)
    model = a_draft(call)
    with transaction.atomic(), path.open("w") as keys:
        for index in range(number):
            draft = _copy(model, f"porteur-{index}@exemple.fr")
            keys.write(f"{draft.key} {let_in(draft).cookies[COOKIE].value}\n")
    Dossier.objects.filter(pk=model.pk).delete()


def _copy(model: "Dossier", email: str) -> "Dossier":
    from ami.models import Dossier, StepAnswers

    draft = Dossier.objects.create(
        call=model.call,
        kind=model.kind,
        definition=model.definition,
        access_email=email,
        contact_email=email,
    )
    rows = [
        StepAnswers(
            dossier=draft,
            step=row.step,
            item=row.item and str(uuid.uuid4()),
            data=row.data | ({"courriel": email} if row.step == "contact" else {}),
        )
        for row in model.step_answers.all()
    ]
    StepAnswers.objects.bulk_create(rows)
    return draft


def worker() -> None:
    from django.core.management import call_command

    from core.mail import delivery

    delivery.LEASE = LEASE
    call_command("requeue_tasks", verbosity=0)
    call_command("db_worker", queue_name="*", interval=1, reload=False, verbosity=0)


def wake() -> None:
    from django.db.models import F
    from django.utils import timezone

    from core.mail import delivery
    from core.models import OutgoingMail

    delivery.LEASE = LEASE
    now = timezone.now()
    put_off = OutgoingMail.objects.waiting().unleased(now).filter(due_at__gt=now)
    put_off.update(due_at=F("queued_at"))
    delivery.send_due_mails()


def count() -> None:
    from ami.models import Dossier
    from core.models import HistoryEntry, OutgoingMail

    numbers = sorted(str(each) for each in Dossier.objects.deposited())
    year = numbers[0].split("-")[1] if numbers else ""
    expected = sorted(f"AMI-{year}-{place:04d}" for place in range(1, len(numbers) + 1))
    print(
        json.dumps(
            {
                "deposited": len(numbers),
                "numbers_in_a_row": numbers == expected,
                "drafts": Dossier.objects.drafts().count(),
                "deposits_in_history": HistoryEntry.objects.filter(action="deposer").count(),
                "mails": OutgoingMail.objects.count(),
                "waiting": OutgoingMail.objects.waiting().count(),
                "abandoned": OutgoingMail.objects.filter(
                    state=OutgoingMail.State.ABANDONED
                ).count(),
            }
        )
    )


if __name__ == "__main__":
    django.setup()
    name, *arguments = sys.argv[1:]
    if name == "prepare":
        prepare(int(arguments[0]), Path(arguments[1]))
    else:
        {"worker": worker, "wake": wake, "count": count}[name]()
