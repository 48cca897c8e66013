"""How long what the managers' space writes is kept."""

from datetime import timedelta

from core.retention import PUBLIC_MISSION, keep
from normandie.espace.models import Answer, Comment, Invitation, PlaceViews, Question, YearlyReport
from normandie.espace.workshops import drafts

YEARS = timedelta(days=5 * 365)
CONTESTED = timedelta(days=365)

keep(
    "invitations à gérer un lieu, sans réponse",
    Invitation.objects.not_accepted,
    since="expires_at",
    kept=timedelta(days=30),
    basis=f"{PUBLIC_MISSION}\u00a0: pouvoir inviter à nouveau.",
)
keep(
    "invitations à gérer un lieu, acceptées",
    Invitation.objects.all,
    since="accepted_at",
    kept=timedelta(days=365),
    basis="Sécurité des traitements (RGPD, article 32)\u00a0: savoir qui a donné accès à un lieu.",
)
keep(
    "fréquentation des lieux",
    PlaceViews.objects.all,
    since="month",
    kept=timedelta(days=3 * 365),
    basis="Sans donnée personnelle\u00a0: comparer une année à la précédente.",
)
keep(
    "brouillons d’ateliers jamais envoyés, que personne ne change",
    drafts.drafts,
    since="latest_revision_created_at",
    kept=drafts.KEPT,
    basis=f"{PUBLIC_MISSION}\u00a0: le temps de l’envoyer.",
)

keep(
    "bilans annuels des lieux labellisés",
    YearlyReport.objects.all,
    since="sent_at",
    kept=YEARS,
    basis=f"{PUBLIC_MISSION}\u00a0: suivre le réseau d’une année à l’autre\u00a0; le nom de qui l’"
    "a envoyé part avec le compte.",
)
keep(
    "questions entre gérants où plus personne n’écrit, avec leurs réponses",
    Question.objects.all,
    since="last_message_at",
    kept=YEARS,
    basis=f"{PUBLIC_MISSION}\u00a0: ce qu’un gérant a appris sert aux suivants\u00a0; le nom part "
    "avec le compte.",
)
keep(
    "questions retirées par leur auteur, une fois sans réponse",
    Question.objects.withdrawn_and_alone,
    since="written_at",
    kept=timedelta(0),
    basis="Sans donnée personnelle\u00a0: leurs mots sont effacés, elles gardent la place des "
    "réponses.",
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
