"""The form of a reading: for each criterion of the grid a level and a comment, then the whole."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django import forms

from ami.grid import grid_digest
from ami.models import Assessment, CallCriterion, Level, Rating
from ami.models.grid import NO_LEVEL
from ami.services.assessments import Answer

from .base import area

UNSAID = ""  # the choice of who does not say
LEVELS = (*((str(each.value), each.label) for each in Level), (UNSAID, NO_LEVEL))
GRID_CHANGED = (
    "La grille a changé pendant que vous lisiez\u00a0: relisez ses critères, puis enregistrez à "
    "nouveau."
)
LEVEL, COMMENT = "level", "comment"  # then the key of the criterion


class AssessmentForm(forms.Form):
    """What one reviewer says, from what they said before.

    Args:
        criteria: the grid as it is now.
        own: their reading as it is kept; None for the first time.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    grid = forms.CharField(widget=forms.HiddenInput)
    whole = area(
        "Avis d’ensemble",
        3000,
        rows=3,
        required=False,
        help_text="Ce qu’il faut savoir avant de préparer la réponse. Le porteur ne le voit pas.",
    )

    def __init__(
        self, *args: Any, criteria: Iterable[CallCriterion], own: Assessment | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.criteria, self.own = list(criteria), own
        self.kept = {each.criterion: each for each in own.ratings.all()} if own else {}
        self.is_conflict = False
        self.fields["version"].initial = own.version if own else 0
        self.fields["grid"].initial = grid_digest(self.criteria)
        self.fields["whole"].initial = own.comment if own else ""
        fields = [_fields_of(each, self.kept.get(each.key)) for each in self.criteria]
        self.fields = {name: field for each in fields for name, field in each.items()} | self.fields

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield, for the page, each criterion with its fields and what it should say besides."""
        for each in self.criteria:
            kept = self.kept.get(each.key)
            level, comment = self[_name(LEVEL, each.key)], self[_name(COMMENT, each.key)]
            is_reworded = kept is not None and kept.words != (each.label, each.help)
            yield {
                "criterion": each,
                "level": level,
                "comment": comment,
                "answered": kept.words if kept and is_reworded else (),
                "kept": kept if self._differs(kept, level.value(), comment.value()) else None,
            }

    @property
    def other_whole(self) -> str:
        """The word on the whole that is kept, where it is not what was typed."""
        differs = self.is_conflict and self.own and self.own.comment != self["whole"].value()
        return self.own.comment or "rien" if self.own and differs else ""

    def _differs(self, kept: Rating | None, level: Any, comment: Any) -> bool:
        """Whether what is kept of a criterion is to be shown beside what was typed."""
        return (
            self.is_conflict
            and kept is not None
            and (_value(kept.level), kept.comment) != (level, comment)
        )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if "grid" in given and given["grid"] != grid_digest(self.criteria):
            self.add_error(None, self._changed_grid())
        return given

    def _changed_grid(self) -> str:
        """Say that the words have changed; what was typed of a criterion that is gone is in it."""
        names = (name for name in self.data if name.startswith(f"{COMMENT}-"))
        lost = [str(self.data[name]) for name in names if name not in self.fields]
        lost = [f"«\u00a0{each}\u00a0»" for each in lost if each.strip()]
        said = f" Vous aviez écrit, d’un critère qui n’y est plus\u00a0: {', '.join(lost)}."
        return f"{GRID_CHANGED}{said if lost else ''}"

    def show_again(self) -> None:
        """Have what was typed sent on the grid as it now is."""
        self.data = dict(self.data.items()) | {"grid": grid_digest(self.criteria)}

    def show_beside(self, own: Assessment) -> None:
        """Have what was typed sent on *own*, saved meanwhile, and show what differs in it."""
        self.own, self.is_conflict = own, True
        self.kept = {each.criterion: each for each in own.ratings.all()}
        self.data = dict(self.data.items()) | {"version": str(own.version)}

    def answers(self) -> list[Answer]:
        given = self.cleaned_data
        return [
            Answer(each, _level(given[_name(LEVEL, each.key)]), given[_name(COMMENT, each.key)])
            for each in self.criteria
        ]


def _name(part: str, key: UUID) -> str:
    return f"{part}-{key}"


def _value(level: int | None) -> str:
    return UNSAID if level is None else str(level)


def _level(value: str) -> int | None:
    return None if value == UNSAID else int(value)


def _fields_of(criterion: CallCriterion, kept: Rating | None) -> dict[str, forms.Field]:
    level = forms.ChoiceField(
        label="Appréciation",
        choices=LEVELS,
        required=False,
        widget=forms.RadioSelect,
        initial=_value(kept.level if kept else None),
    )
    comment = area("Commentaire", 2000, rows=2, required=False)
    comment.initial = kept.comment if kept else ""
    return {_name(LEVEL, criterion.key): level, _name(COMMENT, criterion.key): comment}
