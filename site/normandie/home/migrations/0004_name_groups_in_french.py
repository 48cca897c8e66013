"""Give French names to the groups that Wagtail creates in English."""

from typing import Any

from django.db import migrations

NAMES = {"Editors": "Rédacteurs", "Moderators": "Modérateurs"}


def rename(apps: Any, names: dict[str, str]) -> None:
    groups = apps.get_model("auth", "Group").objects
    for old, new in names.items():
        if not groups.filter(name=new).exists():
            groups.filter(name=old).update(name=new)


def to_french(apps: Any, schema_editor: Any) -> None:
    rename(apps, NAMES)


def to_english(apps: Any, schema_editor: Any) -> None:
    rename(apps, {new: old for old, new in NAMES.items()})


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0003_name_moderation_in_french"),
        # Those that give these groups their rights, by their English names.
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtaildocs", "0002_initial_data"),
        ("wagtailimages", "0002_initial_data"),
    ]

    operations = [migrations.RunPython(to_french, to_english)]
