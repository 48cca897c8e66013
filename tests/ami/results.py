"""What the results of a call are counted from, and where they are published."""

from typing import Any

from ami.models import CallPage, Dossier
from ami.services.deposit import deposit
from tests.ami.factories import COMPLETE, a_draft

CAEN, ALENCON, CHERBOURG = "14118-caen", "61001-alencon", "50129-cherbourg-en-cotentin"
# Of the fixture « call ».
ADDRESSES = [f"/appels/usages/resultats{end}" for end in ("/", ".csv", ".json")]


def a_file(
    call: CallPage, name: str, commune: str = CAEN, *, cited: bool = False, **project: Any
) -> Dossier:
    """Return a deposited file of the structure *name*, which agrees to be *cited* or not."""
    draft = a_draft(
        call,
        structure=COMPLETE["structure"] | {"nom": name, "commune": commune},
        projets=COMPLETE["projets"] | {"titre": f"Projet de {name}"} | project,
        rencontre=COMPLETE["rencontre"] | {"valorisation": "oui" if cited else "non"},
    )
    return deposit(draft)
