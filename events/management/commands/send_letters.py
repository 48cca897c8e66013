from core.management.job_command import JobCommand
from events.jobs import write_letters


class Command(JobCommand):
    help = (
        "Écrit la lettre de la semaine pour qui l’a confirmée et ne l’a pas encore reçue\u00a0; "
        "l’ouvrier l’envoie. Sans risque à répéter\u00a0: rien ne part deux fois. Se termine par "
        "le code 1, en nommant ce qui a échoué."
    )
    job = write_letters
