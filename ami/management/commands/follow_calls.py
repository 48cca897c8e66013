"""What calls ask for as time goes by."""

from ami.jobs import follow_calls
from core.management.job_command import JobCommand


class Command(JobCommand):
    help = (
        "Prévient de l’ouverture d’un appel ceux qui l’ont demandé, annonce les réponses à leur "
        "date, rappelle la clôture à qui n’a pas déposé, fait lire à l’antivirus les fichiers qui "
        "l’attendent. À lancer chaque minute\u00a0; sans risque à répéter\u00a0: rien n’est écrit "
        "deux fois."
    )
    job = follow_calls
