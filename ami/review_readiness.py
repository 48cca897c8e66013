"""What the study of a call lacks: it forbids no opening, and is better ready before it."""

from collections.abc import Iterator

from ami.models import CallPage, MessageTemplate
from ami.permissions import leads, reviewers


def review_advice(call: CallPage) -> Iterator[str]:
    """Yield what whoever studies the files of *call* will look for."""
    if not call.criteria.all():
        yield (
            "Écrire la grille de lecture (onglet «\u00a0Étude\u00a0»)\u00a0: sans critère, rien ne "
            "montre sur quoi les avis divergent."
        )
    if not MessageTemplate.objects.exists():
        yield "Préparer des modèles de messages aux porteurs (menu «\u00a0Appels\u00a0»)."
    people = reviewers().count()
    if not people:
        yield "Donner à quelqu’un le droit d’étudier les dossiers\u00a0: personne ne l’a."
    elif not leads().exists():
        yield "Donner à quelqu’un le droit d’approuver les réponses\u00a0: personne ne l’a."
    elif call.four_eyes and people < 2:
        yield (
            "Donner à une deuxième personne le droit d’étudier les dossiers\u00a0: cet appel "
            "demande deux personnes pour chaque réponse."
        )
