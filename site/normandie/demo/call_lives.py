"""What becomes of each example file, through the services: every state that a carrier may see.

Only dates are then put back, where an example must lie in the past.
"""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from itertools import cycle

from dateutil.relativedelta import relativedelta
from django.http import QueryDict
from django.utils import timezone

from ami.definitions import AskedQuestion
from ami.kinds import ELSEWHERE, LEAD, REVIEWER
from ami.kinds import ami as kind
from ami.kinds.ami_form import CAME_OF, PROGRESS
from ami.kinds.base import OUTCOME_PREFIX
from ami.models import CallPage, Dossier, FollowUp, Message, Opinion
from ami.opinion_reading import parts_to_share
from ami.services.completing import save_typed, send_completion
from ami.services.completions import ask_to_complete, part_prefix
from ami.services.correspondence import withdraw, write_to_carrier, write_to_service
from ami.services.deposit import digest_of
from ami.services.follow_ups import answer, ask_for_news
from ami.services.meetings import (
    accept_meeting,
    move_meeting,
    note_meeting,
    offer_other_times,
    propose_meeting,
)
from ami.services.opinions import AskedOpinion, ask_opinion, give_opinion, shared_with
from ami.services.results import SEND, Proposal, orient, reorient
from ami.services.review import add_note
from core.workflow import Actor
from normandie.demo.call_texts import CALL

REVIEWING, LEADING = Actor(REVIEWER), Actor(LEAD)
EXPERTS = ("Agence (exemple)", "Chambre (exemple)", "Université (exemple)")
REASON = "Exemple\u00a0: le projet relève d’un autre dispositif."
CONTACT = "Camille Exemple, 02 61 91 00 00, appels@exemple.fr"
PROPOSALS = (
    Proposal(
        "ingenierie",
        "Exemple\u00a0: trois demi-journées avec une personne du réseau, pour préciser le projet.",
        CONTACT,
    ),
    Proposal(
        "materiels",
        "Exemple\u00a0: l’aide régionale au matériel, à demander avant le 31 mars.",
        CONTACT,
    ),
    Proposal("communication", "Exemple\u00a0: un article dans la lettre du réseau.", CONTACT),
)

Life = Callable[[Dossier, int], None]


def live(dossier: Dossier, state: str, rank: int) -> None:
    """Lead *dossier*, just deposited, to *state*; *rank* tells examples apart."""
    LIVES[state](dossier, rank)


def _deposited(dossier: Dossier, rank: int) -> None:
    if rank % 2:
        write_to_service(dossier, "Exemple\u00a0: notre adresse va changer. Que faire\u00a0?")
        write_to_carrier(dossier, "Exemple\u00a0: écrivez-la ici, nous la noterons.", REVIEWING)
        write_to_service(
            dossier,
            "Exemple\u00a0: 2 rue de l’Exemple, à partir de janvier.",
            topic=Message.Topic.CORRECTION,
        )


def _analysed(dossier: Dossier, rank: int) -> None:
    """One was completed, another offered a meeting at the wrong time, the last one has opinions."""
    _take(dossier)
    add_note(dossier, "Exemple\u00a0: appelé, la mairie confirme le local.", REVIEWING.user)
    if rank % 3 == 0:
        _ask(dossier)
        completion = dossier.open_completion()
        item = completion.asked[0].item
        typed = QueryDict(mutable=True)
        typed[f"{part_prefix('projets', item)}-calendrier"] = "Exemple\u00a0: de mars à juin."
        save_typed(completion, typed)
        send_completion(completion)
    elif rank % 3 == 1:
        propose_meeting(dossier, _slots(5), REVIEWING, where="En visioconférence (exemple)")
        offer_other_times(dossier, "Exemple\u00a0: plutôt le vendredi matin.")
    else:
        _ask_opinions(dossier)


def _to_complete(dossier: Dossier, rank: int) -> None:
    """One in four is past its date."""
    _take(dossier)
    _ask(dossier)
    if rank % 4 == 0:
        today = timezone.localdate()
        dossier.completions.update(
            asked_at=timezone.now() - timedelta(days=18), due_on=today - timedelta(days=3)
        )


def _meeting_proposed(dossier: Dossier, rank: int) -> None:
    """One in three was moved."""
    _take(dossier)
    propose_meeting(
        dossier,
        _slots(7),
        REVIEWING,
        where=CALL["service_address"],
        text="Exemple\u00a0: pour parler du calendrier et des partenaires.",
    )
    if rank % 3 == 0:
        accept_meeting(dossier, _slots(7)[0])
        move_meeting(dossier, _slots(14), REVIEWING)


def _meeting_agreed(dossier: Dossier, rank: int) -> None:
    _take(dossier)
    propose_meeting(dossier, _slots(7), REVIEWING, where="En visioconférence (exemple)")
    accept_meeting(dossier, _slots(7)[rank % 2])


def _meeting_held(dossier: Dossier, rank: int) -> None:
    _meeting_agreed(dossier, rank)
    note_meeting(dossier, REVIEWING, report="Exemple\u00a0: le projet a été précisé.")
    dossier.meetings.update(starts_at=_slots(-2)[0], proposed_at=_slots(-9)[0])


def _oriented(dossier: Dossier, rank: int) -> None:
    _take(dossier)
    orient(dossier, PROPOSALS[: 1 + rank % 3], REVIEWING)


def _approved(dossier: Dossier, rank: int) -> None:
    _oriented(dossier, rank)
    dossier.call_kind.transitions.apply(dossier, "approuver-reponse", LEADING)


def _answered(dossier: Dossier, rank: int) -> None:
    _approved(dossier, rank)
    dossier.call_kind.transitions.apply(dossier, SEND, LEADING)


def _out_of_scope(dossier: Dossier, rank: int) -> None:
    _take(dossier)
    text = "Exemple\u00a0: ce projet relève de l’aide au premier équipement de la commune."
    reorient(dossier, Proposal(ELSEWHERE, text, CONTACT), REVIEWING, reason=REASON)


def _closed(dossier: Dossier, rank: int) -> None:
    _answered(dossier, rank)
    dossier.call_kind.transitions.apply(dossier, "clore", REVIEWING)


LIVES: dict[str, Life] = {
    kind.DEPOSITED: _deposited,
    kind.ANALYSIS: _analysed,
    kind.TO_COMPLETE: _to_complete,
    kind.MEETING_PROPOSED: _meeting_proposed,
    kind.MEETING_AGREED: _meeting_agreed,
    kind.MEETING_HELD: _meeting_held,
    kind.ORIENTED: _oriented,
    kind.APPROVED: _approved,
    kind.ANSWERED: _answered,
    kind.OUT_OF_SCOPE: _out_of_scope,
    kind.WITHDRAWN: lambda dossier, _: withdraw(dossier),
    kind.CLOSED: _closed,
}


def _take(dossier: Dossier) -> None:
    dossier.call_kind.transitions.apply(dossier, "prendre", REVIEWING)


def _ask(dossier: Dossier) -> None:
    ask_to_complete(
        dossier,
        [AskedQuestion("projets", "calendrier"), AskedQuestion("territoire", "partenaires")],
        "Exemple\u00a0: pouvez-vous préciser le calendrier du projet, et qui y participe\u00a0?",
        timezone.localdate() + timedelta(days=15),
        REVIEWING,
        pieces=["Les statuts de la structure (exemple)"],
    )


def _ask_opinions(dossier: Dossier) -> None:
    """One is given, one is awaited, one is late."""
    parts = [key for key, _ in parts_to_share(dossier) if key != "contact"]
    for rank, organisation in enumerate(EXPERTS):
        asked = AskedOpinion(
            name="Alix Exemple",
            organisation=organisation,
            email=f"avis-{rank + 1}@exemple.fr",
            question="Exemple\u00a0: ce projet vous paraît-il réaliste\u00a0?",
            due_on=timezone.localdate() + timedelta(days=15),
            parts=parts,
            is_anonymised=rank > 0,
        )
        seen = digest_of(shared_with(dossier, asked))
        opinion = ask_opinion(dossier, asked, REVIEWING, seen=seen)
        if rank == 0:
            text = "Exemple\u00a0: oui, si le local est prêté toute l’année."
            give_opinion(opinion, Opinion.Verdict.RESERVED, text)
        if rank == 2:
            today = timezone.localdate()
            dossier.opinions.filter(pk=opinion.pk).update(
                asked_at=timezone.now() - timedelta(days=18), due_on=today - timedelta(days=3)
            )


def _slots(days: int) -> list[datetime]:
    """Return two slots, at 10:00 and the day after at 14:00, in so many *days*."""
    day = timezone.localdate() + timedelta(days=days)
    return [
        timezone.make_aware(datetime.combine(day, time(10))),
        timezone.make_aware(datetime.combine(day + timedelta(days=1), time(14))),
    ]


SILENT = 2  # carriers who have not answered yet


def give_news(call: CallPage) -> None:
    """Ask the carriers of *call* as the work of the night does, and have most of them answer."""
    ask_for_news()
    asked = list(FollowUp.objects.filter(dossier__call=call).select_related("dossier__call"))
    states, came_of = cycle(PROGRESS), cycle(CAME_OF)
    for rank, each in enumerate(asked[SILENT:]):
        data = QueryDict(mutable=True)
        data["avancement"] = next(states)[0]
        data["personnes"], data["emplois"] = str(40 + 25 * rank), str(rank % 3)
        data["mot"] = "Exemple\u00a0: le local est trouvé, les ateliers commencent."
        for field in each.step.fields:
            if field.key.startswith(OUTCOME_PREFIX):
                data[field.key] = next(came_of)[0]
        answer(each, data)
    if call.results_at:
        day = call.results_at + relativedelta(months=6)
        FollowUp.objects.filter(pk__in=[each.pk for each in asked]).update(asked_at=day)
        given = FollowUp.objects.sent().filter(dossier__call=call)
        given.update(sent_at=min(day + timedelta(days=4), timezone.now()))
