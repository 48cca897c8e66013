"""What the demo shows of the pooled equipment: invented, and marked so."""

from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from core.models import OutgoingMail
from core.workflow import TEAM, Actor
from directory.models import PlacePage
from normandie.demo import accounts
from normandie.equipment.models import (
    EquipmentKit,
    ExperimentPage,
    ExperimentPlace,
    ExperimentsPage,
    Loan,
    NewUse,
)
from normandie.equipment.services.experiments import offer
from normandie.equipment.services.loans import act, ask
from normandie.equipment.workflow import BORROWER, GIVER, LOANS
from normandie.espace.access import managed_places

EXAMPLE = "Exemple\u00a0: "
NOTICE = (
    "Exemple de mode d’emploi\u00a0: chargez tout la veille, et comptez les pièces avec le groupe."
)
KITS: tuple[dict[str, Any], ...] = (
    {
        "name": f"{EXAMPLE}six casques de réalité virtuelle",
        "contents": "6 casques\n6 chargeurs\n1 routeur\n1 malle à roulettes",
        "workshops": "Visiter un lieu à distance, découvrir un métier.",
        "theme": NewUse.AUGMENTED,
        "value": 2400,
        "longest_days": 21,
    },
    {
        "name": f"{EXAMPLE}douze robots à programmer",
        "contents": "12 robots\n12 câbles\n2 tapis de parcours",
        "workshops": "Premiers pas en programmation, en famille.",
        "theme": NewUse.CODING,
        "value": 1100,
        "longest_days": 31,
    },
    {
        "name": f"{EXAMPLE}drone d’intérieur",
        "contents": "1 drone\n4 batteries\n1 filet de protection",
        "workshops": "Comprendre comment vole un drone, et les règles.",
        "theme": NewUse.DRONES,
        "longest_days": 14,
    },
)


def create_example_equipment() -> None:
    """Make kits, and loans in several states, unless there are some; no mail leaves."""
    if EquipmentKit.objects.exists():
        return
    mails = set(OutgoingMail.objects.values_list("pk", flat=True))
    kits = [
        EquipmentKit.objects.create(notice=NOTICE, to_validate=True, **values) for values in KITS
    ]
    one, other = (_account(each) for each in (accounts.MANAGER, accounts.NETWORK_MANAGER))
    places = [managed_places(user).filter(is_example=True).first() for user in (one, other)]
    if all(places):
        _lend(kits, list(zip(places, (one, other), strict=True)))
        _try(kits[1], places)
    OutgoingMail.objects.exclude(pk__in=mails).delete()


def _try(kit: EquipmentKit, places: list[Any]) -> None:
    """One experiment is over, another looks for places, and one offers itself."""
    above, today = ExperimentsPage.objects.get(), timezone.localdate()
    over = ExperimentPage(
        title=f"{EXAMPLE}programmer en famille",
        question="Des parents viennent-ils programmer avec leurs enfants le samedi\u00a0?",
        theme=NewUse.CODING,
        first_day=today - timedelta(days=120),
        last_day=today - timedelta(days=30),
        method="<p>Exemple\u00a0: un atelier de deux heures, le premier samedi du mois.</p>",
        outcome="<p>Exemple\u00a0: ce qui est écrit ici est inventé pour la démonstration.</p>",
        again="<p>Exemple\u00a0: deux animateurs, une salle avec de la place au sol.</p>",
        kit=kit,
        to_validate=True,
    )
    over.places = [ExperimentPlace(place=place) for place in places]
    above.add_child(instance=over)
    calling = ExperimentPage(
        title=f"{EXAMPLE}vérifier une information à plusieurs",
        question="Une heure suffit-elle pour apprendre à vérifier une image reçue\u00a0?",
        theme=NewUse.FACTS,
        first_day=today + timedelta(days=60),
        last_day=today + timedelta(days=150),
        calls_until=today + timedelta(days=30),
        wanted="Exemple\u00a0: des lieux qui accueillent des groupes.",
        to_validate=True,
    )
    above.add_child(instance=calling)
    offer(calling, places[0], None, message="Exemple\u00a0: nous avons un groupe le mardi.")


def _lend(kits: list[EquipmentKit], borrowers: list[tuple[Any, Any]]) -> None:
    """One kit is at a place and goes on to the next, one is asked for, one is late."""
    first, second = borrowers
    headsets, robots, drone = kits
    held = _asked(headsets, *first, days=(-6, 2), workshop="Visite d’un musée à distance")
    _lent(held, first[1])
    after = _asked(headsets, *second, days=(3, 9), workshop="Découverte des métiers")
    LOANS.apply(after, "accorder", _team())
    _asked(robots, *first, days=(12, 25), workshop="Après-midi en famille")
    late = _asked(drone, *second, days=(-12, -2), workshop="Fête du numérique")
    _lent(late, second[1])
    _refused(_asked(robots, *second, days=(30, 40), workshop="Portes ouvertes"))


def _asked(
    kit: EquipmentKit, place: PlacePage, user: Any, *, days: tuple[int, int], workshop: str
) -> Loan:
    today = timezone.localdate()
    first, last = (today + timedelta(days=number) for number in days)
    return ask(
        kit, place, user, first_day=first, last_day=last, workshop=f"{EXAMPLE}{workshop.lower()}"
    )


def _lent(loan: Loan, user: Any) -> None:
    LOANS.apply(loan, "accorder", _team())
    act(loan, "remettre", GIVER, None, condition=Loan.Condition.GOOD)
    act(loan, "recevoir", BORROWER, user, condition=Loan.Condition.GOOD)


def _refused(loan: Loan) -> None:
    LOANS.apply(loan, "refuser", _team(), reason=f"{EXAMPLE}ce matériel part en révision.")


def _team() -> Actor:
    return Actor(TEAM, get_user_model().objects.get(username=accounts.TEAM.username))


def _account(account: accounts.DemoAccount) -> Any:
    return get_user_model().objects.get(username=account.username)
