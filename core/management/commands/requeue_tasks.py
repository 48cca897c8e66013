"""Put back the tasks that a worker held when it was killed: nobody else would ever run them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django_tasks import DEFAULT_TASK_QUEUE_NAME, TaskResultStatus
from django_tasks_db.models import DBTaskResult

MOST_TRIES = 3  # a task that kills its worker each time would keep all the others waiting


class Command(BaseCommand):
    help = (
        "Remet dans la file les tâches restées « en cours » après l’arrêt brutal de l’ouvrier. À "
        "lancer avant de le démarrer, jamais pendant qu’il travaille."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--queue-name",
            default=DEFAULT_TASK_QUEUE_NAME,
            help="La file de cet ouvrier : un autre travaille peut-être à la sienne.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        put_back = stopped = 0
        for task in DBTaskResult.objects.running().filter(queue_name=options["queue_name"]):
            if len(task.worker_ids) < MOST_TRIES:
                task.status = TaskResultStatus.READY
                task.save(update_fields=["status"])
                put_back += 1
            else:
                task.set_failed(RuntimeError(f"stopped its worker {MOST_TRIES} times"))
                stopped += 1
        self.stdout.write(f"Tâches remises\u00a0: {put_back}. Abandonnées\u00a0: {stopped}.")
