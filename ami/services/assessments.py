"""What a reviewer says of a file by the grid of its call: written whole, by its author alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from ami.models import Assessment, CallCriterion, Dossier, Rating
from core.text.formats import short_moment
from core.workflow import WorkflowError


class AnsweredAlready(WorkflowError):
    message = "Ce dossier n’attend plus de réponse\u00a0: ses lectures ne changent plus."


class NothingSaid(WorkflowError):
    message = "Donnez au moins une appréciation ou un commentaire\u00a0: il n’y a rien à garder."


class SavedElsewhere(WorkflowError):
    """The author saved *found* meanwhile, from another window."""

    def __init__(self, found: Assessment) -> None:
        self.found = found
        super().__init__(
            "Vous avez enregistré cette lecture depuis une autre fenêtre, le "
            f"{short_moment(found.saved_at)}. Ci-dessous, ce que vous venez de saisir, et ce qui "
            "est gardé là où c’est différent. Enregistrez à nouveau pour le remplacer."
        )


@dataclass(frozen=True)
class Answer:
    """What is said of a criterion, as its author read it; no level for who does not say."""

    criterion: CallCriterion
    level: int | None
    comment: str = ""

    @property
    def says_something(self) -> bool:
        return self.level is not None or bool(self.comment)


@transaction.atomic
def save_assessment(
    dossier: Dossier, author: Any, answers: Iterable[Answer], comment: str = "", *, seen: int = 0
) -> Assessment:
    """Keep what *author* says of *dossier*, in place of what they said before.

    What they said of criteria that the grid has no more stays. The same thing sent twice, by a
    double click, is kept once.

    Args:
        comment: the word on the whole.
        seen: the version that the author saw; 0 for none.

    Raises:
        AnsweredAlready: the file is a draft, or waits for no answer any more.
        NothingSaid: neither a level nor a comment.
        SavedElsewhere: it has changed since *seen*. Nothing is written.
    """
    # Two saves of one author come one after the other.
    rows = Dossier.objects.defer("definition", "frozen").select_for_update(of=("self",))
    if not rows.get(pk=dossier.pk).state_words.awaits_answer:
        raise AnsweredAlready
    answers = list(answers)
    if not comment and not any(each.says_something for each in answers):
        raise NothingSaid
    found = Assessment.objects.filter(dossier=dossier, author=author).first()
    if found is None:
        found = Assessment.objects.create(dossier=dossier, author=author, comment=comment)
        _write(found, answers)
        return found
    if _says_the_same(found, answers, comment):
        return found
    if found.version != seen:
        raise SavedElsewhere(found)
    found.comment, found.version, found.saved_at = comment, found.version + 1, timezone.now()
    found.save(update_fields=["comment", "version", "saved_at"])
    _write(found, answers)
    return found


def _says_the_same(found: Assessment, answers: list[Answer], comment: str) -> bool:
    asked = {each.criterion.key for each in answers}
    kept = {
        (each.criterion, each.words, each.level, each.comment)
        for each in found.ratings.all()
        if each.criterion in asked
    }
    given = {
        (each.criterion.key, (each.criterion.label, each.criterion.help), each.level, each.comment)
        for each in answers
    }
    return (kept, found.comment) == (given, comment)


def _write(assessment: Assessment, answers: list[Answer]) -> None:
    assessment.ratings.filter(criterion__in=[each.criterion.key for each in answers]).delete()
    Rating.objects.bulk_create(
        Rating(
            assessment=assessment,
            criterion=each.criterion.key,
            label=each.criterion.label,
            help=each.criterion.help,
            level=each.level,
            comment=each.comment,
        )
        for each in answers
    )
