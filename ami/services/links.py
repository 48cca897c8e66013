"""The secret links of a file: for its carrier, and for each person invited (``core.tokens``)."""

from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse

from ami.models import Dossier, Member
from ami.models.dossier import DossierQuerySet
from core.tokens import issue_token

LINK_PURPOSE = "dossier"  # purpose of the links that mails hold


def new_link(subject: Dossier | Member) -> str:
    """Return a new secret address of a file, good until it is withdrawn: for a mail alone."""
    secret = issue_token(LINK_PURPOSE, subject)
    return urljoin(settings.WAGTAILADMIN_BASE_URL, reverse("dossier_link", args=[secret]))


def files_of(email: str) -> DossierQuerySet:
    """Return the files whose links go to *email*."""
    return Dossier.objects.filter(access_email=email.lower())
