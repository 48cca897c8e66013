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

from ami.completion_reading import read_completed
from ami.models import Attachment, Dossier
from ami.progress import next_of, past_of
from ami.reading import Part, read_deposited
from ami.services.completions import labels_of
from ami.services.deposit import canonical
from ami.services.receipts import receipt_of
from core.mail.kinds import kind_of

MAX_NAME = 100  # characters of the name of a file
FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')  # by the systems that people have
README = """Ce dossier compressé contient une copie de votre dossier {number}, faite le {made}.

dossier.html : tout votre dossier, à lire dans un navigateur.
accuse-de-reception.html : l’accusé de réception de votre dépôt.
dossier.json : les mêmes informations, pour un programme.
depot.json : exactement ce que vous avez déposé. Son empreinte SHA-256 est celle de l’accusé.
complements : de même, chaque complément envoyé, et ses pièces.
pieces, messages : les fichiers joints au dépôt et aux messages.

Les notes internes du service n’y sont pas : pour les demander, écrivez-lui.
"""
LEFT_OUT = "Ces fichiers ne sont pas dans cette copie : "


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
            if file.kept.scan == Attachment.Scan.INFECTED:
                missing.append(f"{file.path} (refusé par l’antivirus)")
                continue
            try:
                joined = file.kept.file.open("rb")
            except OSError:
                missing.append(f"{file.path} (introuvable : dites-le au service)")
                continue
            with joined, archive.open(_entry(file.path, ZIP_STORED), "w") as entry:
                for chunk in joined.chunks():
                    entry.write(chunk)
                    yield pipe.take()
        if missing:
            _write(archive, "FICHIERS-ABSENTS.txt", f"{LEFT_OUT}{'; '.join(missing)}.\n".encode())
    yield pipe.take()


def _write(archive: ZipFile, name: str, content: bytes) -> None:
    archive.writestr(_entry(name, ZIP_DEFLATED), content)


def _entry(name: str, compression: int) -> ZipInfo:
    entry = ZipInfo(name, timezone.localtime().timetuple()[:6])
    entry.compress_type = compression
    entry.external_attr = 0o644 << 16
    return entry


def _texts(dossier: Dossier) -> dict[str, bytes]:
    receipt = receipt_of(dossier)
    context: dict[str, Any] = _content(dossier)
    context |= {"receipt": receipt, "received": receipt.received}
    made = f"{timezone.localtime():%d/%m/%Y}"
    texts = {
        "LISEZ-MOI.txt": README.format(number=dossier.number, made=made).encode(),
        "dossier.html": render_to_string("ami/archive/dossier.html", context).encode(),
        "accuse-de-reception.html": render_to_string("ami/archive/receipt.html", context).encode(),
        "dossier.json": json.dumps(_as_data(context), ensure_ascii=False, indent=2).encode(),
        "depot.json": canonical(dossier.frozen or {}),
    }
    for completion, _, _ in context["completions"]:
        if completion.frozen:
            texts[f"complements/{completion.number}.json"] = canonical(completion.frozen)
    return texts


def _content(dossier: Dossier) -> dict[str, Any]:
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


def _as_data(content: dict[str, Any]) -> dict[str, Any]:
    dossier: Dossier = content["dossier"]
    columns = ("carrier_name", "legal_form", "siret", "rna", "contact_name", "contact_email")
    return {
        "numero": dossier.number,
        "appel": content["call"].title,
        "etat": content["state"].carrier_label,
        "depose_le": _iso(dossier.deposited_at),
        "empreinte_sha256": dossier.digest,
        "courriel_du_lien": dossier.access_email,
        "structure_et_contact": {name: getattr(dossier, name) for name in columns}
        | {"contact_phone": dossier.contact_phone, "commune": str(dossier.commune or "")},
        "reponses_deposees": [_part_as_data(part) for part in content["parts"]],
        "pieces": [_file_as_data(each) for each in content["files"]],
        "complements": [
            {
                "numero": each.number,
                "demande_le": _iso(each.asked_at),
                "demande": each.text,
                "questions": labels,
                "pieces_demandees": each.pieces,
                "pour_le": each.due_on.isoformat(),
                "envoye_le": _iso(each.sent_at),
                "empreinte_sha256": each.digest,
                "reponses": [
                    {"partie": part.title, "question": a.label, "avant": a.before, "reponse": a.now}
                    for part in parts
                    for a in part.answers
                ],
                "pieces": [_file_as_data(file) for file in each.attachments.all()],
            }
            for each, labels, parts in content["completions"]
        ],
        "rencontres": [
            {
                "etat": each.get_state_display(),
                "debut": _iso(each.starts_at),
                "creneaux": each.slots,
                "ou": each.where,
                "mot_du_service": each.text,
                "vos_disponibilites": each.carrier_note,
            }
            for each in content["meetings"]
        ],
        "messages": [
            {
                "de": "service" if each.from_service else "porteur",
                "le": _iso(each.sent_at),
                "objet": each.get_topic_display(),
                "texte": each.text,
                "fichiers": [_file_as_data(file) for file in each.attachments.all()],
            }
            for each in content["messages"]
        ],
        "historique": [{"le": _iso(each.at), "quoi": each.label} for each in content["past"]],
        "suites_proposees": [
            {"suite": each.label, "texte": each.text, "contact": each.contact}
            for each in content["orientations"]
        ],
        "courriels_envoyes": [
            {"objet": label, "a": to, "le": _iso(at)} for label, to, at in content["mails"]
        ],
    }


def _part_as_data(part: Part) -> dict[str, Any]:
    answers = [{"question": each.label, "reponse": each.text} for each in part.answers]
    return {"partie": part.title, "reponses": answers}


def _file_as_data(file: Attachment) -> dict[str, Any]:
    return {
        "nom": file.name,
        "octets": file.size,
        "sha256": file.sha256,
        "recu_le": _iso(file.sent_at),
    }


def _iso(moment: Any) -> str | None:
    return timezone.localtime(moment).isoformat() if moment else None


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
