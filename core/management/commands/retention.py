from argparse import ArgumentParser
from typing import Any, cast

from django.core.management.base import BaseCommand
from django.db.models import Field, ForeignKey
from django.utils import timezone

from core.retention import RETENTIONS, Retention

HEADER = """\
# What is kept of people, and how long

Made by `manage.py retention --markdown` from the rules that each app declares in its
`retention.py`; a test keeps it equal to them. `manage.py daily` applies them every night, and
nothing else erases in time. What has no date (a confirmed subscription, an account) stays until the
person asks, or leaves.

| what | kept | from | why it may be kept |
|---|---|---|---|
"""


class Command(BaseCommand):
    help = "Dit combien de temps chaque donnée est gardée, et ce que la prochaine nuit effacera."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--markdown", action="store_true", help="Écrit docs/retention.md.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["markdown"]:
            self.stdout.write(HEADER + "\n".join(map(_row, RETENTIONS)))
            return
        now = timezone.now()
        for retention in RETENTIONS:
            number = retention.due(now).count()
            self.stdout.write(f"{retention.label} ({retention.kept.days} j) : {number} à effacer")


def _row(retention: Retention) -> str:
    *relations, last = retention.since.split("__")
    model = retention.model
    for name in relations:
        model = cast("ForeignKey[Any, Any]", model._meta.get_field(name)).related_model
    since = cast("Field[Any, Any]", model._meta.get_field(last)).verbose_name
    kept = f"{retention.kept.days} days" if retention.kept else "until then"
    return f"| {retention.label} | {kept} | « {since} » | {retention.basis} |"
