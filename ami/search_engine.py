"""Deposited files in the search engine, where there is one: for staff, in an index of their own.

It holds of a file its key, and a digest of each stem of what it says, under the secret key of the
site: no word, no name, no number, no address; who reads the engine learns how many words a file
has, and which files share one that he cannot read. Who may read which file is asked of the
database, of the keys that it gives.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.utils.crypto import salted_hmac

from ami.models import Dossier, DossierWord
from core.engine.client import Away
from core.engine.indexes import Document, Fed, Index, register
from core.engine.query import every, holding
from core.engine.reading import is_ready, keys
from core.text.matching import stems_read

SALT = "ami.search_engine"
LENGTH = 24  # characters of a digest: two stems of the same are not to be expected
MOST = 900  # keys handed over to the database; past that, it joins its own tables as quickly


def digest(stem: str) -> str:
    return salted_hmac(SALT, stem, algorithm="sha256").hexdigest()[:LENGTH]


# Another secret key gives other digests: another index, that is made while the tables answer.
DOSSIERS = Index("dossiers", made_with=lambda: digest(""))


def keys_holding(stems: Iterable[str]) -> list[int] | None:
    """Return the keys of the files that hold every one of *stems*; None where the tables know."""
    if not is_ready():
        return None
    try:
        return keys(DOSSIERS, every(holding(map(digest, stems_read(stems)))), MOST)
    except Away:
        return None


def _documents(pks: Collection[int]) -> dict[int, Document]:
    stems = defaultdict(list)
    words = DossierWord.objects.filter(dossier__in=pks).order_by()
    for pk, stem in words.values_list("dossier_id", "stem"):
        stems[pk].append(digest(stem))
    return {pk: {"stems": held} for pk, held in stems.items()}


def register_files() -> None:
    register(Fed("dossiers", DOSSIERS, Dossier, lambda: Dossier.objects.deposited(), _documents))
