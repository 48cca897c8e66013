"""Give French names to what Wagtail creates in English: the staff reads them in the admin."""

from typing import Any

from django.db import migrations

WAGTAIL_NAME = "Moderators approval"
OUR_NAME = "Relecture par l’équipe"


def rename(apps: Any, old: str, new: str) -> None:
    for model in ("Workflow", "Task"):
        apps.get_model("wagtailcore", model).objects.filter(name=old).update(name=new)


def to_french(apps: Any, schema_editor: Any) -> None:
    rename(apps, WAGTAIL_NAME, OUR_NAME)


def to_english(apps: Any, schema_editor: Any) -> None:
    rename(apps, OUR_NAME, WAGTAIL_NAME)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_sections"),
        ("wagtailcore", "0083_workflowcontenttype"),
    ]

    operations = [migrations.RunPython(to_french, to_english)]
