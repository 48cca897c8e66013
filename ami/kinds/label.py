"""A request for a label: the criteria are answered one by one, and a decision is due.

Its cahier des charges is that of the version that the call names; the silence of the Région is a
setting of the call, since its legal service alone may say which regime applies (CRPA, L. 231-1 to
L. 231-6): nothing is presumed.
"""

from core.workflow import SYSTEM, Transition, TransitionTable

from .base import (
    CARRIER,
    LEAD,
    SILENCE_ACTIONS,
    CallKind,
    Outcome,
    Silence,
    effect,
    register_kind,
)
from .label_form import LABEL_FORM, label_form
from .label_states import (
    COMMITTEE,
    DEPOSITED,
    GRANTED,
    GRANTED_BY_SILENCE,
    REFUSED,
    REJECTED_BY_SILENCE,
    REVIEWED,
    STATES,
    TO_COMPLETE,
    WITHDRAWN,
)
from .people import TEAM, people_transitions
from .steps import completion_transitions, deposit_transitions

ONLY_LEAD = frozenset({LEAD})
UNDER_REVIEW = frozenset({DEPOSITED, REVIEWED, TO_COMPLETE, COMMITTEE})
DECIDED_FROM = frozenset({REVIEWED, COMMITTEE})
GRANT, REFUSE, RECORD_GRANT, TO_COMMITTEE = "accorder", "refuser", "etablir", "presenter-comite"
AWARDED, DENIED = "accorde", "refuse"  # outcomes

# The decision is kept as an answer is: told by mail, and read on every page, as such.
_TELL = (
    effect("ami.services.results.keep_orientations"),
    effect("ami.services.results.send_result"),
)
_ALONE = effect("ami.services.four_eyes.refuse_alone")
_AWARD = effect("ami.services.labels.award")

TRANSITIONS = TransitionTable(
    STATES,
    (
        *deposit_transitions(DEPOSITED, REVIEWED, begin="Commencer l’instruction"),
        *completion_transitions({DEPOSITED, REVIEWED, COMMITTEE}, TO_COMPLETE, REVIEWED),
        Transition(TO_COMMITTEE, "Présenter au comité", frozenset({REVIEWED}), COMMITTEE, TEAM),
        Transition(
            "reprendre-instruction",
            "Reprendre l’instruction",
            frozenset({COMMITTEE}),
            REVIEWED,
            TEAM,
            needs_reason=True,
        ),
        Transition(
            GRANT, "Accorder le label", DECIDED_FROM, GRANTED, ONLY_LEAD, (_ALONE, _AWARD, *_TELL)
        ),
        Transition(
            REFUSE,
            "Refuser le label",
            DECIDED_FROM,
            REFUSED,
            ONLY_LEAD,
            (_ALONE, *_TELL),
        ),
        # Silence decides by itself; the attribution has dates, which a person writes.
        Transition(
            SILENCE_ACTIONS[Silence.ACCEPTS],
            "Acceptée par silence",
            UNDER_REVIEW,
            GRANTED_BY_SILENCE,
            frozenset({SYSTEM}),
            (effect("ami.services.completions.close_awaited"),),
        ),
        Transition(
            SILENCE_ACTIONS[Silence.REJECTS],
            "Rejetée par silence",
            UNDER_REVIEW,
            REJECTED_BY_SILENCE,
            frozenset({SYSTEM}),
            (effect("ami.services.completions.close_awaited"),),
        ),
        Transition(
            RECORD_GRANT,
            "Établir l’attribution",
            frozenset({GRANTED_BY_SILENCE}),
            GRANTED,
            ONLY_LEAD,
            (_AWARD, *_TELL),
        ),
        Transition(
            "retirer",
            "Retirer ma demande",
            UNDER_REVIEW,
            WITHDRAWN,
            frozenset({CARRIER}),
            (
                effect("ami.services.completions.close_awaited"),
                effect("ami.services.correspondence.tell_of_withdrawal"),
            ),
        ),
        # What was granted is suspended or withdrawn in the register, not here.
        Transition(
            "rouvrir",
            "Rouvrir",
            frozenset({REFUSED, REJECTED_BY_SILENCE, WITHDRAWN}),
            REVIEWED,
            ONLY_LEAD,
            (effect("ami.services.results.forget_told"),),
            needs_reason=True,
        ),
        *people_transitions(STATES),
    ),
)

TOLD = {
    "deposer": "Demande déposée",
    "prendre": "Instruction commencée",
    "demander-complement": "Complément demandé par le service",
    "completer": "Complément envoyé",
    "reprendre-sans-complement": "Instruction reprise sans le complément",
    TO_COMMITTEE: "Demande présentée au comité",
    "reprendre-instruction": "Instruction reprise",
    GRANT: "Label accordé",
    RECORD_GRANT: "Attribution établie",
    REFUSE: "Label refusé",
    SILENCE_ACTIONS[Silence.ACCEPTS]: "Demande acceptée, faute de réponse",
    SILENCE_ACTIONS[Silence.REJECTS]: "Demande rejetée, faute de réponse",
    "retirer": "Demande retirée",
    "rouvrir": "Instruction rouverte",
}

LABEL = register_kind(
    CallKind(
        slug="label",
        label="Demande de label",
        series="LABEL",
        states=STATES,
        transitions=TRANSITIONS,
        form=LABEL_FORM,
        form_of=label_form,
        opening_needs={
            "requirements": "Choisissez le cahier des charges\u00a0: ses critères sont les "
            "questions de la demande.",
            "silence": "Dites ce que vaut le silence de la Région, avec le service "
            "juridique\u00a0: l’accusé de réception doit le dire.",
        },
        told=TOLD,
        outcomes=(Outcome(AWARDED, "Le label est accordé"), Outcome(DENIED, "Le label est refusé")),
        several_outcomes=False,
        answer_intro="Voici sa décision.",
        answer_title="La décision de la Région",
        is_request=True,
        silence=Silence.REJECTS,
        receipt_note="Cette demande de label appelle une décision. Elle n’est pas une demande de "
        "subvention.",
        legal_forms_refused=frozenset({"particulier"}),
    )
)
