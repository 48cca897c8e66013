"""The states of a request for the label: what each is called, for the service and the carrier."""

from .base import DRAFT, State

DEPOSITED, REVIEWED, TO_COMPLETE, COMMITTEE = "depose", "en_instruction", "a_completer", "en_comite"
GRANTED, REFUSED = "label_accorde", "label_refuse"
GRANTED_BY_SILENCE, REJECTED_BY_SILENCE = "accepte_silence", "rejete_silence"
WITHDRAWN = "retire"

STATES = {
    DRAFT: State(
        "Brouillon",
        "Brouillon, non déposé",
        "Votre demande n’est pas encore déposée\u00a0: personne d’autre que vous ne la lit.",
        is_open=False,
    ),
    DEPOSITED: State(
        "Déposée", "Déposée", "Le service a reçu votre demande et la prendra en charge."
    ),
    REVIEWED: State(
        "En instruction",
        "En cours d’instruction",
        "Le service lit votre demande, critère par critère. Il peut vous écrire, ou vous demander "
        "un complément.",
    ),
    TO_COMPLETE: State(
        "À compléter",
        "À compléter par vous",
        "Le service vous demande un complément\u00a0: la liste est ci-dessous. Ce que vous avez "
        "déposé reste inchangé à côté.",
        suspends_clock=True,
    ),
    COMMITTEE: State(
        "Au comité",
        "Présentée au comité",
        "L’instruction est finie. Un comité examine votre demande avant la décision.",
    ),
    GRANTED: State(
        "Label accordé",
        "Label accordé",
        "Votre lieu a le label. La décision est ci-dessous.",
        is_open=False,
        shows_result=True,
        hidden_as=REVIEWED,
    ),
    REFUSED: State(
        "Label refusé",
        "Label refusé",
        "Votre lieu n’a pas le label. La décision, ses raisons et vos recours sont ci-dessous.",
        is_open=False,
        shows_result=True,
        hidden_as=REVIEWED,
    ),
    # Something is still due there: the attribution, which a person writes.
    GRANTED_BY_SILENCE: State(
        "Acceptée par silence",
        "Acceptée, faute de réponse",
        "Le temps donné à la Région est passé sans réponse\u00a0: votre demande est tenue pour "
        "acceptée. Le service établit l’attribution et vous écrit.",
        shows_result=True,
        hidden_as=REVIEWED,
    ),
    REJECTED_BY_SILENCE: State(
        "Rejetée par silence",
        "Rejetée, faute de réponse",
        "Le temps donné à la Région est passé sans réponse\u00a0: votre demande est tenue pour "
        "rejetée.",
        is_open=False,
    ),
    WITHDRAWN: State(
        "Retirée",
        "Retirée par vous",
        "Vous avez retiré cette demande\u00a0: le service ne l’étudie plus.",
        is_open=False,
    ),
}
