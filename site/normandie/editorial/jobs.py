"""What pages have done without anybody."""

from datetime import timedelta

from core.jobs import JobResult, timed

from .scheduled import publish_due, withdraw_expired


@timed("Publier et retirer les pages à l’heure choisie", timedelta(hours=1), repeats=True)
def publish_and_withdraw() -> JobResult:
    """Every five minutes (``manage.py publish_scheduled``)."""
    withdrawn, not_withdrawn = withdraw_expired()
    published, not_published = publish_due()
    figures = {"pages publiées": published, "pages retirées": withdrawn}
    return JobResult(figures, not_withdrawn + not_published)
