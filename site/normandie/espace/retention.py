"""How long what the managers' space writes is kept."""

from datetime import timedelta

from core.retention import PUBLIC_MISSION, keep
from normandie.espace.models import Invitation, PlaceViews

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
