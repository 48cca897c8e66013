"""Work about files done apart from requests."""

from django_tasks import task

from ami.services.destruction import destroy_ordered
from ami.services.exports import make_export
from ami.services.previews import ask_for_previews, draw_waiting_previews
from ami.services.scanning import scan_waiting_files


@task()
def scan_files() -> int:
    """Have the antivirus read the files that wait; return how many it read."""
    read = scan_waiting_files()[0]
    ask_for_previews()
    return read


@task()
def destroy_files() -> int:
    """Begin to destroy what a bordereau says; return how many files are gone."""
    return destroy_ordered()[0]


@task(queue_name="slow")
def draw_previews() -> int:
    """Draw the joined files that staff may read; return how many were drawn."""
    return draw_waiting_previews()[0]


@task(queue_name="slow")
def make_export_file(pk: int, attempt: int) -> None:
    """Make a long export, in a queue of its own: minutes that mails must not wait for."""
    make_export(pk, attempt)
