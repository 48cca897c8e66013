"""What may become of a kit and of a loan, and who may do it (docs/decisions/0067-equipment.md)."""

from dataclasses import dataclass

from django.utils import timezone

from core.mail.kinds import MailKind
from core.workflow import (
    SYSTEM,
    TEAM,
    Actor,
    Change,
    NotNow,
    Transition,
    TransitionTable,
    WorkflowError,
)
from normandie.equipment import mails
from normandie.equipment.models import EquipmentKit, Loan, Participation

MANAGER = "gérant"  # of any place: whoever sees that a kit is broken
BORROWER = "emprunteur"  # a manager of the place that asked
GIVER = "lieu qui remet"  # a manager of the place where the kit is

Kit, State = EquipmentKit.State, Loan.State
STAFF = frozenset({TEAM})


def tell_of_breakdown(change: Change) -> None:
    """Tell the team, and those who wait for the kit."""
    kit: EquipmentKit = change.subject
    who = change.data.get("who", "")
    mails.tell_of_breakdown(kit, change.reason, who)
    for loan in kit.loans.to_come().with_names():
        occasion = f"{kit.version}"
        mails.tell_managers(mails.WARNED, loan, occasion, text=change.reason)


def refuse_while_promised(change: Change) -> None:
    """A kit does not leave under the places that were promised it."""
    if change.subject.loans.standing().exists():
        raise WorkflowError(
            "Des prêts sont en cours ou à venir\u00a0: terminez-les ou annulez-les d’abord."
        )


def show_again(change: Change) -> None:
    """Have the page of the equipment found by the kits that it now shows (``signals``)."""
    change.subject.save()


KITS = TransitionTable(
    Kit.values,
    (
        Transition(
            "panne",
            "Signaler une panne",
            frozenset({Kit.IN_SERVICE, Kit.BROKEN}),
            Kit.BROKEN,
            frozenset({TEAM, MANAGER}),
            (tell_of_breakdown,),
            needs_reason=True,
        ),
        Transition(
            "reparer", "Remettre en service", frozenset({Kit.BROKEN}), Kit.IN_SERVICE, STAFF
        ),
        Transition(
            "retirer",
            "Retirer du prêt",
            frozenset({Kit.IN_SERVICE, Kit.BROKEN}),
            Kit.RETIRED,
            STAFF,
            (refuse_while_promised, show_again),
            needs_reason=True,
        ),
        Transition(
            "remettre-au-pret",
            "Remettre au prêt",
            frozenset({Kit.RETIRED}),
            Kit.IN_SERVICE,
            STAFF,
            (show_again,),
        ),
    ),
)


@dataclass(frozen=True)
class Tell:
    """Effect: a mail to the managers of the borrowing place, with the reason."""

    kind: MailKind

    def __call__(self, change: Change) -> None:
        mails.tell_managers(self.kind, change.subject, reason=change.reason)


def tell_team_that_it_is_given_up(change: Change) -> None:
    mails.tell_team(mails.GIVEN_UP, change.subject)


def free_days(change: Change) -> None:
    """Give back the days that are still to come: others may ask for them."""
    loan: Loan = change.subject
    loan.days.filter(day__gt=timezone.localdate()).delete()


def free_all_days(change: Change) -> None:
    loan: Loan = change.subject
    loan.days.all().delete()


def end(change: Change) -> None:
    loan: Loan = change.subject
    loan.ended_at = timezone.now()
    loan.save(update_fields=["ended_at"])


def check_departure(change: Change) -> None:
    """Keep a kit from leaving before the eve of its days, but by the team, or while it is broken.

    Raises:
        NotNow: it has to wait.
    """
    loan: Loan = change.subject
    if not loan.kit.may_be_asked_for:
        raise NotNow("Ce matériel ne part pas\u00a0: il est en panne, ou retiré du prêt.")
    if change.actor.role == GIVER and loan.leaves_later():
        raise NotNow(f"Trop tôt\u00a0: ce prêt est {loan.span}. Remettez-le la veille au plus tôt.")


def note_departure(change: Change) -> None:
    """Write in what condition the kit leaves, and end the loan of the place that hands it over."""
    loan: Loan = change.subject
    condition = change.data.get("condition", "")
    loan.departure_condition, loan.departure_remark = condition, change.reason
    loan.left_from = loan.kit.keeper
    loan.save(update_fields=["departure_condition", "departure_remark", "left_from"])
    before = loan.kit.loans.at_borrowers().exclude(pk=loan.pk).with_names()
    for other in before:
        LOANS.apply(other, PASSED_ON, Actor.system(), reason=change.reason, condition=condition)
    _report_if_broken(change, condition)


def note_arrival(change: Change) -> None:
    loan: Loan = change.subject
    _move(loan.kit, loan.place)
    condition = change.data.get("condition", "")
    if condition and condition != loan.departure_condition:
        loan.departure_condition = condition
        loan.departure_remark = "\n".join(filter(None, [loan.departure_remark, change.reason]))
        loan.save(update_fields=["departure_condition", "departure_remark"])
    _report_if_broken(change, condition)


def note_return(change: Change) -> None:
    loan: Loan = change.subject
    condition = change.data.get("condition", "")
    loan.return_condition, loan.return_remark = condition, change.reason
    loan.save(update_fields=["return_condition", "return_remark"])


def bring_home(change: Change) -> None:
    loan: Loan = change.subject
    _move(loan.kit, loan.kit.home)
    _report_if_broken(change, change.data.get("condition", ""))


def _move(kit: EquipmentKit, place: object) -> None:
    kit.place = place  # type: ignore[assignment]
    kit.save(update_fields=["place"])


def _report_if_broken(change: Change, condition: str) -> None:
    """Have a kit that is said to be broken, at one end of a loan, lent to nobody."""
    kit: EquipmentKit = change.subject.kit
    if condition == Loan.Condition.BROKEN and KITS.transition("panne", kit.state):
        said = change.reason.strip() or "En panne, sans autre précision."
        actor = Actor(MANAGER, change.actor.user)
        KITS.apply(kit, "panne", actor, reason=said, who=change.subject.place.title)


PASSED_ON, EXPIRE = "transmettre", "echoir"
HANDING = frozenset({GIVER, TEAM})
RECEIVING = frozenset({BORROWER, TEAM})

LOANS = TransitionTable(
    State.values,
    (
        Transition(
            "accorder",
            "Accorder",
            frozenset({State.ASKED}),
            State.APPROVED,
            STAFF,
            (Tell(mails.APPROVED),),
        ),
        Transition(
            "refuser",
            "Refuser",
            frozenset({State.ASKED}),
            State.REFUSED,
            STAFF,
            (free_all_days, end, Tell(mails.REFUSED)),
            needs_reason=True,
        ),
        Transition(
            "remettre",
            "Remettre le matériel",
            frozenset({State.APPROVED}),
            State.HANDED,
            HANDING,
            (check_departure, note_departure),
        ),
        Transition(
            "recevoir",
            "Confirmer la réception",
            frozenset({State.HANDED}),
            State.OUT,
            RECEIVING,
            (note_arrival,),
        ),
        Transition(
            "rendre",
            "Rendre le matériel",
            frozenset({State.OUT}),
            State.RETURNED,
            RECEIVING,
            (note_return, bring_home, free_days, end),
        ),
        Transition(
            PASSED_ON,
            "Transmis au lieu suivant",
            frozenset({State.HANDED, State.OUT}),
            State.RETURNED,
            frozenset({SYSTEM}),
            (note_return, free_days, end),
        ),
        Transition(
            EXPIRE,
            "Jours passés sans que le matériel parte",
            frozenset({State.ASKED, State.APPROVED}),
            State.CANCELLED,
            frozenset({SYSTEM}),
            (free_all_days, end, Tell(mails.CANCELLED)),
        ),
        Transition(
            "renoncer",
            "Renoncer à ce prêt",
            frozenset({State.ASKED, State.APPROVED}),
            State.CANCELLED,
            frozenset({BORROWER}),
            (free_all_days, end, tell_team_that_it_is_given_up),
        ),
        Transition(
            "annuler",
            "Annuler le prêt",
            frozenset({State.APPROVED, State.HANDED}),
            State.CANCELLED,
            STAFF,
            (free_all_days, end, Tell(mails.CANCELLED)),
            needs_reason=True,
        ),
    ),
)


def tell_of_choice(change: Change) -> None:
    mails.tell_of_choice(change.subject, change.reason)


Offer = Participation.State
# The team may change its mind: the place is told each time.
PARTICIPATIONS = TransitionTable(
    Offer.values,
    (
        Transition(
            "retenir",
            "Retenir ce lieu",
            frozenset({Offer.OFFERED, Offer.DECLINED}),
            Offer.CHOSEN,
            STAFF,
            (tell_of_choice,),
        ),
        Transition(
            "ecarter",
            "Ne pas retenir",
            frozenset({Offer.OFFERED, Offer.CHOSEN}),
            Offer.DECLINED,
            STAFF,
            (tell_of_choice,),
            needs_reason=True,
        ),
    ),
)
