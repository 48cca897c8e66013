"""The words of deposited files, by which staff find them."""

from collections.abc import Iterator

from ami.completion_reading import read_completed
from ami.models import Dossier, DossierWord
from ami.reading import read_frozen
from core.batches import by_key
from core.rows import for_each
from core.text.index import TITLE_WEIGHT, replace_words

CARRIER_WEIGHT, ANSWER_WEIGHT = 6, 1


def index_dossier(dossier: Dossier) -> None:
    """Replace the indexed words of *dossier*, which is deposited."""
    replace_words(DossierWord, [(dossier, weighted_texts(dossier))])


def index_all_dossiers() -> tuple[int, list[str]]:
    """Index every deposited file again; return how many are, and those that failed, named."""
    deposited = Dossier.objects.deposited()
    failures = for_each(by_key(deposited.select_related("commune")), index_dossier)
    return deposited.count() - len(failures), failures


def weighted_texts(dossier: Dossier) -> Iterator[tuple[str, int]]:
    """Yield what *dossier* says, the deposit and each completion, and how much each text tells.

    What was completed is found beside what was deposited: neither replaces the other.
    """
    for project in dossier.projects.all():
        yield project.title, TITLE_WEIGHT
    yield dossier.carrier_name, CARRIER_WEIGHT
    yield dossier.contact_name, CARRIER_WEIGHT
    yield dossier.commune.name if dossier.commune else "", CARRIER_WEIGHT
    for part in read_frozen(dossier.frozen):
        for answer in part.answers:
            yield answer.text, ANSWER_WEIGHT
    for completion in dossier.completions.sent():
        completion.dossier = dossier
        for completed in read_completed(completion):
            for given in completed.answers:
                yield given.now, ANSWER_WEIGHT
