"""How long drafts are kept, and what people leave around the files: accesses, requests, notices.

Deposited files are public archives (Code du patrimoine, L. 211-1 and L. 212-2): nothing here erases
them, nor the news of their projects; staff eliminate them with a visa (``ami.eliminations``). What
the service and outside experts write of a file, notes, readings, opinions, is of it and goes with
it; what was drawn of a joined file (``Preview``) too, an export with any of its files or a title
that names one, and a tag that no other file bears. The
bordereaux stay: they name no carrier, and are the proof. Who works on a call (``CallRole``) stays
as long as its page.
"""

from datetime import timedelta

from ami.kinds import AMI
from ami.models import CallNotice, Dossier, DossierTag, Export, Member, NoteDraft, Takeover
from ami.models.export import KEPT
from ami.services.erasures import NOTICE
from core.retention import CONSENT, PUBLIC_MISSION, keep

# Told first, once nobody has touched them for as long as their kind says (« drafts_kept »), less
# these two weeks: without a mail that has left, nothing is erased.
keep(
    "brouillons de dossiers que personne ne touche, une fois leur effacement annoncé",
    Dossier.objects.to_erase,
    since="erasure_told_at",
    kept=NOTICE,
    basis=f"{PUBLIC_MISSION}\u00a0: le temps de répondre à l’appel (pour un AMI, "
    f"{AMI.drafts_kept.days} jours sans changement).",
)
keep(
    "demandes d’être prévenu que personne n’a confirmées",
    CallNotice.objects.unconfirmed,
    since="asked_at",
    kept=timedelta(days=7),
    basis=f"{CONSENT}\u00a0: le temps de le confirmer.",
)
keep(
    "demandes d’être prévenu de l’ouverture d’un appel",
    CallNotice.objects.confirmed,
    since="asked_at",
    kept=timedelta(days=365),
    basis=f"{CONSENT}\u00a0: jusqu’à l’ouverture de l’appel.",
)
keep(
    "accès à un dossier donnés pour un temps",
    Member.objects.all,
    since="ends_at",
    kept=timedelta(0),
    basis=f"{PUBLIC_MISSION}\u00a0: jusqu’à la date dite à la personne.",
)
keep(
    "demandes de reprise d’un dossier non confirmées",
    Takeover.objects.unconfirmed,
    since="received_at",
    kept=timedelta(days=7),
    basis=f"{PUBLIC_MISSION}\u00a0: le temps de confirmer son adresse.",
)
keep(
    "demandes de reprise d’un dossier",
    Takeover.objects.confirmed,
    since="received_at",
    kept=timedelta(days=365),
    basis=f"{PUBLIC_MISSION}\u00a0: répondre à qui conteste la décision.",
)
keep(
    "notes internes commencées et jamais écrites",
    NoteDraft.objects.all,
    since="saved_at",
    kept=timedelta(days=30),
    basis=f"{PUBLIC_MISSION}\u00a0: le temps de la finir.",
)
keep(
    "étiquettes qu’aucun dossier ne porte plus",
    DossierTag.objects.unused,
    since="created_at",
    kept=timedelta(days=1),
    basis="Sans donnée personnelle\u00a0: une faute de frappe ne reste pas.",
)
keep(
    "exports de dossiers demandés par les agents",
    Export.objects.all,
    since="expires_at",
    kept=timedelta(0),
    basis=f"{PUBLIC_MISSION}\u00a0: le temps de les télécharger ({KEPT.days} jours).",
)
