"""All that a carrier may hold of a deposited file, in one archive, made as it is sent.

It is also the copy of their data that the law gives them (RGPD, articles 15 and 20): readable
(HTML), reusable (JSON), with the bytes whose SHA-256 is on the receipts. Nothing of an answer is in
it before the date of the results, nor what the service writes for itself.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.template.loader import render_to_string
from django.utils import timezone

from ami.archive_data import as_data
from ami.completion_reading import read_completed
from ami.models import Attachment, Dossier
from ami.progress import next_of, past_of
from ami.reading import read_deposited
from ami.services.completions import labels_of
from ami.services.deposit import canonical
from ami.services.receipts import receipt_of
from core.mail.kinds import kind_of

MAX_NAME = 100  # characters of the name of a file
FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')  # by the systems that people have
README = """Ce dossier compressé contient une copie de votre dossier {number}, faite le {made}.

dossier.html : tout votre dossier, à lire dans un navigateur.
accuse-de-reception.html : l’accusé de réception de votre dépôt.
dossier.json : les mêmes informations, pour un programme.
depot.json : exactement ce que vous avez déposé. Son empreinte SHA-256 est celle de l’accusé.
complements : de même, chaque complément envoyé, et ses pièces.
pieces, messages : les fichiers joints au dépôt et aux messages.

Les notes internes du service n’y sont pas : pour les demander, écrivez-lui.
"""
LEFT_OUT = "Ces fichiers ne sont pas dans cette copie : "


@dataclass(frozen=True)
class File:
    """A joined file, under the name that it has in the archive."""

    path: str
    kept: Attachment


class _Pipe:
    """Where the archive is written: what it holds is taken away as it comes."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def take(self) -> bytes:
        taken = b"".join(self._parts)
        self._parts.clear()
        return taken


def stream_archive(dossier: Dossier) -> Iterator[bytes]:
    """Yield the archive of *dossier*, part by part; what is in the database is read first."""
    texts, files = _texts(dossier), list(_files(dossier))
    return _stream(texts, files)


def _stream(texts: dict[str, bytes], files: Iterable[File]) -> Iterator[bytes]:
    pipe = _Pipe()
    missing = []
    with ZipFile(pipe, "w") as archive:  # type: ignore[call-overload]
        for name, content in texts.items():
            _write(archive, name, content)
            yield pipe.take()
        for file in files:
            if not file.kept.may_be_served:
                state = file.kept.get_scan_display().lower()
                missing.append(f"{file.path} ({state})")
                continue
            try:
                joined = file.kept.file.open("rb")
            except OSError:
                missing.append(f"{file.path} (introuvable\u00a0: dites-le au service)")
                continue
            with joined, archive.open(_entry(file.path, ZIP_STORED), "w") as entry:
                for chunk in joined.chunks():
                    entry.write(chunk)
                    yield pipe.take()
        if missing:
            _write(archive, "FICHIERS-ABSENTS.txt", f"{LEFT_OUT}{', '.join(missing)}.\n".encode())
    yield pipe.take()


def _write(archive: ZipFile, name: str, content: bytes) -> None:
    archive.writestr(_entry(name, ZIP_DEFLATED), content)


def _entry(name: str, compression: int) -> ZipInfo:
    entry = ZipInfo(name, timezone.localtime().timetuple()[:6])
    entry.compress_type = compression
    entry.external_attr = 0o644 << 16
    return entry


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
        "parts": read_deposited(dossier),
        "files": list(dossier.own_files()),
        "completions": completions,
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


def _files(dossier: Dossier) -> Iterator[File]:
    """Yield every file that the carrier may read, numbered in its folder: no name meets another."""
    places: Counter[str] = Counter()
    for each in dossier.attachments.select_related("message", "completion"):
        folder = _folder(each)
        places[folder] += 1
        yield File(f"{folder}/{places[folder]:02}-{safe_name(each.name)}", each)


def _folder(file: Attachment) -> str:
    if file.completion:
        return f"complements/C{file.completion.rank}"
    if file.message:
        side = "service" if file.message.from_service else "porteur"
        return f"messages/{timezone.localtime(file.message.sent_at):%Y-%m-%d}-{side}"
    return "pieces"


def safe_name(name: str) -> str:
    """Return *name* as every system can write it: no folder, no forbidden sign, not too long."""
    plain = FORBIDDEN.sub("_", name).strip(" .") or "fichier"
    stem, dot, extension = plain.rpartition(".")
    room = MAX_NAME - len(dot + extension)
    return f"{stem[:room]}{dot}{extension}" if dot and room > 0 else plain[:MAX_NAME]
