"""The joined files of a call in one archive: a folder for each dossier."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from django.db.models import Q
from django.utils import timezone

from ami.exports.table import AT_ONCE, Selection
from ami.models import Attachment
from ami.zipping import INFECTED_OUT, JoinedFile, name_files, stream_zip

Scan = Attachment.Scan
UNSCANNED_OUT = {
    Scan.PENDING.value: "l’antivirus ne l’a pas encore analysé",
    Scan.NOT_SCANNED.value: "l’antivirus ne l’a pas analysé",
}
README = """Pièces jointes des dossiers de l’appel « {call} », faites le {made}.

Un dossier par numéro ; dedans : pieces (le dépôt), complements (ce qui a été envoyé depuis),
messages. Les pièces laissées de côté sont nommées dans FICHIERS-ABSENTS.txt, s’il y en a.
"""


def stream_attachments(selection: Selection, *, with_unscanned: bool) -> Iterator[bytes]:
    """Yield the archive of what was sent with the files of *selection*.

    What an antivirus refused is never in it; what none has seen, only where it is asked
    (*with_unscanned*). A completion that its carrier has not sent is a draft.
    """
    made = f"{timezone.localtime():%d/%m/%Y}"
    readme = README.format(call=selection.call.title, made=made).encode()
    out = INFECTED_OUT if with_unscanned else INFECTED_OUT | UNSCANNED_OUT
    return stream_zip({"LISEZ-MOI.txt": readme}, _by_dossier(_sent_with(selection)), out)


def _sent_with(selection: Selection) -> Iterable[Attachment]:
    unsent = Q(completion__isnull=False, completion__sent_at=None)
    found = Attachment.objects.filter(dossier__in=selection.dossiers()).exclude(unsent)
    whole = found.select_related("dossier", "message", "completion")
    whole = whole.defer("dossier__definition", "dossier__frozen")
    ordered = whole.order_by("dossier__deposited_at", "dossier_id", "sent_at", "pk")
    return ordered.iterator(chunk_size=AT_ONCE)


def _by_dossier(attachments: Iterable[Attachment]) -> Iterator[JoinedFile]:
    for number, files in groupby(attachments, lambda each: each.dossier.number):
        for each in name_files(files):
            yield replace(each, path=f"{number}/{each.path}")
