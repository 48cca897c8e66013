"""How long what managers write to one another is kept."""

from datetime import timedelta

from core.retention import PUBLIC_MISSION, keep
from normandie.espace.models import Answer, Comment, Question

YEARS = timedelta(days=5 * 365)
CONTESTED = timedelta(days=365)

keep(
    "questions entre gérants où plus personne n’écrit, avec leurs réponses",
    Question.objects.all,
    since="last_message_at",
    kept=YEARS,
    basis=f"{PUBLIC_MISSION}\u00a0: ce qu’un gérant a appris sert aux suivants\u00a0; le nom part "
    "avec le compte.",
)
keep(
    "commentaires de la feuille de route",
    Comment.objects.all,
    since="written_at",
    kept=YEARS,
    basis=f"{PUBLIC_MISSION}\u00a0: construire la feuille de route\u00a0; le nom part avec le "
    "compte.",
)
for label, model in (
    ("questions masquées par l’équipe", Question),
    ("réponses masquées par l’équipe", Answer),
    ("commentaires masqués par l’équipe", Comment),
):
    keep(
        label,
        model.objects.hidden,
        since="hidden_at",
        kept=CONTESTED,
        basis=f"{PUBLIC_MISSION}\u00a0: répondre à qui conteste la décision.",
    )
