"""Two invented pôles around the invented places of that kind, with what makes them alive."""

from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from directory.models import PlacePage, PoleContact, PoleIndexPage, PoleNews, PolePage
from normandie.demo.accounts import NETWORK_MANAGER
from normandie.demo.examples.loading import MARK

# Their sheets; the first answers for an intercommunalité, the second for some communes of its own.
WHOLE, IN_PART = "pole-des-trois-rivieres", "pole-du-plateau"
MOST = 12  # communes of the second, the most inhabited first
CARRIER = "Structure imaginaire, pour l’exemple"
NEWS = (
    (
        "Exemple\u00a0: une mallette de tablettes à emprunter",
        "Douze tablettes attendent les médiateurs du territoire. Demandez-les au pôle.",
    ),
    (
        "Exemple\u00a0: première rencontre des lieux du territoire",
        "Une matinée pour se connaître, et dire ce qui manque aux habitants.",
    ),
)
FUNCTIONS = ("Coordination du pôle", "Prêt de matériel et formation")


def create_example_poles() -> None:
    """Create the pôles whose place is there, unless there are pôles already."""
    index = PoleIndexPage.objects.first()
    if index is None or PolePage.objects.exists():
        return
    sheets = PlacePage.objects.examples().named(WHOLE, IN_PART).select_related("commune__epci")
    for sheet in sheets:
        _create(index, sheet)


def _create(index: PoleIndexPage, sheet: PlacePage) -> None:
    pole = PolePage(
        title=sheet.title if sheet.title.endswith(MARK) else f"{sheet.title}{MARK}",
        slug=sheet.slug,
        summary=sheet.summary,
        body=[{"type": "text", "value": sheet.body_text and f"<p>{sheet.body_text}</p>"}],
        carrier=CARRIER,
        email=sheet.emails.splitlines()[0],
        phone=sheet.phone,
        website=sheet.websites.splitlines()[0],
        sheet=sheet,
        is_example=True,
        live=False,
    )
    epci = sheet.commune.epci
    if sheet.slug == WHOLE:
        pole.epcis = [epci]
    else:
        pole.communes = list(epci.communes.order_by("-population", "pk")[:MOST])
    pole.news = _news()
    index.add_child(instance=pole)
    pole.save_revision().publish()
    PoleContact.objects.bulk_create(
        PoleContact(pole=pole, function=function, email=pole.email, order=rank)
        for rank, function in enumerate(FUNCTIONS)
    )
    manager: Any = get_user_model().objects.get(username=NETWORK_MANAGER.username)
    pole.managers.add(manager)


def _news() -> list[PoleNews]:
    today = timezone.localdate()
    return [
        PoleNews(sort_order=rank, title=title, text=text, published_on=day)
        for rank, (title, text) in enumerate(NEWS)
        for day in [today - timedelta(days=20 * rank + 5)]
    ]
