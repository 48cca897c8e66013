"""The AMI « Usages numériques »: a non-selective call, that nobody is accepted or refused by.

Source: the call of 2021 (« phase de recensement non sélective et non obligatoire », § 4 and 5).
"""

from core.workflow import SYSTEM, Transition, TransitionTable

from .ami_form import AMI_FOLLOW_UP, AMI_FORM
from .ami_states import (
    ANALYSIS,
    ANSWERED,
    APPROVED,
    CLOSED,
    DEPOSITED,
    MEETING_AGREED,
    MEETING_HELD,
    MEETING_PROPOSED,
    ORIENTED,
    OUT_OF_SCOPE,
    STATES,
    TO_COMPLETE,
    WITHDRAWN,
)
from .base import (
    CARRIER,
    ELSEWHERE,
    LEAD,
    CallKind,
    Outcome,
    effect,
    register_kind,
)
from .people import TEAM, people_transitions
from .steps import completion_transitions, deposit_transitions

# A file waits for one thing at a time: a meeting is held or called off before anything else.
IN_REVIEW = frozenset({ANALYSIS, MEETING_HELD})
MEETING = frozenset({MEETING_PROPOSED, MEETING_AGREED})

# A reorientation is not told before its date: until then, it may be withdrawn as the others.
_BEFORE_ANSWER = (
    frozenset({DEPOSITED, TO_COMPLETE, ORIENTED, APPROVED, OUT_OF_SCOPE}) | IN_REVIEW | MEETING
)

TRANSITIONS = TransitionTable(
    STATES,
    (
        *deposit_transitions(DEPOSITED, ANALYSIS, begin="Commencer l’analyse"),
        *completion_transitions(IN_REVIEW | {DEPOSITED}, TO_COMPLETE, ANALYSIS),
        Transition(
            "proposer-rencontre",
            "Proposer une rencontre",
            IN_REVIEW,
            MEETING_PROPOSED,
            TEAM,
            (effect("ami.services.meetings.open_meeting"),),
        ),
        Transition(
            "accepter-rencontre",
            "Accepter la rencontre",
            frozenset({MEETING_PROPOSED}),
            MEETING_AGREED,
            frozenset({CARRIER}),
            (effect("ami.services.meetings.agree"),),
        ),
        Transition(
            "decliner-rencontre",
            "Décliner la rencontre",
            MEETING,
            ANALYSIS,
            frozenset({CARRIER}),
            (effect("ami.services.meetings.decline"),),
        ),
        Transition(
            "autres-disponibilites",
            "Proposer d’autres disponibilités",
            MEETING,
            ANALYSIS,
            frozenset({CARRIER}),
            (effect("ami.services.meetings.decline"),),
        ),
        Transition(
            "deplacer-rencontre",
            "Déplacer la rencontre",
            MEETING,
            MEETING_PROPOSED,
            TEAM,
            (effect("ami.services.meetings.move"),),
        ),
        Transition(
            "annuler-rencontre",
            "Annuler la rencontre",
            MEETING,
            ANALYSIS,
            TEAM,
            (effect("ami.services.meetings.call_off"),),
        ),
        Transition(
            "noter-rencontre",
            "Noter la rencontre tenue",
            frozenset({MEETING_AGREED}),
            MEETING_HELD,
            TEAM,
            (effect("ami.services.meetings.note_held"),),
        ),
        Transition(
            "noter-absence",
            "Noter que personne n’est venu",
            frozenset({MEETING_AGREED}),
            ANALYSIS,
            TEAM,
            (effect("ami.services.meetings.note_missed"),),
        ),
        Transition(
            "orienter",
            "Orienter",
            IN_REVIEW,
            ORIENTED,
            TEAM,
            (effect("ami.services.results.keep_orientations"),),
        ),
        Transition(
            "reprendre-analyse",
            "Reprendre l’analyse",
            frozenset({ORIENTED, APPROVED}),
            ANALYSIS,
            TEAM,
        ),
        Transition(
            "approuver-reponse",
            "Approuver la réponse",
            frozenset({ORIENTED}),
            APPROVED,
            frozenset({LEAD}),
            (effect("ami.services.four_eyes.refuse_alone"),),
        ),
        # What is approved leaves by itself at the date of the results; the rest by hand, after it.
        Transition(
            "envoyer-reponse",
            "Envoyer la réponse",
            frozenset({APPROVED}),
            ANSWERED,
            frozenset({LEAD, SYSTEM}),
            (effect("ami.services.results.send_result"),),
        ),
        Transition(
            "envoyer-reponse",
            "Envoyer la réponse",
            frozenset({ORIENTED}),
            ANSWERED,
            frozenset({LEAD}),
            (effect("ami.services.results.send_unapproved"),),
        ),
        Transition(
            "reorienter",
            "Déclarer hors périmètre",
            IN_REVIEW | {DEPOSITED},
            OUT_OF_SCOPE,
            TEAM,
            (effect("ami.services.results.keep_reorientation"),),
            needs_reason=True,
        ),
        Transition(
            "retirer",
            "Retirer mon dossier",
            _BEFORE_ANSWER,
            WITHDRAWN,
            frozenset({CARRIER}),
            (
                effect("ami.services.results.refuse_once_out"),
                effect("ami.services.completions.close_awaited"),
                effect("ami.services.meetings.drop"),
                effect("ami.services.correspondence.tell_of_withdrawal"),
            ),
        ),
        Transition(
            "clore",
            "Clore",
            frozenset({ANSWERED, OUT_OF_SCOPE}),
            CLOSED,
            TEAM,
            (effect("ami.services.results.refuse_before_out"),),
        ),
        Transition(
            "rouvrir",
            "Rouvrir",
            frozenset({ANSWERED, OUT_OF_SCOPE, WITHDRAWN, CLOSED}),
            ANALYSIS,
            frozenset({LEAD}),
            (effect("ami.services.results.forget_told"),),
            needs_reason=True,
        ),
        *people_transitions(STATES),
    ),
)

TOLD = {
    "deposer": "Dossier déposé",
    "prendre": "Analyse commencée",
    "demander-complement": "Complément demandé par le service",
    "completer": "Complément envoyé",
    "reprendre-sans-complement": "Analyse reprise sans le complément",
    "proposer-rencontre": "Rencontre proposée par le service",
    "accepter-rencontre": "Rencontre acceptée",
    "decliner-rencontre": "Rencontre déclinée",
    "autres-disponibilites": "Autres disponibilités proposées",
    "deplacer-rencontre": "Autres créneaux proposés par le service",
    "annuler-rencontre": "Rencontre annulée par le service",
    "noter-rencontre": "Rencontre tenue",
    "noter-absence": "Rencontre manquée",
    "envoyer-reponse": "Réponse de la Région",
    "reorienter": "Réponse de la Région",
    "retirer": "Dossier retiré",
    "clore": "Dossier clos",
    "rouvrir": "Étude rouverte",
}

OUTCOMES = (
    Outcome("ingenierie", "Accompagnement en ingénierie"),
    Outcome("emergence", "Aide à l’émergence"),
    Outcome("materiels", "Matériels numériques"),
    Outcome("innovante", "Solution innovante et durable"),
    Outcome("pole", "Pôle de proximité"),
    Outcome("feder", "Fonds européens (FEDER) numériques"),
    Outcome("communication", "Aide à la communication ou valorisation"),
    Outcome("autre", "Autre suite"),
    Outcome(ELSEWHERE, "Un autre interlocuteur"),
)

AMI = register_kind(
    CallKind(
        slug="ami",
        label="Appel à manifestation d’intérêt",
        series="AMI",
        states=STATES,
        transitions=TRANSITIONS,
        form=AMI_FORM,
        told=TOLD,
        availability=("rencontre", "disponibilites"),
        outcomes=OUTCOMES,
        receipt_note=(
            "Cette manifestation d’intérêt n’est ni une demande de subvention, ni une demande de "
            "label\u00a0: elle n’appelle pas de décision, et le silence de la Région n’en vaut "
            "pas une."
        ),
        legal_forms_refused=frozenset({"particulier"}),
        refused_form_template="ami/kinds/ami_refused_form.html",
        follow_up=AMI_FOLLOW_UP,
    )
)
