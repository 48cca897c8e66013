"""How long complaints are kept, with the person's data.

Source: docs/decisions/0013-accessibility-complaints.md.
"""

from datetime import timedelta

from core.retention import keep
from normandie.accessibility.models import Complaint

BASIS = (
    "Obligation légale (RGPD, article 6, 1, c\u00a0; loi 2005-102, article 47)\u00a0: répondre à "
    "la personne, et prouver qu’on l’a fait."
)

keep(
    "réclamations répondues",
    Complaint.objects.answered,
    since="answered_at",
    kept=timedelta(days=365),
    basis=BASIS,
)
keep(
    "réclamations (même sans réponse)",
    Complaint.objects.all,
    since="received_at",
    kept=timedelta(days=3 * 365),
    basis=BASIS,
)
