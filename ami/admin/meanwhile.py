"""What somebody else did of a file while a form about it was open: nothing is lost, and it is said.

Two transitions exclude each other, by the version of the file. A note excludes nothing: who wrote
it reads which step was made meanwhile, and who made a step reads that there is a note.
"""

from ami.dossier_timeline import name_of
from ami.models import Dossier
from core.admin.incoming.views import last_step


def step_meanwhile(dossier: Dossier, version: int | None) -> str:
    """Say the last step of *dossier*, if it was made since *version* was read."""
    dossier.refresh_from_db(fields=["version"])
    if version is None or version == dossier.version:
        return ""
    step = last_step(dossier, dossier.call_kind.transitions)
    return f"Votre note est gardée. Le dossier a changé pendant que vous l’écriviez. {step}"


def notes_meanwhile(dossier: Dossier, seen: int | None) -> str:
    """Say who wrote notes about *dossier*, if more than *seen* are there."""
    since = [] if seen is None else list(dossier.notes.select_related("author")[seen:])
    if not since:
        return ""
    authors = ", ".join(dict.fromkeys(name_of(each.author) for each in since))
    return f"Note écrite pendant ce temps par {authors}\u00a0: lisez-la dans les notes internes."
