import uuid
from datetime import timedelta
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection, reset_queries
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from ami.models import CallPage, Dossier, StepAnswers
from ami.views.carrier.access import let_in
from directory.services.territory import load_territory
from tests.ami.factories import CallPageFactory, a_draft
from tools.bench.database import empty_database
from tools.bench.measure import Measure, measure, request
from tools.management.commands.bench_pages import TRIVIAL, make_bare_site

PROJECTS, FILES = (1, 50), (10, 10_000)


class Command(BaseCommand):
    help = (
        "Mesure les pages d’un dossier et son enregistrement, avec peu et beaucoup de projets et "
        "de dossiers, dans une base à part, détruite à la fin\u00a0: temps médian, requêtes SQL, "
        "et coût processeur rapporté à celui d’une page Wagtail réduite à son titre."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--times", type=int, default=30, help="Mesures de chaque page.")

    def handle(self, *args: Any, **options: Any) -> None:
        quiet = override_settings(DEBUG=False, ALLOWED_HOSTS=["localhost"])
        with TemporaryDirectory() as folder, empty_database(folder), quiet:
            self._bench(options["times"])

    def _bench(self, times: int) -> None:
        self.stdout.write(f"{connection.vendor}, médianes de {times} mesures")
        self.stdout.write(f"{'':44}{'temps (ms)':>12}{'CPU (ms)':>10}{'SQL':>6}{'/ page nue':>12}")
        make_bare_site()
        load_territory()
        bare = self._row("page nue", measure(request(Client(), TRIVIAL), times))
        now, call = timezone.now(), _call()
        for files in FILES:
            _add_files(call, files)
            for projects in PROJECTS:
                reset_queries()
                dossier = _draft(call, projects)
                client = Client(headers={"host": "localhost"})
                client.cookies.update(let_in(dossier).cookies)
                size = f"{projects} projets, {files} dossiers"
                for name, address in _pages(dossier).items():
                    measured = measure(request(client, address), times)
                    self._row(f"{name}, {size}", measured, bare)
                self._row(f"enregistrement, {size}", measure(_save(client, dossier), times), bare)
        self.stdout.write(f"({(timezone.now() - now).seconds} s)")

    def _row(self, name: str, result: Measure, bare: float | None = None) -> float:
        multiple = f"{result.cpu / bare:.1f}" if bare else ""
        self.stdout.write(
            f"{name:44}{result.wall:>12.1f}{result.cpu:>10.1f}{result.queries:>6}{multiple:>12}"
        )
        return result.cpu


def _call() -> CallPage:
    now, month = timezone.now(), timedelta(days=30)
    call: CallPage = CallPageFactory(opens_at=now - month, closes_at=now + month, results_at=None)
    return call


def _add_files(call: CallPage, number: int) -> None:
    """Have *number* other drafts stand beside the one that is measured."""
    form = call.form_definition().as_json()
    missing = number - Dossier.objects.count()
    Dossier.objects.bulk_create(
        [Dossier(call=call, kind=call.kind, definition=form) for _ in range(missing)],
        batch_size=500,
    )


def _draft(call: CallPage, projects: int) -> Dossier:
    """Make a complete draft with so many projects: more than its form lets one add."""
    dossier: Dossier = a_draft(call)
    [first] = dossier.rows_of("projets")
    StepAnswers.objects.bulk_create(
        StepAnswers(
            dossier=dossier,
            step="projets",
            item=str(uuid.uuid4()),
            position=position,
            data=first.data,
        )
        for position in range(1, projects)
    )
    return dossier


def _pages(dossier: Dossier) -> dict[str, str]:
    item = dossier.rows_of("projets")[0].item
    return {
        "partie": reverse("dossier_step", args=[dossier.key, "structure"]),
        "territoire": reverse("dossier_step", args=[dossier.key, "territoire"]),
        "projet": reverse("dossier_item", args=[dossier.key, "projets", item]),
        "liste des parties": reverse("dossier", args=[dossier.key]),
        "récapitulatif": reverse("dossier_summary", args=[dossier.key]),
    }


def _save(client: Client, dossier: Dossier) -> Any:
    address = reverse("dossier_autosave", args=[dossier.key, "structure"])

    def save() -> None:
        response = client.post(address, {"nom": "Les Petits Débrouillards"})
        if response.status_code != 200:
            raise RuntimeError(response.status_code)

    return save
