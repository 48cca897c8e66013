"""A file as data that a program can read (RGPD, article 20): ``dossier.json`` of its archive."""

from typing import Any

from django.utils import timezone

from ami.completion_reading import CompletedPart
from ami.models import Attachment, Completion, Dossier, FollowUp, Meeting, Message
from ami.reading import FrozenPart

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
