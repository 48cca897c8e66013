"""What the answers of a self-check amount to: what is there, what is missing, what to look at."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ami.kinds.label_form import ANSWERED, ANSWERS, MET, PROOF
from directory.models import LabelCriterion
from directory.models.requirements import Family
from normandie.selfcheck.advice import Scheme

UNKNOWN = "ne-sais-pas"
CHOICES = (*ANSWERS, (UNKNOWN, "Je ne sais pas"))
LABELS = dict(CHOICES)


@dataclass(frozen=True)
class Told:
    """A criterion with what is said of it, and what may pay for it.

    ``answer`` is empty as long as nothing is said.
    """

    criterion: LabelCriterion
    answer: str
    proof: str
    schemes: Sequence[Scheme] = ()

    @property
    def label(self) -> str:
        return str(LABELS.get(self.answer, "Sans réponse"))

    @property
    def words(self) -> str:
        """The criterion in plain words, where it has some."""
        return self.criterion.plain_wording or self.criterion.wording

    @property
    def is_known(self) -> bool:
        return self.answer not in ("", UNKNOWN)

    @property
    def is_met(self) -> bool:
        return self.answer == MET

    @property
    def is_missing(self) -> bool:
        """Whether something is still to do: « in part » is not yet all of it."""
        return self.is_known and not self.is_met


@dataclass(frozen=True)
class Part:
    """The criteria of one family, which one page asks."""

    slug: str
    name: str
    told: list[Told]

    @property
    def answered(self) -> int:
        return sum(bool(each.answer) for each in self.told)

    @property
    def is_complete(self) -> bool:
        return self.answered == len(self.told)


@dataclass(frozen=True)
class Reading:
    """All that a self-check tells, part by part."""

    parts: list[Part]

    @property
    def told(self) -> list[Told]:
        return [each for part in self.parts for each in part.told]

    @property
    def missing(self) -> list[Told]:
        """What is missing: what is required before what is advised."""
        return _required_first(each for each in self.told if each.is_missing)

    @property
    def unsure(self) -> list[Told]:
        """What has no answer yet, or « je ne sais pas »: what is required first too."""
        return _required_first(each for each in self.told if not each.is_known)

    @property
    def met(self) -> list[Told]:
        return _required_first(each for each in self.told if each.is_met)

    @property
    def required(self) -> int:
        """How many criteria are required."""
        return sum(each.criterion.required for each in self.told)

    @property
    def required_met(self) -> int:
        return sum(each.criterion.required for each in self.met)

    @property
    def is_begun(self) -> bool:
        return any(each.answer for each in self.told)

    def part(self, slug: str) -> Part | None:
        return next((part for part in self.parts if part.slug == slug), None)

    def after(self, part: Part) -> Part | None:
        """Return the part that follows *part*, None after the last one."""
        rank = self.parts.index(part) + 1
        return self.parts[rank] if rank < len(self.parts) else None


def read(
    criteria: Iterable[LabelCriterion],
    answers: Mapping[str, str],
    schemes: Mapping[str, Sequence[Scheme]] | None = None,
) -> Reading:
    """Return what *answers* say of *criteria*; answers to criteria that left are passed over.

    Args:
        schemes: by family, what may pay for its criteria.
    """
    told = [
        Told(
            each,
            answers.get(f"{ANSWERED}{each.code}", ""),
            answers.get(f"{PROOF}{each.code}", ""),
            (schemes or {}).get(each.family, ()),
        )
        for each in criteria
    ]
    parts = (
        Part(family.value, str(family.label), [t for t in told if t.criterion.family == family])
        for family in Family
    )
    return Reading([part for part in parts if part.told])


def _required_first(told: Iterable[Told]) -> list[Told]:
    return sorted(told, key=lambda each: not each.criterion.required)
