"""Work about files done apart from requests."""

from django_tasks import task

from ami.services.destruction import destroy_ordered
from ami.services.scanning import scan_waiting_files


@task()
def scan_files() -> int:
    """Have the antivirus read the files that wait; return how many it read."""
    return scan_waiting_files()[0]


@task()
def destroy_files() -> int:
    """Begin to destroy what a bordereau says; return how many files are gone."""
    return destroy_ordered()[0]
