"""What the managers of the demo do: sheets they change, what they send, what visitors read."""

from collections.abc import Iterable, Sequence
from datetime import time, timedelta
from random import Random
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from core.models import OutgoingMail
from directory.hours import Closure, closures_in
from directory.models import ErrorReport, PlacePage, Term, Vocabulary
from directory.units import version_of
from events.models import EventPage, Theme, WorkshopTemplate
from normandie.demo import accounts
from normandie.demo.events import EXAMPLES, MARK
from normandie.espace.access import managed_places
from normandie.espace.models import PlaceSettings, PlaceViews
from normandie.espace.publication import send
from normandie.espace.services.closures import close
from normandie.espace.services.sheet import change_sheet, edited
from normandie.espace.traffic.figures import MONTHS, months_until
from normandie.espace.traffic.models import Viewed

from .accounts import TEAM

COMMENT = (
    "Exemple de réponse de l’équipe\u00a0: cette phrase parle d’un autre lieu. Pouvez-vous la "
    "reprendre\u00a0?"
)


def create_sheet_changes(places: Sequence[PlacePage]) -> None:
    """Have the managers of the first *places* change their sheets; safe to repeat.

    The first waits for the team, and closes some days; the second was sent back; the Région trusts
    the third.
    """
    waiting, sent_back, trusted = places[:3]
    _change(waiting, "hours_note", "Exemple\u00a0: sonnez à la porte bleue.")
    if not closures_in(waiting.hours):
        first = timezone.localdate() + timedelta(days=20)
        close(waiting, waiting.managers.first(), Closure(first, first + timedelta(days=9)))
    if _change(sent_back, "getting_there", "Exemple\u00a0: à deux pas de la gare."):
        step = sent_back.current_workflow_task_state
        team = get_user_model().objects.get(username=TEAM.username)
        step.task.specific.on_action(step, team, "reject", comment=COMMENT)
    PlaceSettings.objects.get_or_create(place=trusted, defaults={"publishes_directly": True})


def _change(place: PlacePage, field: str, text: str) -> bool:
    """Have its manager write *text*, and tell whether that was to be done."""
    place.refresh_from_db()
    if place.has_unpublished_changes:
        return False
    user: Any = place.managers.first()
    mine = edited(PlacePage.objects.select_related("commune").get(pk=place.pk))
    opened = version_of(mine, [field])
    setattr(mine, field, text)
    sent = change_sheet(place, user, mine, opened, units=[field], sensitive=False)
    return sent.outcome is not None


SEED = 2026
MOST = {Viewed.SHEET: 240, Viewed.WORKSHOP: 90}  # in a month


def create_example_views(places: Iterable[PlacePage]) -> None:
    """Give a year of counts to those of *places* that are examples and have none."""
    months = months_until(timezone.localdate().replace(day=1), MONTHS)
    random = Random(SEED)  # noqa: S311  (not a secret)
    for place in places:
        if not place.is_example or PlaceViews.objects.filter(place=place).exists():
            continue
        PlaceViews.objects.bulk_create(
            PlaceViews(place=place, month=month, viewed=viewed, count=random.randint(0, most))
            for month in months
            for viewed, most in MOST.items()
        )


REPORTS = (
    (
        ErrorReport.Subject.HOURS,
        "Exemple\u00a0: mercredi à 10 h la porte était fermée, alors que la fiche dit «\u00a0ouvert"
        "\u00a0».",
        "visiteuse@demo.example",
    ),
    (ErrorReport.Subject.CONTACT, "Exemple\u00a0: ce numéro sonne dans le vide.", ""),
)


def create_example_sendings() -> int:
    """Have a sheet, an event and two reports wait for the team, unless some do; no mail leaves.

    Return how many.
    """
    managers = get_user_model().objects
    one = managers.get(username=accounts.MANAGER.username)
    several = managers.get(username=accounts.NETWORK_MANAGER.username)
    place = managed_places(one).filter(is_example=True).first()
    if place is None or ErrorReport.objects.exists():
        return 0
    mails = set(OutgoingMail.objects.values_list("pk", flat=True))
    _send_a_sheet(place, one)
    sent = 1 + _send_an_event(several)
    for subject, message, email in REPORTS:
        ErrorReport.objects.create(place=place, subject=subject, message=message, email=email)
    OutgoingMail.objects.exclude(pk__in=mails).delete()
    return sent + len(REPORTS)


def _send_a_sheet(place: PlacePage, manager: Any) -> None:
    version = place.get_latest_revision_as_object()
    version.hours = "Tu-Fr 09:30-12:30,14:00-18:00; Sa 09:30-12:30"
    version.getting_there = "Exemple\u00a0: arrêt de bus devant l’entrée."
    send(version, manager, directly=False)


def _send_an_event(manager: Any) -> int:
    series = EventPage.objects.live().exclude(rule="").filter(occurrences__place__managers=manager)
    event = series.order_by("pk").first()
    if event is None:
        return 0
    version = event.get_latest_revision_as_object()
    version.start_time, version.end_time = time(17, 30), time(19)
    send(version, manager, directly=False)
    return 1


TEMPLATES = 6


def create_workshop_templates() -> int:
    """Create the templates, unless there are some already; return how many are new."""
    if WorkshopTemplate.objects.exists():
        return 0
    terms = {term.code: term for term in Term.objects.filter(vocabulary=Vocabulary.AUDIENCE)}
    for example in EXAMPLES[:TEMPLATES]:
        template = WorkshopTemplate.objects.create(
            title=f"{example.title}{MARK}",
            summary=example.summary,
            kind=example.kind,
            level=example.level,
        )
        template.themes.set(Theme.objects.filter(name=example.theme))
        template.terms.set([terms[example.audience]] if example.audience in terms else [])
    return TEMPLATES
