"""Builders of editorial pages."""

from typing import Any

import factory

from normandie.editorial.models import StandardPage
from tests.factories import HomePageFactory


class StandardPageFactory(factory.django.DjangoModelFactory):
    """A published page under the home page, or under ``parent``."""

    class Meta:
        model = StandardPage

    title = factory.Sequence(lambda n: f"Page {n}")
    slug = factory.Sequence(lambda n: f"page-{n}")

    @classmethod
    def _create(cls, model_class: type[StandardPage], *args: object, **kwargs: Any) -> StandardPage:
        parent = kwargs.pop("parent", None) or HomePageFactory()
        return parent.add_child(instance=model_class(**kwargs))


def block(kind: str, value: Any) -> dict[str, Any]:
    """Return a block as a page stores it."""
    return {"type": kind, "value": value}
