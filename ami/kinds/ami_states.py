"""The states of the AMI: what each is called, for the service and for the carrier."""

from .base import DRAFT, State

DEPOSITED, ANALYSIS, TO_COMPLETE = "depose", "en_analyse", "a_completer"
MEETING_PROPOSED, MEETING_AGREED = "rencontre_proposee", "rencontre_fixee"
MEETING_HELD = "rencontre_tenue"
ORIENTED, APPROVED, ANSWERED = "oriente", "reponse_prete", "reponse_envoyee"
OUT_OF_SCOPE, WITHDRAWN, CLOSED = "hors_perimetre", "retire", "clos"

ANALYSED = (
    "Le service lit votre dossier. Il peut vous écrire, vous proposer une rencontre ou vous "
    "demander un complément."
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
    MEETING_AGREED: State(
        "Rencontre fixée",
        "Rencontre fixée",
        "Votre rencontre avec le service a une date. Le service reprendra l’étude ensuite.",
    ),
    MEETING_HELD: State("Rencontre tenue", "En cours d’analyse", ANALYSED),
    ORIENTED: State("Orienté", "En cours d’analyse", ANALYSED),
    APPROVED: State("Réponse prête", "En cours d’analyse", ANALYSED),
    ANSWERED: State(
        "Réponse envoyée",
        "Réponse envoyée",
        "La Région a répondu\u00a0: les suites proposées sont ci-dessous, avec la personne à qui "
        "parler.",
        shows_result=True,
        hidden_as=ANALYSIS,
    ),
    OUT_OF_SCOPE: State(
        "Hors périmètre",
        "Réorienté",
        "Votre projet ne relève pas de cet appel\u00a0: le service vous indique ci-dessous vers "
        "qui vous tourner.",
        is_open=False,
        shows_result=True,
        hidden_as=ANALYSIS,
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
        hidden_as=ANALYSIS,
    ),
}
