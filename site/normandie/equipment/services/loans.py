"""A place asks for a kit, says what becomes of it, and is reminded."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from core.models import HistoryEntry
from core.rows import for_each
from core.text.french import enumerate_french
from core.workflow import Actor, Transition, WorkflowError
from directory.models import PlacePage
from normandie.equipment import mails
from normandie.equipment.calendar import joined
from normandie.equipment.models import EquipmentKit, Loan, LoanDay
from normandie.equipment.workflow import BORROWER, EXPIRE, GIVER, KITS, LOANS, MANAGER, PASSED_ON

AHEAD = timedelta(days=365)  # how far one may ask
REMINDED = (7, 1)  # days before the last one
# How the history that the two places read says each action.
DONE = {
    "accorder": "Accordé par l’équipe de la Région",
    "refuser": "Refusé par l’équipe de la Région",
    "annuler": "Annulé par l’équipe de la Région",
    "remettre": "Remis",
    "recevoir": "Reçu",
    "rendre": "Rendu",
    PASSED_ON: "Remis au lieu suivant",
    "renoncer": "Le lieu y a renoncé",
    EXPIRE: "Clos\u00a0: le matériel n’est pas parti",
}
NAMES_KEPT = timedelta(days=365)  # after the end of a loan


class NotLent(WorkflowError):
    """The days are not to be had. ``message`` says why in French."""


@transaction.atomic
def ask(
    kit: EquipmentKit,
    place: PlacePage,
    user: Any,
    *,
    first_day: date,
    last_day: date,
    workshop: str,
    remark: str = "",
) -> Loan:
    """Hold the days of *kit* for *place*, and tell the team.

    Of many who ask at once for one day, one has it: they wait for one another on the row of the
    kit, and a day has one row. The same request sent twice is one.

    Raises:
        NotLent: the kit is out of service, or some of the days are taken.
    """
    kit = EquipmentKit.objects.select_for_update().get(pk=kit.pk)
    same = kit.loans.standing().filter(place=place, first_day=first_day, last_day=last_day)
    if earlier := same.first():
        return earlier
    if not kit.may_be_asked_for:
        raise NotLent(f"Ce matériel ne se prête pas\u00a0: {kit.get_state_display().lower()}.")
    if taken := kit.taken_days(first_day, last_day):
        spans = [stretch.span for stretch in joined((day, "") for day in taken)]
        raise NotLent(f"Déjà pris {enumerate_french(spans)}. Choisissez d’autres jours.")
    loan = Loan.objects.create(
        kit=kit,
        place=place,
        asked_by=user,
        first_day=first_day,
        last_day=last_day,
        workshop=workshop,
        remark=remark,
    )
    LoanDay.objects.bulk_create(LoanDay(kit=kit, loan=loan, day=day) for day in loan.all_days())
    mails.tell_team(mails.ASKED, loan)
    return loan


def roles_in(loan: Loan, places: Iterable[PlacePage]) -> frozenset[str]:
    """Return what who manages *places* is in *loan*."""
    managed = {place.pk for place in places}
    roles = {BORROWER} if loan.place_id in managed else set()
    if loan.kit.place_id in managed:
        roles.add(GIVER)
    return frozenset(roles)


def possible_actions(loan: Loan, roles: Iterable[str]) -> list[Transition]:
    """Return what *roles* may do today, in the order of the table: nothing leaves too early."""
    possible = LOANS.possible(loan.state, roles)
    return [each for each in possible if each.action != "remettre" or not loan.leaves_later()]


def steps_of(loan: Loan) -> list[dict[str, Any]]:
    """Return what was done of *loan*, without names: both places read it."""
    return [
        {"at": each.at, "label": DONE.get(each.action, each.action), "reason": each.reason}
        for each in loan.history.all()
    ]


@transaction.atomic
def act(
    loan: Loan, action: str, role: str, user: Any, *, condition: str = "", remark: str = ""
) -> None:
    """Do *action* on *loan*, as a manager saw it.

    Raises:
        WorkflowError: it is refused.
    """
    LOANS.apply(loan, action, Actor(role, user), reason=remark, condition=condition)


@transaction.atomic
def report_breakdown(kit: EquipmentKit, user: Any, text: str, who: str) -> None:
    """Say that *kit* does not work: it is lent no more until the team says so.

    Raises:
        WorkflowError: it is retired, or somebody was quicker.
    """
    KITS.apply(kit, "panne", Actor(MANAGER, user), reason=text, who=who)


def expire(today: date | None = None) -> tuple[int, list[str]]:
    """End what was never handed over on its days; return how many, and those that failed."""
    found = list(Loan.objects.never_left(today).with_names())
    why = "Ces jours sont passés sans que le matériel soit parti."
    failures = for_each(found, lambda loan: LOANS.apply(loan, EXPIRE, Actor.system(), reason=why))
    return len(found) - len(failures), failures


def remind(today: date | None = None) -> tuple[dict[str, int], list[str]]:
    """Write to who has a kit, 7 days and the day before its return, and once it is late.

    Late: to them and to the team, once a week. Safe to repeat: a reminder is written once.
    """
    today = today or timezone.localdate()
    figures = {"rappels de retour": 0, "matériels en retard": 0}

    def due(loan: Loan) -> None:
        mails.tell_managers(mails.DUE, loan, f"{loan.last_day:%Y-%m-%d}-{left(loan)}")
        figures["rappels de retour"] += 1

    def late(loan: Loan) -> None:
        weeks = (today - loan.last_day).days // 7
        for tell in (mails.tell_managers, mails.tell_team):
            tell(mails.LATE, loan, f"{loan.last_day:%Y-%m-%d}-{weeks}")
        figures["matériels en retard"] += 1

    def left(loan: Loan) -> int:
        return (loan.last_day - today).days

    ends = [today + timedelta(days=days) for days in REMINDED]
    lent = Loan.objects.at_borrowers().with_names()
    failures = for_each(list(lent.filter(last_day__in=ends)), due)
    failures += for_each(list(lent.late(today)), late)
    return figures, failures


def steps_of_all(model: type[Loan | EquipmentKit]) -> QuerySet[HistoryEntry]:
    return HistoryEntry.objects.filter(content_type=ContentType.objects.get_for_model(model))


def forget_names() -> int:
    """Take away who asked for the loans that ended a year ago, and who did their steps.

    Who did a step of a kit too, as its breakdowns, a year after it.
    """
    limit = timezone.now() - NAMES_KEPT
    ended = Loan.objects.over().filter(ended_at__lt=limit)
    steps = steps_of_all(Loan).filter(object_id__in=ended.values("pk"))
    for old in (steps, steps_of_all(EquipmentKit).filter(at__lt=limit)):
        old.exclude(user=None).update(user=None)
    return ended.exclude(asked_by=None).update(asked_by=None)
