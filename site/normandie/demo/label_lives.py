"""What example labels ask, and what became of some of them: all invented, and said so."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

from django.contrib.auth import get_user_model
from django.utils import timezone

from ami.models import CallPage, CallsPage
from core.workflow import TEAM as TEAM_ROLE
from core.workflow import Actor
from directory.label_workflow import GRANTS, REQUIREMENTS
from directory.models import Label, LabelCriterion, LabelGrant, LabelRequirements

from .accounts import TEAM
from .call_texts import LABEL_CALL
from .labels import EXAMPLES, label_slug

FOLDER = Path(__file__).parent / "examples" / "requirements"
SOURCE = "Inventé pour la démonstration"
FIRST, SECOND = timedelta(days=4 * 365), timedelta(days=200)  # before today
LATER = "besoins-ecoutes", "ressources-locales"  # asked since the second version alone
CHANGES = (
    "La version 2 demande en plus que le lieu écoute ses usagers et travaille avec ses voisins."
)
WORKS = "Exemple\u00a0: le lieu est en travaux, le public n’y entre plus."
OVER = "Exemple\u00a0: l’activité a cessé."
YEARS = timedelta(days=3 * 365)


def create_label_lives() -> None:
    """Write what the example labels ask, then what became of four attributions; safe to repeat."""
    if LabelRequirements.objects.exists():
        return
    staff = Actor(TEAM_ROLE, get_user_model().objects.get(username=TEAM.username))
    for kind in EXAMPLES:
        _create_requirements(Label.objects.get(slug=label_slug(kind)), kind, staff)
        _create_call(Label.objects.get(slug=label_slug(kind)))
    for grant in LabelGrant.objects.all():
        grant.requirements = grant.label.requirements.in_force(grant.granted_on).first()
        grant.save()
    chosen = list(LabelGrant.objects.order_by("-number")[:4])
    if len(chosen) < 4:  # a region of few examples
        return
    renewed, ending, suspended, withdrawn = chosen
    _precede(renewed)
    ending.expires_on = timezone.localdate() + timedelta(days=60)
    ending.save()
    GRANTS.apply(suspended, "suspendre", staff, reason=WORKS)
    GRANTS.apply(withdrawn, "retirer", staff, reason=OVER)


def _create_requirements(label: Label, kind: str, staff: Actor) -> None:
    written = tomllib.loads((FOLDER / f"{kind}.toml").read_text("utf-8"))["criteria"]
    later = [each for each in written if each["code"] in LATER]
    today = timezone.localdate()
    first = [each for each in written if each not in later]
    _publish(label, first, today - FIRST, "", staff)
    if later:
        _publish(label, written, today - SECOND, CHANGES, staff)


def _create_call(label: Label) -> None:
    """Open, all year, the request of *label*."""
    calls = CallsPage.objects.first()
    if calls is None:
        return
    call = CallPage(
        **LABEL_CALL,
        title=f"Demander le label «\u00a0{label.name}\u00a0» (exemple)",
        slug=f"label-{label.slug}-exemple",
        requirements=label.requirements.in_force().first(),
        opens_at=timezone.now() - timedelta(days=30),
        is_example=True,
    )
    calls.add_child(instance=call)
    call.save_revision().publish()


def _publish(label: Label, criteria: list[dict], day: date, changes: str, staff: Actor) -> None:
    version = LabelRequirements.objects.create(
        label=label, in_force_from=day, is_example=True, source=SOURCE, changes=changes
    )
    for rank, criterion in enumerate(criteria):
        LabelCriterion.objects.create(requirements=version, sort_order=rank, **criterion)
    REQUIREMENTS.apply(version, "publier", staff)


def _precede(renewed: LabelGrant) -> None:
    """Give *renewed* the attribution that it follows."""
    renewed.renews = LabelGrant.objects.create(
        place=renewed.place,
        label=renewed.label,
        granted_on=renewed.granted_on - YEARS,
        expires_on=renewed.granted_on - timedelta(days=1),
        decision="Exemple",
    )
    renewed.save()
