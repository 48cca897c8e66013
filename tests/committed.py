"""What threads commit of places and their workshops, taken away: nothing of it is left."""

from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session

from core.models import OutgoingMail
from directory.models import PlacePage
from events.models import AgendaPage, EventPage


def erase() -> None:
    for page in (*EventPage.objects.all(), *PlacePage.objects.all(), *AgendaPage.objects.all()):
        page.delete()
    for model in (OutgoingMail, Session):
        model.objects.all().delete()
    get_user_model().objects.all().delete()
