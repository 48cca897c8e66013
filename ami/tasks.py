"""Work about files done apart from requests."""

from django_tasks import task

from ami.services.exports import make_export
from ami.services.scanning import scan_waiting_files


@task()
def scan_files() -> int:
    """Have the antivirus read the files that wait; return how many it read."""
    return scan_waiting_files()[0]


@task(queue_name="exports")
def make_export_file(pk: int, attempt: int) -> None:
    """Make a long export, by a worker of its own: minutes that mails must not wait for."""
    make_export(pk, attempt)
