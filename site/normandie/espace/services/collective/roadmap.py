"""The road map of the label: support given or taken back, comments."""

from typing import Any

from django.db import transaction

from normandie.espace.models import Comment, RoadmapAxis, Support

from .writing import remark_limit, write_once


def support(axis: RoadmapAxis, user: Any, wanted: bool) -> None:
    """Give the support of *user*, or take it back. Safe to repeat."""
    if wanted:
        Support.objects.get_or_create(axis=axis, user=user)
    else:
        Support.objects.filter(axis=axis, user=user).delete()


@transaction.atomic
def comment(axis: RoadmapAxis, author: Any, *, text: str) -> Comment:
    """Keep a comment.

    Raises:
        LimitExceeded: *author* wrote too much for now.
    """
    fields = {"axis": axis, "text": text}
    written, _ = write_once(Comment, author, remark_limit(author), fields)
    return written
