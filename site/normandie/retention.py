"""How long what Django and Wagtail write of people is kept."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from wagtail.models import ModelLogEntry

from core.retention import PUBLIC_MISSION, keep


def log_of_accounts() -> QuerySet[ModelLogEntry]:
    """What the admin wrote when an account was made, changed or deleted: it holds its name."""
    accounts = ContentType.objects.get_for_model(get_user_model())
    return ModelLogEntry.objects.filter(content_type=accounts)


keep(
    "sessions de connexion",
    Session.objects.all,
    since="expire_date",
    kept=timedelta(0),
    basis=f"{PUBLIC_MISSION}\u00a0: rester connecté, deux semaines.",
)
keep(
    "journal des comptes de l’administration",
    log_of_accounts,
    since="timestamp",
    kept=timedelta(days=365),
    basis="Sécurité des traitements (RGPD, article 32\u00a0; CNIL, délibération 2021-122\u00a0: "
    "six mois à un an).",
)
