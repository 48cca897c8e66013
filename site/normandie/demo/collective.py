"""What the demo shows of the collective of managers: invented, and marked so."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.utils import timezone

from core.models import OutgoingMail
from core.text.elision import at
from normandie.demo import accounts
from normandie.espace.first_axes import create_first_axes
from normandie.espace.models import (
    ManagerProfile,
    NewsItem,
    Question,
    RoadmapAxis,
    SharedDocument,
)
from normandie.espace.services.collective.questions import answer, ask, resolve
from normandie.espace.services.collective.roadmap import comment, support

PHOTOS = Path(__file__).parent / "photos"
EXAMPLE = "Exemple\u00a0: "
NEWS = (
    (
        f"Journée des gérants {at(settings.REGION.towns[0].name)}",
        "Une journée pour se rencontrer et préparer l’année.\n\nLe programme et l’inscription "
        "arrivent dans les documents.",
        2,
    ),
    ("Une image pour vos affiches", "Elle est dans les documents du collectif.", 20),
)
INVENTED = "Exemple inventé pour la démonstration"
AXES = (
    (
        "ouvrir plus tôt le matin",
        "Convenir d’un matin par semaine où chacun ouvre à 8\u00a0h.",
    ),
    ("se prêter du matériel", "Une liste commune de ce que chaque lieu peut prêter aux autres."),
)
QUESTIONS = (
    (
        "Comment faites-vous venir des jeunes le mercredi\u00a0?",
        "Nous avons ouvert le mercredi après-midi, et presque personne ne vient.",
        "Une console et un tournoi par mois\u00a0: ils reviennent, puis ils restent pour le reste.",
    ),
    (
        "Quelqu’un a-t-il réglé une découpe laser d’occasion\u00a0?",
        "La nôtre brûle le bois au lieu de le couper.",
        "",
    ),
)
RESOLVED = (
    "Quel modèle de charte pour le prêt de matériel\u00a0?",
    "Nous commençons à prêter des ordinateurs à la semaine.",
    "Une page suffit\u00a0: qui, quoi, jusqu’à quand, et une photo de l’état au départ.",
)


def create_example_collective() -> None:
    """Write examples in the name of the demo managers, unless it was done; no mail leaves."""
    if not create_first_axes():
        _create_example_axes()
    if Question.objects.exists():
        return
    one, other = (_account(each) for each in (accounts.MANAGER, accounts.NETWORK_MANAGER))
    _present(one, other)
    _announce()
    for title, text, said in QUESTIONS:
        question = ask(one, title=f"{EXAMPLE}{title}", text=text)
        if said:
            answer(question, other, text=said)
    title, text, said = RESOLVED
    question = ask(other, title=f"{EXAMPLE}{title}", text=text)
    answer(question, one, text=said)
    resolve(question, True)
    first, second = RoadmapAxis.objects.all()[:2]
    for axis, user in ((first, one), (first, other), (second, other)):
        support(axis, user, True)
    comment(first, one, text=f"{EXAMPLE}d’accord, si une petite équipe peut le tenir.")
    OutgoingMail.objects.filter(kind__startswith="collective-").delete()


def _create_example_axes() -> None:
    """Invent axes, where neither the region nor anybody else has any."""
    if not RoadmapAxis.objects.exists():
        RoadmapAxis.objects.bulk_create(
            RoadmapAxis(title=f"{EXAMPLE}{title}", text=text, source=INVENTED, order=10 * rank)
            for rank, (title, text) in enumerate(AXES, start=1)
        )


def _present(one: Any, other: Any) -> None:
    for user, helps_with in (
        (one, "Exemple\u00a0: accueillir un premier groupe, préparer une affiche."),
        (other, "Exemple\u00a0: organiser un repair café, régler une imprimante 3D."),
    ):
        ManagerProfile.objects.update_or_create(
            user=user, defaults={"is_listed": True, "helps_with": helps_with}
        )


def _announce() -> None:
    today = timezone.localdate()
    for title, text, days in NEWS:
        NewsItem.objects.create(
            title=f"{EXAMPLE}{title}", text=text, published_on=today - timedelta(days=days)
        )
    picture = (PHOTOS / "atelier.png").read_bytes()
    SharedDocument.objects.create(
        title=f"{EXAMPLE}image pour une affiche d’atelier",
        description="Dessinée pour la démonstration.",
        file=ContentFile(picture, "atelier.png"),
        name="atelier-exemple.png",
        size=len(picture),
    )


def _account(account: accounts.DemoAccount) -> Any:
    return get_user_model().objects.get(username=account.username)
