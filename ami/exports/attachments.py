"""The joined files of several dossiers in one archive: a folder for each dossier."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, groupby

from django.db.models import Q
from django.utils import timezone

from ami.exports.table import Selection, Told, told_to_nobody
from ami.models import Attachment
from ami.models.dossier import DossierQuerySet
from ami.zipping import JoinedFile, name_files, stream_zip

README = """Pièces jointes aux dossiers (« {title} »). Copie faite le {made}.

Un dossier par numéro ; dedans : pieces (le dépôt), complements (ce qui a été envoyé depuis),
messages. Les pièces laissées de côté sont nommées dans FICHIERS-ABSENTS.txt, s’il y en a.
"""


def stream_attachments(selection: Selection, told: Told = told_to_nobody) -> Iterator[bytes]:
    """Yield the archive of what was sent with the files of *selection*.

    What may not be served is named in it and left out; a completion that its carrier has not sent
    is a draft.
    """
    made = f"{timezone.localtime():%d/%m/%Y}"
    readme = README.format(title=selection.title, made=made).encode()
    joined = chain.from_iterable(map(_sent_with, selection.batches(told)))
    return stream_zip({"LISEZ-MOI.txt": readme}, _by_dossier(joined))


def _sent_with(dossiers: DossierQuerySet) -> Iterable[Attachment]:
    unsent = Q(completion__isnull=False, completion__sent_at=None)
    keys = dossiers.order_by().values("pk")
    found = Attachment.objects.filter(dossier__in=keys).exclude(unsent)
    whole = found.select_related("dossier", "message", "completion")
    whole = whole.defer("dossier__definition", "dossier__frozen")
    return whole.order_by("dossier__deposited_at", "dossier_id", "sent_at", "pk")


def _by_dossier(attachments: Iterable[Attachment]) -> Iterator[JoinedFile]:
    for number, files in groupby(attachments, lambda each: each.dossier.number):
        for each in name_files(files):
            yield replace(each, path=f"{number}/{each.path}")
