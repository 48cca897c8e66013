"""The blocks stay out of migrations, and a migration loses none of them."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from wagtail.blocks import CharBlock, StreamBlock

from core.pages.stream_fields import LightStreamField
from normandie.editorial.models import StandardPage
from tests.editorial.pages import StandardPageFactory, block


@pytest.mark.django_db
def test_the_migrations_are_complete() -> None:
    call_command("makemigrations", "--check", "--dry-run", stdout=StringIO())


def test_a_block_that_is_added_or_changed_makes_no_migration() -> None:
    one = LightStreamField([("text", CharBlock())], blank=True)
    two = LightStreamField(
        StreamBlock([("text", CharBlock(label="autre")), ("more", CharBlock())]), blank=True
    )

    assert one.deconstruct()[1:] == two.deconstruct()[1:]
    assert one.deconstruct()[2] == []
    assert "block_lookup" not in one.deconstruct()[3]


def test_the_field_of_a_migration_can_be_built_and_cloned() -> None:
    _, path, args, kwargs = StandardPage._meta.get_field("body").deconstruct()

    assert path == "core.pages.stream_fields.LightStreamField"
    assert isinstance(LightStreamField(*args, **kwargs).clone(), models.Field)


@pytest.mark.django_db
def test_a_data_migration_that_saves_a_page_keeps_its_blocks() -> None:
    body = [block("text", "<p>Un texte</p>"), block("gap", {"missing": "Une date"})]
    page = StandardPageFactory(body=body)
    state = MigrationLoader(connection).project_state()
    Historical = state.apps.get_model("editorial", "StandardPage")

    old = Historical.objects.get(pk=page.pk)
    old.lead = "Changé par une migration."
    old.save()

    found = StandardPage.objects.get(pk=page.pk)
    assert found.lead == "Changé par une migration."
    assert [child.block_type for child in found.body] == ["text", "gap"]
    assert found.body[0].value.source == "<p>Un texte</p>"
