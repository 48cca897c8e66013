"""The fields of a text that staff start a message from: « {contact} », « {numero} »…"""

import re
from collections.abc import Callable
from typing import Any

from core.text.french import enumerate_french

FIELD = re.compile(r"\{([^{}]*)\}")
FIELDS: dict[str, Callable[[Any], str]] = {
    "contact": lambda dossier: dossier.contact_name,
    "structure": lambda dossier: dossier.carrier_name,
    "numero": lambda dossier: str(dossier),
    "appel": lambda dossier: dossier.call.title,
    "projets": lambda dossier: enumerate_french(
        [f"«\u00a0{each.title}\u00a0»" for each in dossier.projects.all()]
    ),
}


def unknown_fields(text: str) -> list[str]:
    """Return what stands between braces in *text* and is no field."""
    return [match[0] for match in FIELD.finditer(text) if match[1] not in FIELDS]


def fill_in(text: str, dossier: Any) -> str:
    """Return *text* with its fields replaced by what *dossier* says, once: no field within one."""
    return FIELD.sub(lambda match: FIELDS.get(match[1], lambda _: match[0])(dossier), text)
