"""What calls need every night, and for some of it each minute (``manage.py follow_calls``)."""

from datetime import timedelta
from functools import partial

from ami.services.destruction import destroy_ordered
from ami.services.digest import send_digests
from ami.services.erasures import announce_erasures
from ami.services.follow_ups import ask_for_news, remind_of_follow_ups
from ami.services.notices import tell_openings
from ami.services.previews import ask_for_previews
from ami.services.reminders import remind_experts, remind_of_closings
from ami.services.results import release_results
from ami.services.scanning import scan_waiting_files
from ami.services.silence import apply_silence
from core.jobs import JobResult, Work, daily, timed
from core.rows import failure_of


@daily("Prévenir de l’ouverture des appels")
def tell_of_openings() -> JobResult:
    told, failures = tell_openings()
    return JobResult({"personnes prévenues": told}, failures)


@daily("Annoncer les réponses aux dossiers")
def tell_results() -> JobResult:
    told, failures = release_results()
    return JobResult({"réponses annoncées": told}, failures)


@daily("Faire lire par l’antivirus les fichiers qui l’attendent")
def scan_files() -> JobResult:
    """Look each night for those that the store had lost, besides."""
    read, failures = scan_waiting_files(lost_too=True)
    return JobResult({"fichiers analysés": read}, failures)


def scan_new_files() -> JobResult:
    read, failures = scan_waiting_files()
    return JobResult({"fichiers analysés": read}, failures)


@daily("Rappeler la clôture d’un appel à qui n’a pas déposé")
def remind() -> JobResult:
    reminded, failures = remind_of_closings()
    return JobResult({"brouillons rappelés avant la clôture": reminded}, failures)


@daily("Rappeler les avis attendus d’experts")
def remind_of_opinions() -> JobResult:
    reminded, failures = remind_experts()
    return JobResult({"avis rappelés": reminded}, failures)


@daily("Annoncer l’effacement des brouillons que personne ne touche")
def tell_of_erasures() -> JobResult:
    told, failures = announce_erasures()
    return JobResult({"effacements de brouillons annoncés": told}, failures)


@daily("Demander des nouvelles des projets orientés")
def follow_projects_up() -> JobResult:
    """Remind first: who is asked today is not late."""
    reminded, failures = remind_of_follow_ups()
    asked, others = ask_for_news()
    figures = {"porteurs relancés": reminded, "nouvelles demandées": asked}
    return JobResult(figures, failures + others)


@daily("Noter les décisions que vaut le silence")
def note_silence() -> JobResult:
    decided, failures = apply_silence()
    return JobResult({"décisions nées du silence": decided}, failures)


def draw_new_files() -> JobResult:
    """Have a worker draw what was deposited, sent or read since."""
    ask_for_previews()
    return JobResult()


def destroy_files() -> JobResult:
    destroyed, failures = destroy_ordered()
    return JobResult({"dossiers détruits avec le visa des archives": destroyed}, failures)


@timed("Écrire aux agents ce qui les attend", late_after=timedelta(days=5))
def write_digests() -> JobResult:
    """Each morning of the week (``manage.py send_digests``); the timer rests at its end."""
    written, failures = send_digests()
    return JobResult({"courriels du matin écrits": written}, failures)


EACH_MINUTE = (
    tell_of_openings,
    tell_results,
    remind,
    scan_new_files,
    draw_new_files,
    destroy_files,
)


@timed("Suivre les appels, minute par minute", timedelta(hours=1), repeats=True)
def follow_calls() -> JobResult:
    """Do what calls need each minute: one that fails whole stops none of the next."""
    result = JobResult()

    def add(work: Work) -> None:
        done = work()
        result.figures |= done.figures
        result.failures += done.failures

    for work in EACH_MINUTE:
        failure = failure_of(work.__name__, partial(add, work))
        result.failures += [failure] if failure else []
    return result
