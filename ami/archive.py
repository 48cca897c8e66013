"""All that a carrier may hold of a deposited file, in one archive, made as it is sent.

It is also the copy of their data that the law gives them (RGPD, articles 15 and 20): readable
(HTML), reusable (JSON), with the bytes whose SHA-256 is on the receipts. Nothing of an answer is in
it before the date of the results, nor what the service writes for itself.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from ami.archive_data import as_data
from ami.completion_reading import read_completed
from ami.models import Dossier
from ami.progress import next_of, past_of
from ami.reading import read_frozen
from ami.services.completions import labels_of
from ami.services.deposit import canonical
from ami.services.receipts import receipt_of
from ami.zipping import name_files, stream_zip
from core.mail.kinds import kind_of

README = """Ce dossier compressé contient une copie de votre dossier {number}, faite le {made}.

dossier.html : tout votre dossier, à lire dans un navigateur.
accuse-de-reception.html : l’accusé de réception de votre dépôt.
dossier.json : les mêmes informations, pour un programme.
depot.json : exactement ce que vous avez déposé. Son empreinte SHA-256 est celle de l’accusé.
complements : de même, chaque complément envoyé, et ses pièces.
pieces, messages : les fichiers joints au dépôt et aux messages.

Les notes internes du service n’y sont pas : pour les demander, écrivez-lui.
"""


def stream_archive(dossier: Dossier) -> Iterator[bytes]:
    """Yield the archive of *dossier*, part by part; what is in the database is read first."""
    files = dossier.attachments.select_related("message", "completion")
    return stream_zip(_texts(dossier), list(name_files(files)))


def _texts(dossier: Dossier) -> dict[str, bytes]:
    context: dict[str, Any] = content_of(dossier) | {"receipt": receipt_of(dossier)}
    made = f"{timezone.localtime():%d/%m/%Y}"
    texts = {
        "LISEZ-MOI.txt": README.format(number=dossier.number, made=made).encode(),
        "dossier.html": render_to_string("ami/archive/dossier.html", context).encode(),
        "accuse-de-reception.html": render_to_string("ami/archive/receipt.html", context).encode(),
        "dossier.json": json.dumps(as_data(context), ensure_ascii=False, indent=2).encode(),
        "depot.json": canonical(dossier.frozen or {}),
    }
    for completion, _, _ in context["completions"]:
        if completion.frozen:
            texts[f"complements/{completion.number}.json"] = canonical(completion.frozen)
    return texts


def content_of(dossier: Dossier) -> dict[str, Any]:
    """Return what the archive tells, as templates and JSON both read it."""
    completions = []
    for each in dossier.completions.prefetch_related("attachments"):
        each.dossier = dossier
        completions.append((each, labels_of(each), read_completed(each) if each.frozen else []))
    mails = dossier.outgoing_mails.filter(recipient__in=dossier.mail_addresses)
    return {
        "dossier": dossier,
        "call": dossier.call,
        "state": dossier.carrier_state,
        "next": next_of(dossier),
        "parts": read_frozen(dossier.frozen),
        "files": list(dossier.own_files()),
        "completions": completions,
        "follow_ups": list(dossier.follow_ups.sent()),
        "meetings": list(dossier.meetings.all()),
        "messages": list(dossier.messages.prefetch_related("attachments")),
        "past": past_of(dossier),
        "orientations": dossier.told_orientations(),
        "mails": [
            (kind_of(mail).label, mail.recipient, mail.sent_at)
            for mail in mails.order_by("pk")
            if mail.sent_at
        ],
        "made_at": timezone.now(),
    }
