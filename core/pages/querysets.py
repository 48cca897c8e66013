"""Querysets of pages."""

from wagtail.models import PageQuerySet


class OneTypeQuerySet(PageQuerySet):
    """Pages of one type, read as what they are without ``specific()``.

    Wagtail takes a queryset for one of bare ``Page`` rows unless it is told so, and then finds no
    workflow for those it reads: ``prefetch_workflow_states`` has them all said to wait for nothing.
    """

    @property
    def is_specific(self) -> bool:
        return True
