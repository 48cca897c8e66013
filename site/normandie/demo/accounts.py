"""One account for each role of the site, with a password that everybody may know."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser, Group
from django.utils import timezone

from core.text.words import slug_of
from directory.models import PlacePage
from normandie.espace.models import Invitation
from normandie.espace.services.invitations import LASTING
from normandie.roles import LEADS_GROUP, REVIEWERS_GROUP

PASSWORD = f"{slug_of(settings.REGION.name)}-demo"  # (printed at the end of the command)


@dataclass(frozen=True)
class DemoAccount:
    """``role`` says to who reads the list what the account may do."""

    username: str
    first_name: str
    last_name: str
    role: str
    is_superuser: bool = False


ADMINISTRATOR = DemoAccount("admin", "Ada", "Démo", "administre tout le site", is_superuser=True)
TEAM = DemoAccount("region", "Rémi", "Démo", "anime le réseau pour la Région")
EDITOR = DemoAccount(
    "redactrice", "Rose", "Démo", "écrit des pages, que l’équipe relit avant parution"
)
REVIEWER = DemoAccount("instructrice", "Inès", "Démo", "étudie les dossiers des appels")
LOCAL_REVIEWER = DemoAccount(
    "instructrice-locale",
    "Odile",
    "Démo",
    f"étudie les dossiers {settings.REGION.of_departement}, dans l’appel d’exemple ouvert",
)
LEAD = DemoAccount(
    "responsable", "Raoul", "Démo", "étudie les dossiers des appels et approuve les réponses"
)
MANAGER = DemoAccount("gestionnaire", "Gaëlle", "Démo", "gère un lieu, sans entrer dans l’admin")
NETWORK_MANAGER = DemoAccount(
    "gestionnaires", "Malo", "Démo", "gère plusieurs lieux, sans entrer dans l’admin"
)
ACCOUNTS = (ADMINISTRATOR, TEAM, EDITOR, REVIEWER, LOCAL_REVIEWER, LEAD, MANAGER, NETWORK_MANAGER)


def create_accounts(team: Group, editors: Group, places: Sequence[PlacePage]) -> None:
    """Create the accounts, or bring them back to their password and to their rights.

    *team* is the group of the Région, *editors* that of people who publish nothing themselves;
    the first of *places* is the one that the manager looks after, the others have one for them all.
    """
    for account in ACCOUNTS:
        _create(account)
    User = get_user_model()
    User.objects.get(username=TEAM.username).groups.set([team])
    User.objects.get(username=EDITOR.username).groups.set([editors])
    in_groups = (
        (REVIEWER, REVIEWERS_GROUP),
        (LOCAL_REVIEWER, REVIEWERS_GROUP),
        (LEAD, LEADS_GROUP),
    )
    for account, group in in_groups:
        User.objects.get(username=account.username).groups.set([Group.objects.get(name=group)])
    for rank, place in enumerate(places):
        manager = NETWORK_MANAGER if rank else MANAGER
        place.managers.add(User.objects.get(username=manager.username))
    for place in places[:1]:
        _invite_a_colleague(place, User.objects.get(username=MANAGER.username))


def _invite_a_colleague(place: PlacePage, manager: Any) -> None:
    """Leave an invitation that waits, without its mail: nobody reads that address."""
    Invitation.objects.update_or_create(
        place=place,
        email="collegue@demo.example",
        accepted_at=None,
        defaults={"invited_by": manager, "expires_at": timezone.now() + LASTING},
    )


def _create(account: DemoAccount) -> AbstractBaseUser:
    user, _ = get_user_model().objects.update_or_create(
        username=account.username,
        defaults={
            "first_name": account.first_name,
            "last_name": account.last_name,
            "email": f"{account.username}@demo.example",
            "is_superuser": account.is_superuser,
            "is_staff": account.is_superuser,
            "is_active": True,
        },
    )
    if not user.check_password(PASSWORD):
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
    return user
