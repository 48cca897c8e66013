"""What a deposit freezes: the answers, and every word that the receipt will ever say of them."""

from datetime import datetime
from typing import Any

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from ami.checking import CheckedStep
from ami.kinds import Silence
from ami.models import Dossier
from ami.reading import read_checked
from ami.services.mandates import help_received


def frozen_content(
    dossier: Dossier, checked: list[CheckedStep], moment: datetime
) -> dict[str, Any]:
    """Return what is kept of *dossier*, deposited at *moment*: what its SHA-256 is made of.

    « answers » hold what was typed; « words » and « receipt » what people read, whatever becomes
    of the questions, of the places that they name, of the call and of its service.
    """
    return {
        "definition": dossier.definition,
        "answers": _answers(dossier, checked),
        "words": [
            {"title": part.title, "answers": [[each.label, each.text] for each in part.answers]}
            for part in read_checked(checked)
        ],
        "files": [
            {"name": each.name, "size": each.size, "sha256": each.sha256}
            for each in dossier.own_files()
        ],
        "receipt": _receipt(dossier, moment),
        "deposited_at": moment.isoformat(),
        "help": help_received(dossier),
    }


def _answers(dossier: Dossier, checked: list[CheckedStep]) -> list[dict[str, Any]]:
    """Return what is answered to what is asked: not what was typed before another answer hid it."""
    answers = dossier.answers()
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


def _receipt(dossier: Dossier, moment: datetime) -> dict[str, Any]:
    """Return what the receipt says of the call (CRPA, R. 112-11-1), for ``ami.services.receipts``.

    ``silence_on`` is the day when silence is worth a decision, of a request.
    """
    call, kind = dossier.call, dossier.call_kind
    silence = Silence(call.silence) if kind.is_request else Silence.NONE
    day = timezone.localdate(moment) + relativedelta(months=call.silence_months)
    return {
        "call_title": call.title,
        "service_name": call.service_name,
        "service_address": call.service_address,
        "service_email": call.service_email,
        "service_phone": call.service_phone,
        "note": call.receipt_note or kind.receipt_note,
        "silence": silence.value,
        "silence_on": "" if silence is Silence.NONE else day.isoformat(),
    }
