"""How long invitations to manage a place are kept."""

from datetime import timedelta

from core.retention import PUBLIC_MISSION, keep
from normandie.espace.models import Invitation

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
