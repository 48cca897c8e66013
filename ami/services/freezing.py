"""What a deposit freezes: the answers, and every word that the receipt will ever say of them."""

from collections.abc import Iterable
from typing import Any

from ami.checked_steps import CheckedStep
from ami.definitions import AllAnswers
from ami.models import Attachment, Dossier
from ami.reading import read_checked
from ami.services.mandates import help_received
from ami.services.silence import first_silence_date, meaning_of_silence, silence_months


def frozen_content(dossier: Dossier, checked: list[CheckedStep]) -> dict[str, Any]:
    """Return what is kept of *dossier*, once it says when it came: what its SHA-256 is made of.

    « answers » hold what was typed; « words » and « receipt » what people read, whatever becomes
    of the questions, of the places that they name, of the call and of its service.
    """
    return {
        "definition": dossier.definition,
        "answers": frozen_answers(dossier.answers(), checked),
        "words": [
            {"title": part.title, "answers": [[each.label, each.text] for each in part.answers]}
            for part in read_checked(checked)
        ],
        "files": frozen_files(dossier.own_files().not_refused()),
        "receipt": _receipt(dossier),
        "deposited_at": dossier.deposited_at and dossier.deposited_at.isoformat(),
        "help": help_received(dossier),
    }


def frozen_answers(answers: AllAnswers, checked: list[CheckedStep]) -> list[dict[str, Any]]:
    """Return what *answers* say to what is asked: not what was typed before another hid it.

    A deposit and a completion keep them alike.
    """
    return [
        {
            "step": each.step.key,
            "item": each.item,
            "data": {
                key: value
                for key, value in answers.of(each.step.key, each.item).items()
                if key in each.form.fields
            },
        }
        for each in checked
    ]


def frozen_files(files: Iterable[Attachment]) -> list[dict[str, Any]]:
    """Return what is kept of joined *files*: their SHA-256 says that they are the same."""
    return [{"name": each.name, "size": each.size, "sha256": each.sha256} for each in files]


def _receipt(dossier: Dossier) -> dict[str, Any]:
    """Return what the receipt says of the call (CRPA, R. 112-11-1), for ``ami.services.receipts``.

    ``silence_on`` is the day when silence is worth a decision, of a request, after
    ``silence_months``: ``ami.services.silence`` decides by them.
    """
    call, day = dossier.call, first_silence_date(dossier)
    return {
        "call_title": call.title,
        "service_name": call.service_name,
        "service_address": call.service_address,
        "service_email": call.service_email,
        "service_phone": call.service_phone,
        "note": call.receipt_note or dossier.call_kind.receipt_note,
        "silence": meaning_of_silence(dossier).value,
        "silence_on": day.isoformat() if day else "",
        "silence_months": silence_months(dossier) if day else 0,
    }
