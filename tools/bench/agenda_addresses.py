"""Addresses of the agenda that nobody has asked before, and pages of events, at random."""

import random
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.utils import timezone

from directory.models import Commune
from events.models import EventPage, Theme
from events.search.periods import MOMENTS


def agenda_addresses(seed: int = 1) -> Iterator[str]:
    """Yield addresses of the agenda with some of its filters, each another."""
    rng = random.Random(seed)  # noqa: S311
    departements = list(settings.REGION.departements)
    communes = list(Commune.objects.values_list("pk", flat=True))
    themes = list(Theme.objects.values_list("slug", flat=True))
    while True:
        asked = [("type", kind) for kind in rng.sample(EventPage.Kind.values, rng.randint(0, 2))]
        if rng.random() < 0.5:
            asked.append(("departement", rng.choice(departements)))
        if rng.random() < 0.3:
            asked.append(("theme", rng.choice(themes)))
        if rng.random() < 0.3:
            asked.append(("gratuit", "oui"))
        if rng.random() < 0.4:
            asked += [("commune", rng.choice(communes)), ("rayon", str(rng.randint(5, 50)))]
        rng.shuffle(asked)
        yield f"/agenda/?{urlencode([*asked, *_days(rng), ('x', str(rng.random()))])}"


def event_pages() -> Iterator[str]:
    """Yield the addresses of the pages of events."""
    paths = EventPage.objects.order_by("?").values_list("url_path", flat=True)
    return (f"/{path.split('/', 2)[2]}" for path in paths[:1_000])


def _days(rng: random.Random) -> list[tuple[str, str]]:
    chance = rng.random()
    if chance < 0.25:
        return [("quand", rng.choice(list(MOMENTS)))]
    if chance < 0.5:
        first = timezone.localdate() + timedelta(rng.randint(0, 60))
        return [("du", str(first)), ("au", str(first + timedelta(rng.randint(0, 40))))]
    return []
