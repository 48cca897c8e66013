"""What threads commit, taken away: the tests that follow start from nothing of it."""

from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session

from ami.models import CallsPage, Dossier, DossierTag, MessageTemplate
from core.models import AccessToken, HistoryEntry, NumberSeries, OutgoingMail

LEFT = (
    OutgoingMail,
    AccessToken,
    HistoryEntry,
    NumberSeries,
    DossierTag,
    MessageTemplate,
    Session,
)


def erase() -> None:
    """Erase the calls, their files and all that was made for them, accounts included."""
    Dossier.objects.all().delete()
    CallsPage.objects.all().delete()
    for model in LEFT:
        model._default_manager.all().delete()
    get_user_model().objects.all().delete()
