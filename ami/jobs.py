"""What calls need every night, and for some of it each minute (``manage.py follow_calls``)."""

from ami.services.erasures import announce_erasures
from ami.services.notices import tell_openings
from ami.services.reminders import remind_of_closings
from ami.services.scanning import scan_waiting_files
from ami.services.silence import apply_silence
from core.jobs import Outcome, daily


@daily("Prévenir de l’ouverture des appels")
def tell_of_openings() -> Outcome:
    told, failures = tell_openings()
    return Outcome({"personnes prévenues": told}, failures)


@daily("Faire lire par l’antivirus les fichiers qui l’attendent")
def scan_files() -> Outcome:
    read, failures = scan_waiting_files()
    return Outcome({"fichiers analysés": read}, failures)


@daily("Rappeler la clôture d’un appel à qui n’a pas déposé")
def remind() -> Outcome:
    reminded, failures = remind_of_closings()
    return Outcome({"brouillons rappelés avant la clôture": reminded}, failures)


@daily("Annoncer l’effacement des brouillons que personne ne touche")
def tell_of_erasures() -> Outcome:
    told, failures = announce_erasures()
    return Outcome({"effacements de brouillons annoncés": told}, failures)


@daily("Noter les décisions que vaut le silence")
def note_silence() -> Outcome:
    decided, failures = apply_silence()
    return Outcome({"décisions nées du silence": decided}, failures)


EACH_MINUTE = (tell_of_openings, remind, scan_files)
