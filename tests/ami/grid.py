"""Calls that have a grid, and readings of their files."""

from typing import Any

from ami.models import Assessment, CallCriterion, CallPage, Dossier
from ami.services.assessments import Answer, save_assessment
from tests.ami.factories import CallPageFactory

NOT_AT_ALL, A_LITTLE, RATHER, FULLY = range(4)


def a_call_with_grid(**more: Any) -> CallPage:
    call: CallPage = CallPageFactory(**more)
    call.criteria = [
        CallCriterion(label="Utilité pour les habitants", help="Qui s’en servira ?"),
        CallCriterion(label="Ancrage dans le territoire"),
    ]
    call.save()
    return call


def grid(call: CallPage) -> list[CallCriterion]:
    return list(CallCriterion.objects.filter(call=call))


def reads(
    dossier: Dossier, who: Any, *said: int | tuple[int | None, str] | None, comment: str = ""
) -> Assessment:
    """Have *who* say a level of each criterion, in their order, with its comment or not."""
    levels = [each if isinstance(each, tuple) else (each, "") for each in said]
    answers = [
        Answer(criterion, *each) for criterion, each in zip(grid(dossier.call), levels, strict=True)
    ]
    kept = dossier.assessments.filter(author=who).first()
    return save_assessment(dossier, who, answers, comment, seen=kept.version if kept else 0)
