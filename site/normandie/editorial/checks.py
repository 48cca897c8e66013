"""What the Région must have said before the site opens, told by ``manage.py check --deploy``."""

from collections.abc import Collection
from typing import Any

from django.core.checks import CheckMessage, Info, Tags, register
from django.db import DatabaseError

from .gaps import pages_with_gaps


@register(Tags.database, deploy=True)
def nothing_is_owed_to_the_public(
    databases: Collection[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Remind at each release of the gaps that staff marked as due before the opening.

    It informs, and stops no release: a site in preparation needs releases too. The opening is what
    it stops, by ``--fail-level INFO`` (docs/deployment.md).
    """
    if "default" not in (databases or ()):
        return []
    try:
        pages = pages_with_gaps()
    except DatabaseError:  # the tables do not exist yet
        return []
    return [
        Info(
            f"À remplir avant l’ouverture, page «\u00a0{each.page.title}\u00a0»\u00a0: {missing}",
            hint="Dans l’admin, «\u00a0Rapports → Pages à compléter\u00a0».",
            id="normandie.I001",
        )
        for each in pages
        for missing in each.blocking
    ]
