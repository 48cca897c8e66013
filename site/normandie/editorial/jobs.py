"""What pages have done without anybody: those that go live or leave at a chosen time, one by one.

Wagtail's command stops at the first that it cannot publish, and those after it wait for ever.
"""

from datetime import timedelta
from typing import cast

from django.apps import apps
from django.db.models import Model
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from core.jobs import JobResult, timed
from core.rows import for_each


def withdraw_expired() -> tuple[int, list[str]]:
    """Withdraw what has reached its end; return how many, and those that failed, named."""
    models: list[type[Model]] = [Page]
    models += [
        model
        for model in apps.get_models()
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    ]
    withdrawn, failures = 0, list[str]()
    for model in models:
        past = model._default_manager.filter(live=True, expire_at__lt=timezone.now())
        rows = list(past.order_by("expire_at"))
        failed = for_each(rows, _withdraw)
        withdrawn += len(rows) - len(failed)
        failures += failed
    return withdrawn, failures


def publish_due() -> tuple[int, list[str]]:
    """Publish the versions whose time has come; return how many, and those that failed, named."""
    due = Revision.objects.filter(approved_go_live_at__lt=timezone.now())
    # What a version holds is read apart for each: it may be what cannot be read.
    versions = list(
        due.order_by("approved_go_live_at").select_related("content_type").defer("content")
    )
    failures = for_each(versions, _publish, _name_of)
    return len(versions) - len(failures), failures


def _withdraw(row: Model) -> None:
    cast("DraftStateMixin", row).unpublish(
        set_expired=True, log_action="wagtail.unpublish.scheduled"
    )


def _publish(version: Revision) -> None:
    version.publish(log_action="wagtail.publish.scheduled")


def _name_of(version: Revision) -> str:
    """Name what *version* is of: « page éditoriale 12 », which staff find by its number."""
    return f"{version.content_type.name} {version.object_id}"


@timed("Publier et retirer les pages à l’heure choisie", timedelta(hours=1), repeats=True)
def publish_and_withdraw() -> JobResult:
    """Every five minutes (``manage.py publish_scheduled``)."""
    withdrawn, not_withdrawn = withdraw_expired()
    published, not_published = publish_due()
    figures = {"pages publiées": published, "pages retirées": withdrawn}
    return JobResult(figures, not_withdrawn + not_published)
