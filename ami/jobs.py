"""What calls need every night, and for some of it each minute (``manage.py follow_calls``)."""

from ami.services.notices import tell_openings
from ami.services.scanning import scan_waiting_files
from core.jobs import Outcome, daily


@daily("Prévenir de l’ouverture des appels")
def tell_of_openings() -> Outcome:
    told, failures = tell_openings()
    return Outcome({"personnes prévenues": told}, failures)


@daily("Faire lire par l’antivirus les fichiers qui l’attendent")
def scan_files() -> Outcome:
    read, failures = scan_waiting_files()
    return Outcome({"fichiers analysés": read}, failures)


EACH_MINUTE = (tell_of_openings, scan_files)
