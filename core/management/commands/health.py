"""Say how each part of the site is, as the watcher is told."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.health_checks import Finding, State, examine

STYLES = {State.OK: "SUCCESS", State.WARNING: "WARNING", State.FAILING: "ERROR"}


class Command(BaseCommand):
    help = (
        "Dit l’état de chaque partie du site, une par ligne. Se termine par le code 1 si l’une ne "
        "marche plus\u00a0; un avertissement n’est pas un échec."
    )
    requires_system_checks = ()  # what is wrong elsewhere keeps nothing from being said

    def handle(self, *args: Any, **options: Any) -> None:
        findings = examine()
        for name, found in findings.items():
            state = getattr(self.style, STYLES[found.state])(f"{found.state:8}")
            self.stdout.write(f"{state} {name}\u00a0: {_said(found)}")
        failing = [name for name, found in findings.items() if found.state == State.FAILING]
        if failing:
            raise CommandError(f"En panne\u00a0: {', '.join(failing)}.")


def _said(found: Finding) -> str:
    if found.figure is None:
        return found.words
    unit = f"\u00a0{found.unit}" if found.unit else ""
    limit = "" if found.limit is None else f", limite {found.limit}{unit}"
    return f"{found.words} ({found.figure}{unit}{limit})"
