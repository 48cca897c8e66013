"""Many plausible deposited files, made at random from a seed, written in bulk."""

import random
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from ami.kinds import AMI
from ami.kinds.ami_form import THEMES
from ami.models import CallPage, Dossier, DossierWord, Project
from core.batches import batches
from core.text.index import word_weights
from directory.models import Commune

BATCH = 500
# A first deposit, then what becomes of it; most are still to read.
STATES = ("depose", "depose", "en_analyse", "oriente", "reponse_envoyee", "clos")
WORDS = (
    *("atelier", "numérique", "habitants", "tablettes", "bourg", "médiathèque", "imprimante"),
    *("association", "jeunes", "seniors", "formation", "matériel", "partenaires", "école"),
    *("télétravail", "bureau", "quartier", "animation", "conseiller", "démarches", "culture"),
)
ANSWER_WORDS = 120  # of the answers of one file
OWN_WORDS = 2_000  # rarer words, which the answers share out


@transaction.atomic
def make_files(call: CallPage, number: int, seed: int = 1) -> None:
    """Give *call*, which must have none, *number* deposited files with their projects and words."""
    rng = random.Random(seed)  # noqa: S311
    communes = list(Commune.objects.order_by("pk"))
    for ranks in batches(range(number), BATCH):
        _write(rng, Dossier.objects.bulk_create(_file(rng, call, communes, n) for n in ranks))


def _file(rng: random.Random, call: CallPage, communes: Sequence[Commune], rank: int) -> Dossier:
    moment = timezone.now() - timedelta(minutes=rank)
    return Dossier(
        call=call,
        kind=AMI.slug,
        state=rng.choice(STATES),
        number=f"AMI-2020-{rank:05}",
        definition={},
        frozen={"answers": [], "words": []},
        carrier_name=f"Structure {rank}",
        legal_form="association",
        access_email=f"porteur-{rank}@exemple.fr",
        commune=rng.choice(communes),
        deposited_at=moment,
        touched_at=moment,
    )


def _write(rng: random.Random, files: Sequence[Dossier]) -> None:
    Project.objects.bulk_create(
        Project(dossier=each, title="Un atelier", themes=[rng.choice(THEMES)[0]], position=place)
        for each in files
        for place in range(rng.randint(1, 3))
    )
    words = [
        DossierWord(dossier=each, stem=stem, weight=weight)
        for each in files
        for stem, weight in word_weights([(_text(rng), 1)]).items()
    ]
    DossierWord.objects.bulk_create(words, batch_size=5_000)


def _text(rng: random.Random) -> str:
    common = rng.choices(WORDS, k=ANSWER_WORDS // 2)
    rare = [f"mot{rng.randrange(OWN_WORDS)}" for _ in range(ANSWER_WORDS // 2)]
    return " ".join([*common, *rare])
