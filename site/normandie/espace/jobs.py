"""What the managers' space has done every night."""

from core.jobs import JobResult, daily
from normandie.espace.services.collective.mailing import mail_news, send_digests
from normandie.espace.services.labels import ask_renewals, ask_reports
from normandie.espace.services.reminders import remind_all


@daily("Rappeler aux gestionnaires de vérifier leur fiche")
def remind_managers() -> JobResult:
    sent, failures = remind_all()
    return JobResult({"fiches rappelées": sent}, failures)


@daily("Demander aux gestionnaires de renouveler leur label")
def ask_to_renew_labels() -> JobResult:
    written, failures = ask_renewals()
    return JobResult({"demandes écrites": written}, failures)


@daily("Demander aux lieux labellisés leur bilan de l’année")
def ask_for_yearly_reports() -> JobResult:
    written, failures = ask_reports()
    return JobResult({"demandes écrites": written}, failures)


@daily("Écrire aux gérants les actualités du jour")
def mail_news_of_the_day() -> JobResult:
    """Those that are published later than they were written; the others left at once."""
    written, failures = mail_news()
    return JobResult({"courriels écrits": written}, failures)


@daily("Écrire le résumé des questions entre gérants")
def mail_questions() -> JobResult:
    written, failures = send_digests()
    return JobResult({"résumés écrits": written}, failures)
