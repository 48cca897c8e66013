"""What the tests of the collective start from."""

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.test import Client

from directory.models import PlacePage
from normandie.espace.models import (
    Answer,
    Comment,
    ManagerProfile,
    Question,
    RoadmapAxis,
    SharedDocument,
)
from tests.factories import PlacePageFactory, UserFactory

COLLECTIVE = "/espace/collectif/"
HOSTILE = (
    "<script>alert(1)</script> [cliquez](javascript:alert(1)) https://piege.exemple.fr {{ x }}"
)


def a_manager(
    name: str = "Gaëlle Martin", places: Sequence[PlacePage] | None = None, **profile: Any
) -> Any:
    """Return an account that manages *places*, or one of its own; with a profile, if it says so."""
    first_name, _, last_name = name.partition(" ")
    user = UserFactory(first_name=first_name, last_name=last_name)
    for place in [PlacePageFactory()] if places is None else places:
        place.managers.add(user)
    if profile:
        ManagerProfile.objects.create(user=user, **profile)
    return user


def browser_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def leave_path(mail: Any) -> str:
    """Return where the mail says that one receives no more of them."""
    found = re.search(r"https?://[^/]+(/espace/collectif/ne-plus-recevoir/[^\s/]+/)", mail.body)
    assert found
    return found[1]


def a_question(author: Any = None, title: str = "Comment faire venir des jeunes ?") -> Question:
    return Question.objects.create(author=author, title=title, text="Le mercredi, personne.")


def an_answer(question: Question, author: Any, text: str = "Avec une console.") -> Answer:
    return Answer.objects.create(question=question, author=author, text=text)


def an_axis(title: str = "Garantir la qualité") -> RoadmapAxis:
    return RoadmapAxis.objects.create(title=title, text="S’accorder sur un standard.")


def a_comment(author: Any = None) -> Comment:
    return Comment.objects.create(axis=an_axis(), author=author, text="Avec une petite équipe ?")


def a_pdf(name: str = "guide.pdf") -> BytesIO:
    file = BytesIO(b"%PDF-1.7\n".ljust(2048))
    file.name = name
    return file


def a_document(title: str = "Guide d’accueil") -> SharedDocument:
    return SharedDocument.objects.create(
        title=title, name="guide.pdf", size=2048, file=ContentFile(a_pdf().getvalue(), "guide.pdf")
    )
