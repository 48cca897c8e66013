"""What Wagtail creates in English, as the staff reads it."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Task, Workflow

from normandie.roles import MODERATION

pytestmark = pytest.mark.django_db


def test_the_moderation_of_pages_has_a_french_name() -> None:
    for model in (Workflow, Task):
        assert list(model.objects.values_list("name", flat=True)) == [MODERATION]


def test_the_groups_have_french_names_and_the_rights_that_wagtail_gives_them() -> None:
    groups = {group.name: group for group in Group.objects.all()}

    assert set(groups) == {"Modérateurs", "Rédacteurs"}
    for group in groups.values():
        rights = set(group.permissions.values_list("codename", flat=True))
        assert {"access_admin", "add_image", "add_document"} <= rights
