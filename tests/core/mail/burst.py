"""The two sides of a burst, each a process of its own: ``deeds`` and ``worker``.

Run by ``test_burst`` as « python -m tests.core.mail.burst deeds 20 » on a database apart.
"""

import random
import sys
import time
from contextlib import suppress
from datetime import timedelta

import django
from django.db import OperationalError, transaction


def deeds(number: int) -> None:
    """Do *number* deeds of each kind, each followed by one that is undone."""
    from django.core.mail import send_mail

    from core.forms.sending import Sending
    from core.workflow import TEAM, Actor
    from directory.models import PlacePage
    from directory.services.reports import send_report
    from events.services.letter import ask
    from normandie.accessibility.services.complaints import receive_complaint
    from normandie.accessibility.workflow import COMPLAINTS

    place = PlacePage.objects.get()
    person = {"message": "Illisible.", "last_name": "L", "first_name": "C"}

    def sending(each: str) -> Sending:
        return Sending(key=each, sender=each, has_waited=True)  # limits are tested elsewhere

    def report(each: str) -> None:
        send_report(place, sending(each), subject="autre", message="Fermé.")

    def complaint(each: str) -> None:
        kept = receive_complaint(sending(each), email=f"plainte-{each}@exemple.fr", **person)
        COMPLAINTS.apply(kept, "repondre", Actor(TEAM), answer="C’est réparé.")

    def letter(each: str) -> None:
        ask("http://testserver/agenda/lettre/", sending(each), email=f"lettre-{each}@exemple.fr")

    def notice(each: str) -> None:
        send_mail("Objet", "Texte", None, [f"avis-{each}@exemple.fr"])

    for index in range(number):
        for deed in (report, complaint, letter, notice):
            deed(str(index))
            with suppress(_Undone), transaction.atomic():
                deed(f"annule-{index}")
                raise _Undone


class _Undone(Exception):
    pass


def worker(seconds: int) -> None:
    """Send what is due for so long, and fail at random as a process does: between two lines."""
    from core.mail import delivery
    from core.models import OutgoingMail

    delivery.LEASE = timedelta(seconds=2)
    delivery.FIRST_WAIT = timedelta(milliseconds=200)
    delivery.LONGEST_WAIT = timedelta(seconds=1)
    end = time.monotonic() + seconds
    while time.monotonic() < end and OutgoingMail.objects.waiting().exists():
        with suppress(OperationalError):  # SQLite kept busy by all the others
            delivery.send_due_mails()
        time.sleep(random.random() / 10)  # noqa: S311


if __name__ == "__main__":
    django.setup()
    {"deeds": deeds, "worker": worker}[sys.argv[1]](int(sys.argv[2]))
