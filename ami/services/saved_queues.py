"""Views of the queue that staff keep under a name."""

from typing import Any

from ami.models import SavedQueue


def save_queue(owner: Any, name: str, query: str, *, is_shared: bool) -> SavedQueue:
    """Keep *query* under *name*, in the place of what *owner* had under it."""
    kept, _ = SavedQueue.objects.update_or_create(
        owner=owner, name=name, defaults={"query": query, "is_shared": is_shared}
    )
    return kept


def forget_queue(owner: Any, pk: int) -> None:
    """Erase one of the views of *owner*; one that is gone, or another's, is no error."""
    SavedQueue.objects.filter(owner=owner, id=pk).delete()
