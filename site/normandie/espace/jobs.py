"""What the managers' space has done every night."""

from core.jobs import JobResult, daily
from normandie.espace.services.collective.mailing import mail_news, send_digests
from normandie.espace.services.reminders import remind_all


@daily("Rappeler aux gestionnaires de vérifier leur fiche")
def remind_managers() -> JobResult:
    sent, failures = remind_all()
    return JobResult({"fiches rappelées": sent}, failures)


@daily("Écrire aux gérants les actualités du jour")
def mail_news_of_the_day() -> JobResult:
    """Those that are published later than they were written; the others left at once."""
    written, failures = mail_news()
    return JobResult({"courriels écrits": written}, failures)


@daily("Écrire le résumé des questions entre gérants")
def mail_questions() -> JobResult:
    written, failures = send_digests()
    return JobResult({"résumés écrits": written}, failures)
