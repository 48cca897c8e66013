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

from ami.completion_reading import CompletedPart, read_completed
from ami.models import Attachment, Completion, Dossier, FollowUp, Meeting, Message
from ami.progress import next_of, past_of
from ami.reading import FrozenPart, read_frozen
from ami.services.completions import labels_of
from ami.services.deposit import canonical
from ami.services.receipts import receipt_of
from ami.zipping import name_files, stream_zip
from core.mail.kinds import kind_of
from core.text.formats import short_date

COLUMNS = (
    "carrier_name",
    "legal_form",
    "siret",
    "rna",
    "contact_name",
    "contact_email",
    "contact_phone",
)


def as_data(content: dict[str, Any]) -> dict[str, Any]:
    """Return what ``ami.archive.content_of`` gives, in plain values."""
    dossier: Dossier = content["dossier"]
    columns = {name: getattr(dossier, name) for name in COLUMNS}
    return {
        "numero": dossier.number,
        "appel": content["call"].title,
        "etat": content["state"].carrier_label,
        "depose_le": _iso(dossier.deposited_at),
        "empreinte_sha256": dossier.digest,
        "courriel_du_lien": dossier.access_email,
        "structure_et_contact": columns | {"commune": str(dossier.commune or "")},
        "reponses_deposees": [_part(each) for each in content["parts"]],
        "pieces": [_file(each) for each in content["files"]],
        "complements": [_completion(*each) for each in content["completions"]],
        "rencontres": [_meeting(each) for each in content["meetings"]],
        "suivis": [_follow_up(each) for each in content["follow_ups"]],
        "messages": [_message(each) for each in content["messages"]],
        "historique": [{"le": _iso(each.at), "quoi": each.label} for each in content["past"]],
        "suites_proposees": [
            {
                "suite": each.label,
                "texte": each.text,
                "pourquoi": each.reason,
                "contact": each.contact,
                "prochaine_etape": each.next_step,
            }
            for each in content["orientations"]
        ],
        "courriels_envoyes": [
            {"objet": label, "a": to, "le": _iso(at)} for label, to, at in content["mails"]
        ],
    }


def _part(part: FrozenPart) -> dict[str, Any]:
    answers = [{"question": each.label, "reponse": each.text} for each in part.answers]
    return {"partie": part.title, "reponses": answers}


def _completion(
    completion: Completion, labels: list[str], parts: list[CompletedPart]
) -> dict[str, Any]:
    return {
        "numero": completion.number,
        "demande_le": _iso(completion.asked_at),
        "demande": completion.text,
        "questions": labels,
        "pieces_demandees": completion.pieces,
        "pour_le": completion.due_on.isoformat(),
        "envoye_le": _iso(completion.sent_at),
        "empreinte_sha256": completion.digest,
        "reponses": [
            {
                "partie": part.title,
                "question": each.label,
                "avant": each.before,
                "reponse": each.now,
            }
            for part in parts
            for each in part.answers
        ],
        "pieces": [_file(each) for each in completion.attachments.all()],
    }


def _meeting(meeting: Meeting) -> dict[str, Any]:
    return {
        "etat": meeting.get_state_display(),
        "debut": _iso(meeting.starts_at),
        "creneaux": meeting.slots,
        "ou": meeting.where,
        "mot_du_service": meeting.text,
        "vos_disponibilites": meeting.carrier_note,
        "reponse_de": meeting.answered_by,
    }


def _follow_up(follow_up: FollowUp) -> dict[str, Any]:
    return {
        "mois": follow_up.months,
        "demande_le": _iso(follow_up.asked_at),
        "repondu_le": _iso(follow_up.sent_at),
        "de": follow_up.sent_by,
        "reponses": [{"question": label, "reponse": text} for label, text in follow_up.words()],
    }


def _message(message: Message) -> dict[str, Any]:
    return {
        "de": "service" if message.from_service else message.written_by or "porteur",
        "le": _iso(message.sent_at),
        "objet": message.get_topic_display(),
        "texte": message.text,
        "fichiers": [_file(each) for each in message.attachments.all()],
    }


def _file(file: Attachment) -> dict[str, Any]:
    return {
        "nom": file.name,
        "octets": file.size,
        "sha256": file.sha256,
        "recu_le": _iso(file.sent_at),
        "de": file.sent_by,
    }


def _iso(moment: Any) -> str | None:
    return timezone.localtime(moment).isoformat() if moment else None


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
    made = short_date(timezone.localdate())
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
