"""A kind of call as the next developer would write one: the request for the label, data alone."""

from ami.definitions import FieldDefinition, FieldType, FormDefinition, StepDefinition
from ami.kinds import CARRIER, DRAFT, LEAD, REVIEWER, SILENCE_ACTIONS, CallKind, Silence, State
from ami.kinds.base import effect
from core.workflow import SYSTEM, Transition, TransitionTable

DEPOSITED, REVIEWED, TO_COMPLETE = "depose", "en_instruction", "a_completer"
ADVICE = "avis_demande"
ACCEPTED, REFUSED = "accepte", "refuse"
ACCEPTED_BY_SILENCE, REJECTED_BY_SILENCE = "accepte_silence", "rejete_silence"
ARACT = "aract"
TEAM = frozenset({REVIEWER, LEAD})
OPEN = frozenset({DEPOSITED, REVIEWED, ADVICE})

STATES = {
    DRAFT: State("Brouillon", "Brouillon, non déposé", "Rien n’est déposé.", is_open=False),
    DEPOSITED: State("Déposée", "Déposée", "Le service a reçu votre demande."),
    REVIEWED: State("En instruction", "En instruction", "Le service étudie votre demande."),
    TO_COMPLETE: State("À compléter", "À compléter", "Il manque une pièce.", suspends_clock=True),
    ADVICE: State("Avis demandé", "En instruction", "Le service étudie votre demande."),
    ACCEPTED: State(
        "Acceptée",
        "Label accordé",
        "Le label vous est accordé.",
        is_open=False,
        shows_result=True,
        hidden_as=REVIEWED,
    ),
    REFUSED: State(
        "Refusée",
        "Label refusé",
        "Le label est refusé.",
        is_open=False,
        shows_result=True,
        hidden_as=REVIEWED,
    ),
    ACCEPTED_BY_SILENCE: State(
        "Acceptée par silence", "Label accordé", "Le label vous est accordé.", is_open=False
    ),
    REJECTED_BY_SILENCE: State(
        "Rejetée par silence", "Demande rejetée", "Sans réponse, elle est rejetée.", is_open=False
    ),
}


def _step(action: str, label: str, sources: frozenset[str], target: str, *roles: str) -> Transition:
    return Transition(action, label, sources, target, frozenset(roles))


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
        _step("prendre", "Instruire", frozenset({DEPOSITED}), REVIEWED, *TEAM),
        _step("demander-complement", "Demander une pièce", OPEN, TO_COMPLETE, *TEAM),
        _step("completer", "Compléter", frozenset({TO_COMPLETE}), REVIEWED, CARRIER),
        _step("demander-avis", "Saisir l’ARACT", frozenset({REVIEWED}), ADVICE, *TEAM),
        Transition(
            "rendre-avis",
            "Rendre un avis",
            frozenset({ADVICE}),
            REVIEWED,
            frozenset({ARACT}),
            needs_reason=True,
        ),
        _step("accepter", "Accorder le label", frozenset({REVIEWED}), ACCEPTED, LEAD),
        Transition(
            "refuser",
            "Refuser le label",
            frozenset({REVIEWED}),
            REFUSED,
            frozenset({LEAD}),
            needs_reason=True,
        ),
        _step(
            SILENCE_ACTIONS[Silence.ACCEPTS],
            "Acceptée par silence",
            OPEN | {TO_COMPLETE},
            ACCEPTED_BY_SILENCE,
            SYSTEM,
        ),
        _step(
            SILENCE_ACTIONS[Silence.REJECTS],
            "Rejetée par silence",
            OPEN | {TO_COMPLETE},
            REJECTED_BY_SILENCE,
            SYSTEM,
        ),
    ),
)

FORM = FormDefinition(
    "label",
    1,
    (
        StepDefinition(
            "demandeur",
            "Votre structure",
            fields=(
                FieldDefinition("raison_sociale", "Nom de la structure", column="carrier_name"),
                FieldDefinition("mel", "Courriel", FieldType.EMAIL, column="contact_email"),
                FieldDefinition("ville", "Commune", FieldType.COMMUNE, column="commune"),
            ),
        ),
        StepDefinition(
            "postes",
            "Postes de travail",
            fields=(
                FieldDefinition("intitule", "Ce qu’on y fait", column="title"),
                FieldDefinition("cout", "Coût", FieldType.AMOUNT, required=False, column="budget"),
            ),
            repeated=True,
            least=1,
            item_name="poste",
        ),
        StepDefinition(
            "engagement",
            "Engagement",
            fields=(FieldDefinition("charte", "Suivez-vous la charte ?", FieldType.YES_NO),),
        ),
    ),
)

LABEL = CallKind(
    slug="essai",
    label="Demande de label",
    series="LABEL",
    states=STATES,
    transitions=TRANSITIONS,
    form=FORM,
    is_request=True,
    silence=Silence.REJECTS,
    silence_months=4,
    receipt_note="Cette demande de label appelle une décision.",
)
