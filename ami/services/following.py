"""Who of the service follows a file: effects of transitions, in their transaction."""

from core.workflow import Change


def follow(change: Change) -> None:
    """Have who acts follow the file, in the place of anyone else."""
    change.subject.assigned_to = change.actor.user
    change.subject.save(update_fields=["assigned_to"])


def follow_if_nobody_does(change: Change) -> None:
    """Have who acts follow a file that nobody does."""
    if change.subject.assigned_to_id is None:
        follow(change)
