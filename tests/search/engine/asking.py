"""What the site search answers, and who answered."""

from django.test import RequestFactory

from normandie.search.engine.answers import Answer, answers
from normandie.search.questions import OpenSite, Question


def answered(text: str) -> dict[str, Answer]:
    """Return what each source answers to *text*, by its slug."""
    request = RequestFactory().get("/recherche/", SERVER_NAME="localhost")
    found = answers(Question(text, OpenSite(request)), 20)
    return {answer.source.slug: answer for answer in found}


def keys(text: str, slug: str) -> list[int]:
    """Return the keys that the engine gives for *text*; the test fails where the tables answer."""
    found = answered(text)[slug]
    assert found.first is not None, "the tables answered"
    assert found.total == len(found.first)
    return found.first


def is_asked(text: str) -> bool:
    """Whether the engine answers, and not the tables."""
    return answered(text)["pages"].first is not None
