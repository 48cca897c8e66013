"""What Wagtail creates in English, as the staff reads it."""

import pytest
from wagtail.models import Task, Workflow

pytestmark = pytest.mark.django_db


def test_the_moderation_of_pages_has_a_french_name() -> None:
    for model in (Workflow, Task):
        assert list(model.objects.values_list("name", flat=True)) == ["Relecture par l’équipe"]
