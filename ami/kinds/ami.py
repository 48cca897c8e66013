"""The AMI « Usages numériques »: a non-selective call, that nobody is accepted or refused by.

Source: the call of 2021 (« phase de recensement non sélective et non obligatoire », § 4 and 5).
"""

from core.workflow import SYSTEM, Transition, TransitionTable

from .ami_form import AMI_FORM
from .base import CARRIER, DRAFT, LEAD, REVIEWER, CallKind, Outcome, State, effect, register_kind

DEPOSITED, ANALYSIS, TO_COMPLETE = "depose", "en_analyse", "a_completer"
MEETING_PROPOSED, MEETING_HELD = "rencontre_proposee", "rencontre_tenue"
ORIENTED, ANSWERED = "oriente", "reponse_envoyee"
OUT_OF_SCOPE, WITHDRAWN, CLOSED = "hors_perimetre", "retire", "clos"

IN_REVIEW = frozenset({ANALYSIS, MEETING_PROPOSED, MEETING_HELD})
TEAM = frozenset({REVIEWER, LEAD})

ANALYSED = (
    "Le service lit votre dossier. Il peut vous écrire, vous proposer une rencontre ou vous "
    "demander un complément. La réponse vous parviendra à la date annoncée."
)

STATES = {
    DRAFT: State(
        "Brouillon",
        "Brouillon, non déposé",
        "Votre dossier n’est pas encore déposé\u00a0: personne d’autre que vous ne le lit.",
        is_open=False,
    ),
    DEPOSITED: State(
        "Déposé",
        "Déposé",
        "Le service a reçu votre dossier et le prendra en charge.",
    ),
    ANALYSIS: State("En analyse", "En cours d’analyse", ANALYSED),
    TO_COMPLETE: State(
        "À compléter",
        "À compléter par vous",
        "Le service vous demande un complément\u00a0: la liste est ci-dessous. Ce que vous avez "
        "déposé reste inchangé à côté.",
        suspends_clock=True,
    ),
    MEETING_PROPOSED: State(
        "Rencontre proposée",
        "Rencontre proposée",
        "Le service vous propose une rencontre\u00a0: dites si elle vous convient.",
    ),
    MEETING_HELD: State("Rencontre tenue", "En cours d’analyse", ANALYSED),
    ORIENTED: State("Orienté", "En cours d’analyse", ANALYSED),
    ANSWERED: State(
        "Réponse envoyée",
        "Réponse envoyée",
        "La Région a répondu\u00a0: les suites proposées sont ci-dessous, avec la personne à qui "
        "parler.",
        shows_result=True,
    ),
    OUT_OF_SCOPE: State(
        "Hors périmètre",
        "Réorienté",
        "Votre projet ne relève pas de cet appel\u00a0: le service vous indique ci-dessous vers "
        "qui vous tourner.",
        is_open=False,
        shows_result=True,
    ),
    WITHDRAWN: State(
        "Retiré",
        "Retiré par vous",
        "Vous avez retiré ce dossier\u00a0: le service ne l’étudie plus.",
        is_open=False,
    ),
    CLOSED: State(
        "Clos",
        "Clos",
        "Le service a terminé l’étude de ce dossier. Les suites proposées restent ci-dessous.",
        is_open=False,
        shows_result=True,
    ),
}

_BEFORE_ANSWER = frozenset({DEPOSITED, TO_COMPLETE, ORIENTED}) | IN_REVIEW

TRANSITIONS = TransitionTable(
    STATES,
    (
        Transition(
            "deposer",
            "Déposer",
            frozenset({DRAFT}),
            DEPOSITED,
            frozenset({CARRIER}),
            (effect("ami.services.receipts.send_receipts"),),
        ),
        Transition("prendre", "Commencer l’analyse", frozenset({DEPOSITED}), ANALYSIS, TEAM),
        Transition(
            "demander-complement",
            "Demander un complément",
            IN_REVIEW | {DEPOSITED},
            TO_COMPLETE,
            TEAM,
        ),
        Transition(
            "completer",
            "Envoyer le complément",
            frozenset({TO_COMPLETE}),
            ANALYSIS,
            frozenset({CARRIER}),
        ),
        Transition(
            "reprendre-sans-complement",
            "Reprendre sans le complément",
            frozenset({TO_COMPLETE}),
            ANALYSIS,
            TEAM,
            needs_reason=True,
        ),
        Transition(
            "proposer-rencontre",
            "Proposer une rencontre",
            IN_REVIEW,
            MEETING_PROPOSED,
            TEAM,
        ),
        Transition(
            "noter-rencontre",
            "Noter la rencontre tenue",
            frozenset({MEETING_PROPOSED}),
            MEETING_HELD,
            TEAM,
        ),
        Transition(
            "renoncer-rencontre",
            "Renoncer à la rencontre",
            frozenset({MEETING_PROPOSED}),
            ANALYSIS,
            TEAM | {CARRIER},
        ),
        Transition("orienter", "Orienter", IN_REVIEW, ORIENTED, TEAM),
        Transition(
            "reprendre-analyse",
            "Reprendre l’analyse",
            frozenset({ORIENTED}),
            ANALYSIS,
            TEAM,
        ),
        Transition(
            "envoyer-reponse",
            "Envoyer la réponse",
            frozenset({ORIENTED}),
            ANSWERED,
            frozenset({LEAD, SYSTEM}),
        ),
        Transition(
            "reorienter",
            "Déclarer hors périmètre",
            IN_REVIEW | {DEPOSITED},
            OUT_OF_SCOPE,
            TEAM,
            needs_reason=True,
        ),
        Transition(
            "retirer",
            "Retirer mon dossier",
            _BEFORE_ANSWER,
            WITHDRAWN,
            frozenset({CARRIER}),
            (effect("ami.services.correspondence.tell_of_withdrawal"),),
        ),
        Transition("clore", "Clore", frozenset({ANSWERED, OUT_OF_SCOPE}), CLOSED, TEAM),
        Transition(
            "rouvrir",
            "Rouvrir",
            frozenset({ANSWERED, OUT_OF_SCOPE, WITHDRAWN, CLOSED}),
            ANALYSIS,
            frozenset({LEAD}),
            needs_reason=True,
        ),
    ),
)

OUTCOMES = (
    Outcome("ingenierie", "Accompagnement en ingénierie"),
    Outcome("emergence", "Aide à l’émergence"),
    Outcome("materiels", "Matériels numériques"),
    Outcome("innovante", "Solution innovante et durable"),
    Outcome("pole", "Pôle de proximité"),
    Outcome("feder", "Fonds européens (FEDER) numériques"),
    Outcome("communication", "Aide à la communication ou valorisation"),
    Outcome("autre", "Autre suite"),
)

AMI = register_kind(
    CallKind(
        slug="ami",
        label="Appel à manifestation d’intérêt",
        series="AMI",
        states=STATES,
        transitions=TRANSITIONS,
        form=AMI_FORM,
        outcomes=OUTCOMES,
        receipt_note=(
            "Cette manifestation d’intérêt n’est ni une demande de subvention, ni une demande de "
            "label\u00a0: elle n’appelle pas de décision, et le silence de la Région n’en vaut "
            "pas une."
        ),
        legal_forms_refused=frozenset({"particulier"}),
        refused_form_template="ami/kinds/ami_refused_form.html",
    )
)
