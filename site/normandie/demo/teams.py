"""The team of the example call that is open: four people, one of whom reads one département."""

from django.conf import settings
from django.contrib.auth import get_user_model

from ami.models import CallPage, CallRole
from ami.services.teams import TeamLine, write_team
from directory.models import Departement
from normandie.demo.accounts import ADMINISTRATOR, LEAD, LOCAL_REVIEWER, REVIEWER, TEAM

Role = CallRole.Role


def create_example_team() -> None:
    """Name the team of the last example call to close, unless somebody did."""
    call = CallPage.objects.filter(is_example=True, team=None).order_by("-closes_at").first()
    if call is None or CallRole.objects.exists():
        return
    users = {each.username: each for each in get_user_model().objects.all()}
    departement = Departement.objects.filter(pk=settings.REGION.departement)
    lines = [
        TeamLine(users[LEAD.username], Role.LEAD),
        TeamLine(users[REVIEWER.username], Role.REVIEWER),
        TeamLine(users[LOCAL_REVIEWER.username], Role.REVIEWER, list(departement)),
        TeamLine(users[TEAM.username], Role.READER),
    ]
    write_team(call, lines, seen="", by=users[ADMINISTRATOR.username])
