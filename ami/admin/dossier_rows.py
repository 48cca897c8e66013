"""A file with all that its screen says of it: what several parts of the screen read is read once.

The parts read it as ``dossier.history.all()``, ``dossier.completions.all()`` and so on.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Subquery
from django.utils import timezone

from ami.attention import quiet_for
from ami.models import (
    Assessment,
    Attachment,
    Dossier,
    InternalNote,
    Message,
    NoteDraft,
    Opinion,
)
from ami.models.dossier import DossierQuerySet
from ami.permissions import with_rights_of
from core.models import HistoryEntry


def whole_for(user: Any) -> DossierQuerySet:
    """Return the files that *user* may read, whole, in as many queries whatever they hold.

    Besides what a file has: what *user* may do of it (``with_rights_of``), ``last_step`` and
    ``is_quiet`` (``DossierQuerySet.quiet``), and ``typed_note``, what they left of a note.
    """
    quiet = Dossier.objects.quiet(timezone.now() - quiet_for()).order_by()
    typed = NoteDraft.objects.filter(dossier=OuterRef("pk"), author=user.pk)
    rows = with_rights_of(user, Dossier.objects.readable_by(user)).with_last_step()
    found: DossierQuerySet = (
        rows.annotate(
            is_quiet=Exists(quiet.filter(pk=OuterRef("pk"))),
            typed_note=Subquery(typed.values("text")[:1]),
        )
        .select_related("call", "commune", "place", "reviewer")
        .prefetch_related(
            Prefetch("history", HistoryEntry.objects.select_related("user")),
            Prefetch("messages", Message.objects.select_related("author")),
            Prefetch("notes", InternalNote.objects.select_related("author")),
            Prefetch("opinions", Opinion.objects.select_related("asked_by", "revoked_by")),
            Prefetch("attachments", Attachment.objects.select_related("preview")),
            Prefetch("assessments", Assessment.objects.select_related("author")),
            "opinions__attachments",
            "attachments__preview__pictures",
            "assessments__ratings",
            "call__criteria",
            "completions",
            "follow_ups",
            "meetings",
            "orientations",
        )
    )
    return found
