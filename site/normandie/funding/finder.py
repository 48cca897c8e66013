"""« Je suis… je veux… j’en suis à… »: which scheme fits, and why each does or does not.

What the Région has not published decides nothing: the scheme is then one to ask about.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from django.http import QueryDict

from core.listing.params import SearchParams
from core.text.french import enumerate_french
from normandie.funding.choices import NOBODY, WHO, Purpose, Stage
from normandie.funding.models import FundingSchemePage


@dataclass(frozen=True)
class Question:
    """One of the three lists: its parameter, its words, the field of a scheme that answers it.

    ``named`` comes before what a scheme lists, ``missing`` says that it lists nothing.
    """

    parameter: str
    label: str
    field: str
    choices: dict[str, str]
    named: str
    missing: str


QUESTIONS = (
    Question(
        "structure",
        "Je suis…",
        "applicants",
        {each.value: words for each, words in WHO.items()} | {NOBODY: "un particulier"},
        "Ouverte à",
        "La Région n’a pas publié qui peut la demander.",
    ),
    Question(
        "projet",
        "Je veux…",
        "purposes",
        dict(Purpose.choices),
        "Sert à",
        "La Région n’a pas publié ce qu’elle paie.",
    ),
    Question(
        "etape",
        "J’en suis à…",
        "stages",
        dict(Stage.choices),
        "Pour",
        "La Région n’a pas publié à quel moment la demander.",
    ),
)


class Verdict(IntEnum):
    """Whether a scheme fits what was answered, the best first."""

    FITS = 0
    TO_ASK = 1
    NO = 2


@dataclass(frozen=True)
class Reason:
    """Why, for one question; ``fits`` is None where the Région has published nothing."""

    fits: bool | None
    text: str


@dataclass(frozen=True)
class Found:
    """A scheme, and why it is found or not."""

    scheme: FundingSchemePage
    reasons: tuple[Reason, ...]

    @property
    def verdict(self) -> Verdict:
        answers = [reason.fits for reason in self.reasons]
        if False in answers:
            return Verdict.NO
        return Verdict.TO_ASK if None in answers else Verdict.FITS


class Finder:
    """The three answers of an address; what it holds else is said in ``notices``."""

    def __init__(self, query: QueryDict) -> None:
        params = SearchParams(query, {})
        self.answers: dict[str, str] = {}
        for question in QUESTIONS:
            typed = params.text(question.parameter)
            if typed in question.choices:
                self.answers[question.parameter] = typed
            elif typed:
                params.say(
                    f"La liste «\u00a0{question.label}\u00a0» ne connaît pas «\u00a0{typed}\u00a0»."
                )
        self.notices = params.notices

    @property
    def lists(self) -> list[dict[str, Any]]:
        """Return what the form shows."""
        return [
            {
                "parameter": question.parameter,
                "label": question.label,
                "options": [
                    {
                        "value": value,
                        "label": words,
                        "selected": self.answers.get(question.parameter) == value,
                    }
                    for value, words in question.choices.items()
                ],
            }
            for question in QUESTIONS
        ]

    def find(self, schemes: Iterable[FundingSchemePage]) -> list[Found]:
        """Return all of *schemes*, those that fit first; each in its order."""
        found = [Found(scheme, tuple(self._reasons(scheme))) for scheme in schemes]
        return sorted(found, key=lambda each: each.verdict)

    def _reasons(self, scheme: FundingSchemePage) -> list[Reason]:
        asked = [each for each in QUESTIONS if each.parameter in self.answers]
        return [_reason(scheme, each, self.answers[each.parameter]) for each in asked]


def _reason(scheme: FundingSchemePage, question: Question, answer: str) -> Reason:
    listed = getattr(scheme, question.field)
    words = question.choices[answer]
    if not listed:
        note = scheme.applicants_note if question.field == "applicants" else ""
        return Reason(None, note or question.missing)
    if answer in listed:
        return Reason(True, f"{question.named}\u00a0: {words}.")
    others = [question.choices[each] for each in question.choices if each in listed]
    if len(others) > 3:
        return Reason(False, f"Sa liste ne cite pas\u00a0: {words}.")
    return Reason(False, f"{question.named}\u00a0: {enumerate_french(others)}.")
