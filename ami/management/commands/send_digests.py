"""What waits for each agent, in the morning."""

from ami.jobs import write_digests
from core.management.job_command import JobCommand


class Command(JobCommand):
    help = (
        "Écrit à chaque agent, les jours ouvrés, ce qui l’attend dans les dossiers\u00a0: un "
        "courriel par jour au plus, aucun quand rien n’attend. Sans risque à répéter\u00a0: rien "
        "ne part deux fois."
    )
    job = write_digests
